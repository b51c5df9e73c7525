"""A small corpus, a library of it, and the command run in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from typer.testing import CliRunner

from assistant import Assistant
from assistant.cli import app
from assistant.settings import Settings

ARTICLES = (
    {
        "id": "raise",
        "title": "Washington raises duties on Chinese goods",
        "published": "2019-05-10",
        "source": "Meridian Wire",
        "url": "https://meridianwire.example/raise",
        "text": "The United States raised tariffs on $200 billion of Chinese goods to 25 percent on Friday. "
        "Talks in Washington stalled because China went back on promises, officials said.",
    },
    {
        "id": "steel",
        "title": "Canada freed of steel duties",
        "published": "2019-05-18",
        "source": "The Laurentian Post",
        "url": "https://laurentianpost.example/steel",
        "text": "Canada and the United States ended their steel tariffs on Friday after almost a year. "
        "Ottawa dropped its own duties on whiskey and ketchup in return.",
    },
    {
        "id": "soy",
        "title": "Soybean growers wait",
        "source": "Prairie Ledger",
        "text": "Soybean growers in Iowa said they were waiting for Beijing to buy again. "
        "Prices have fallen by a tenth since the dispute began.",
    },
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Parley(Protocol):
    """Runs `parley` with these arguments."""

    def __call__(self, *arguments: str, stdin: str = "") -> Ran: ...


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the three articles, never written to."""
    folder = tmp_path_factory.mktemp("loaded")
    write_corpus(folder / "articles.jsonl")
    with Assistant(Settings(library=folder / "library", embedding="hashing")) as parley:
        parley.load([folder / "articles.jsonl"])
    return folder / "library"


def write_corpus(path: Path, articles: Sequence[dict[str, str]] = ARTICLES) -> Path:
    path.write_text("\n".join(json.dumps(each) for each in articles), encoding="utf-8")
    return path


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library folder that does not exist yet, named by the environment; no other setting of Parley."""
    for name in [name for name in os.environ if name.startswith("PARLEY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PARLEY_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PARLEY_EMBEDDING", "hashing")
    return tmp_path / "library"


@pytest.fixture
def library(environment: Path, loaded: Path) -> Path:
    """A copy of the loaded library, named by the environment."""
    shutil.copytree(loaded, environment)
    return environment


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The three articles as a file to load."""
    return write_corpus(tmp_path / "articles.jsonl")


@pytest.fixture
def parley(environment: Path) -> Parley:
    """The command, in this process."""

    def run(*arguments: str, stdin: str = "") -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=stdin)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def parley_process(environment: Path) -> Parley:
    """The command, in a process of its own."""

    def run(*arguments: str, stdin: str = "") -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
