from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_header(tmp_path: Path, separator: str) -> None:
    rows = [
        ["title", "date", "body"],
        ["Steel", "2019-07-05", f'"{STORY}"'],
        ["Tin", "2019", '"A ""quoted"" word."'],
    ]
    table = "\r\n".join(separator.join(row) for row in rows)
    drafts = read(written(tmp_path, "t.csv", table)).drafts
    assert [draft.title for draft in drafts] == ["Steel", "Tin"]
    assert drafts[0].text == STORY
    assert drafts[1].text == 'A "quoted" word.'
    assert [draft.dates[0].value for draft in drafts] == ["2019-07-05", "2019"]
    assert [draft.place.rpartition(":")[2] for draft in drafts] == ["2", "7"]


def test_a_byte_order_mark_does_not_hide_the_first_column(tmp_path: Path) -> None:
    assert read(written(tmp_path, "t.csv", b"\xef\xbb\xbftext,title\nSteel fell.,Steel\n")).only.title == "Steel"


def test_without_a_text_column_the_columns_are_named(tmp_path: Path) -> None:
    problem = read(written(tmp_path, "t.csv", "headline,words\nSteel,Steel fell.\n")).problem
    assert problem.failed
    assert "headline, words" in problem.reason
    assert "--field text=words" in problem.reason


def test_a_person_names_the_column(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "headline,words\nSteel,Steel fell.\n")
    assert read(path, fields={"text": "words"}).only.text == "Steel fell."


def test_a_row_that_is_too_wide_is_listed_and_the_others_load(tmp_path: Path) -> None:
    outcome = read(written(tmp_path, "t.csv", "title,text\nA,One.\nB,Two, three.\nC,Four.\n"))
    assert [draft.title for draft in outcome.drafts] == ["A", "C"]
    assert outcome.problems[0].place.endswith(":3")


def test_a_cell_over_the_limit_is_listed_and_the_others_load(tmp_path: Path) -> None:
    table = f"title,text\nA,{'word ' * 300_000}\nB,Two.\n"
    outcome = read(written(tmp_path, "t.csv", table), max_record_mb=1)
    assert [draft.title for draft in outcome.drafts] == ["B"]
    assert "max_record_mb" in outcome.problems[0].reason


def test_a_quotation_mark_that_never_closes_ends_in_a_problem(tmp_path: Path) -> None:
    table = 'title,text\nA,"open\n' + "B,Two words more.\n" * 62_000
    outcome = read(written(tmp_path, "t.csv", table), max_record_mb=1)
    assert outcome.problems
    assert "row" in outcome.problems[0].reason


def test_latin_1_is_decoded_and_said(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "t.csv", "title,text\nZölle,Die Zölle blieben.\n".encode("latin-1"))).only
    assert draft.text == "Die Zölle blieben."
    assert "1252" in draft.notes[0]


def test_a_header_that_cannot_be_read_is_said_in_words_for_people(tmp_path: Path) -> None:
    problem = read(written(tmp_path, "old.csv", "title,text\rTalks,They met.\r")).problem
    assert problem.reason == (
        "the header cannot be read: its first line holds a carriage return; save the table with line ends LF or CRLF"
    )


def test_an_empty_table_is_skipped(tmp_path: Path) -> None:
    assert not read(written(tmp_path, "t.csv", "\n\n")).problem.failed
    assert read(written(tmp_path, "u.csv", "title,text\n")).problems == []
