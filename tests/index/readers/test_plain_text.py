from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.readers.plain_text import split_title

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_is_read_whole(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "story.txt", STORY)).only
    assert draft.text == STORY
    assert draft.title == ""
    assert draft.place.endswith("story.txt")


def test_a_short_unpunctuated_line_that_stands_alone_is_the_title(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "story.txt", "Steel talks resume in Geneva\r\n\r\n" + STORY)).only
    assert draft.title == "Steel talks resume in Geneva"
    assert draft.text == STORY


@pytest.mark.parametrize(
    "first",
    [
        "Officials met on Monday.",
        "A minister at the summit. Picture: THE DAILY LEDGER/JO DOE",
        "Steel in a yard. Photo: Jo Doe",
        "By Jo Doe",
        "Published 5 July 2019",
        "5 July 2019",
        "2019-07-05 10:00",
        "Tariffs",
        "He said: “We will not sign.”",
        "The talks, which began in the spring and which nobody expected to last, went on for a week and then "
        "stopped without a word",
    ],
)
def test_a_sentence_a_caption_a_byline_and_a_date_are_no_title(first: str) -> None:
    found = split_title(f"{first}\n\n{STORY}")
    assert found.title == ""
    assert found.text.startswith(first)


def test_a_line_that_runs_on_is_no_title() -> None:
    assert split_title("Steel talks resume\nin Geneva this week\n\n" + STORY).title == ""


def test_a_title_alone_is_the_text() -> None:
    assert split_title("Steel talks resume in Geneva").text == "Steel talks resume in Geneva"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\u00a0\ufeff\n".encode()])
def test_an_empty_text_is_skipped(tmp_path: Path, content: bytes) -> None:
    problem = read(written(tmp_path, "empty.txt", content)).problem
    assert not problem.failed
    assert problem.reason == "no text"


def test_a_text_over_the_limit_names_the_setting(tmp_path: Path) -> None:
    problem = read(written(tmp_path, "big.txt", b"word " * 250_000), max_file_mb=1).problem
    assert problem.failed
    assert "max_file_mb" in problem.reason


def test_control_characters_do_not_reach_the_draft(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "story.txt", STORY.replace("steel", "st\x00eel\x07"))).only
    assert draft.text == STORY
