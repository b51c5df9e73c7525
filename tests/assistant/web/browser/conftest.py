"""A browser at a server over a small library, and over one whose outlets disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import ARTICLES
from tests.assistant.web.browser.browsing import HOSTILE, Seen, launched, opened
from tests.assistant.web.conftest import serving

SAID = "“We will keep copper quotas for a year,” said Ana Ruiz, the trade minister."


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    hostile = {"id": "hostile", "title": f"Copper {HOSTILE}", "source": HOSTILE, "published": "2019-06-03"}
    hostile |= {
        "url": "javascript:window.hurt=1",
        "text": f"{SAID}\n\nCopper quotas began on Monday. {HOSTILE} Copper ended.",
    }
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, [*ARTICLES, hostile])), encoding="utf-8")
    with Assistant(Settings(library=folder / "library", embedding="hashing")) as parley:
        parley.load([folder / "articles.jsonl"])
    return folder / "library"


@pytest.fixture(scope="session")
def address(library: Path) -> Iterator[str]:
    with serving(library) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Closed after each module: while it is open a loop runs in this thread, where other tests run theirs."""
    with launched() as browser:
        yield browser


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[Seen]:
    seen = opened(browser, address)
    yield seen
    assert seen.foreign == []
    assert seen.errors == []
    seen.page.context.close()


@pytest.fixture(scope="session")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("disputed")
    said = [
        ("Harbour Wire", "2019-07-04", "The island put a levy of 15 percent on tuna."),
        ("Valley Post", "2019-07-05", "The levy that the island put on tuna is 20 percent."),
        ("Harbour Wire", "2019-07-06", "The mainland will lift its ban on salmon in August."),
    ]
    records = [{"id": f"a{n}", "title": "", "source": s, "published": d, "text": t} for n, (s, d, t) in enumerate(said)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Assistant(Settings(library=folder / "library", embedding="hashing")) as parley:
        parley.load([folder / "articles.jsonl"])
    with serving(folder / "library") as address:
        yield address


@pytest.fixture
def conflicting(browser: Any, disputed: str) -> Iterator[Seen]:
    seen = opened(browser, disputed)
    yield seen
    assert seen.errors == []
    seen.page.context.close()
