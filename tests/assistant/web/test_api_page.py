"""The examples of docs/api.md run against a server as it is shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.web.doors import app_with_doors
from tests.assistant.web.serving import opened, running

pytestmark = pytest.mark.loopback

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SHOWN = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def address(loaded: Path) -> Iterator[str]:
    with opened(loaded) as parley, running(app_with_doors(parley)) as at:
        yield at


def test_the_page_has_an_example_for_every_door() -> None:
    assert len(EXAMPLES) == 4
    assert all(SHOWN in example for example in EXAMPLES)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_runs(number: int, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "example"}
    exec(compile(EXAMPLES[number].replace(SHOWN, address), "docs/api.md", "exec"), names)
    printed = capsys.readouterr().out
    if "print(" in EXAMPLES[number]:
        assert "went back on promises" in printed
    else:
        assert names["event"]["answer"]["status"] == "answered"  # type: ignore[index]
