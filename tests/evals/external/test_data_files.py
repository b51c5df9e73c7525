from pathlib import Path

import pytest

from evals.external.contract import ExternalPlan
from evals.external.data_files import Identified, chosen, data_file, in_split, read_lines
from evals.external.table import RUNNERS, run_external
from index.errors import UsageError


def test_a_line_separator_inside_a_text_does_not_break_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "one\u2028two"}\n{"id": "b"}\n', encoding="utf-8")
    assert [each.id for each in read_lines(path, Identified)] == ["a", "b"]


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a"}\n{"di": "b"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.jsonl:2: Field required"):
        read_lines(path, Identified)


def test_every_question_is_in_exactly_one_split() -> None:
    # sha256("a") begins with ca (even), sha256("b") with 3e (even), sha256("e") with 3f (odd)
    assert [in_split(each, "dev") for each in "abe"] == [True, True, False]
    assert [in_split(each, "test") for each in "abe"] == [False, False, True]
    assert all(in_split(each, "all") for each in "abe")


def test_the_limit_is_taken_inside_the_split() -> None:
    records = [Identified(id=each) for each in "eab"]
    assert [each.id for each in chosen(records, ExternalPlan(Path(), "dev", limit=1))] == ["a"]


def test_data_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no news/questions\.jsonl in .*download"):
        data_file(ExternalPlan(tmp_path), "news", "questions.jsonl")
    with pytest.raises(UsageError, match="no folder"):
        run_external("news", ExternalPlan(tmp_path / "none"))


@pytest.mark.parametrize("name", RUNNERS)
def test_every_set_says_that_its_data_are_missing(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="download the public data first"):
        run_external(name, ExternalPlan(tmp_path))
