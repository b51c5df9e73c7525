from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path

RECORD = {"id": "a1", "title": "Steel talks", "text": STORY, "published": "2019-07-05", "source": "Ledger"}


def test_one_object_a_list_and_a_list_under_a_key(tmp_path: Path) -> None:
    shapes = [RECORD, [RECORD], {"status": "ok", "articles": [RECORD]}, {"response": {"results": [RECORD]}}]
    for number, shape in enumerate(shapes):
        draft = read(written(tmp_path, f"{number}.json", json.dumps(shape))).only
        assert (draft.id, draft.title, draft.text, draft.source) == ("a1", "Steel talks", STORY, "Ledger")
        assert draft.dates[0].value == "2019-07-05"


def test_the_records_of_a_list_have_places(tmp_path: Path) -> None:
    drafts = read(written(tmp_path, "many.json", json.dumps([RECORD, RECORD]))).drafts
    assert [draft.place.rpartition("/")[2] for draft in drafts] == ["many.json#1", "many.json#2"]


def test_json_lines_list_each_bad_line_with_its_number(tmp_path: Path) -> None:
    lines = [json.dumps(RECORD), '{"title": "cut', "", "[1, 2]", json.dumps(RECORD)]
    outcome = read(written(tmp_path, "feed.jsonl", "\n".join(lines)))
    assert [draft.place.rpartition(":")[2] for draft in outcome.drafts] == ["1", "5"]
    assert [(problem.place.rpartition(":")[2], problem.failed) for problem in outcome.problems] == [
        ("2", True),
        ("4", True),
    ]


def test_json_lines_whose_first_line_is_bad_are_still_lines(tmp_path: Path) -> None:
    outcome = read(written(tmp_path, "feed.jsonl", '{"title": "cut\n' + json.dumps(RECORD)))
    assert len(outcome.drafts) == len(outcome.problems) == 1


def test_a_line_separator_inside_a_text_does_not_break_the_line(tmp_path: Path) -> None:
    text = "First half.\u2028Second half.\u0085Third."
    line = json.dumps({"text": text}, ensure_ascii=False)
    assert read(written(tmp_path, "feed.jsonl", f"{line}\r\n{line}\r\n")).drafts[0].text.startswith("First half.\u2028")


def test_a_line_over_the_limit_is_listed_and_the_others_load(tmp_path: Path) -> None:
    huge = json.dumps({"text": "word " * 300_000})
    outcome = read(written(tmp_path, "f.jsonl", f"{huge}\n{json.dumps(RECORD)}\n{huge}"), max_record_mb=1)
    assert len(outcome.drafts) == 1
    assert [problem.place.rpartition(":")[2] for problem in outcome.problems] == ["1", "3"]
    assert "max_record_mb" in outcome.problems[0].reason


def test_json_lines_may_be_larger_than_a_file_may(tmp_path: Path) -> None:
    line = json.dumps({"text": "word " * 20_000})
    outcome = read(written(tmp_path, "f.jsonl", f"{line}\n" * 15), max_file_mb=1)
    assert len(outcome.drafts) == 15


def test_a_big_json_document_is_refused_by_name_of_the_setting(tmp_path: Path) -> None:
    problem = read(written(tmp_path, "f.json", json.dumps([RECORD] * 4000)), max_file_mb=1).problem
    assert problem.failed
    assert "max_file_mb" in problem.reason


def test_json_lines_under_another_name_are_lines(tmp_path: Path) -> None:
    lines = f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n"
    for name in ("dump", "dump.json", "dump.txt"):
        assert len(read(written(tmp_path, name, lines)).drafts) == 2


def test_a_pretty_printed_object_under_a_lines_name_is_one_document(tmp_path: Path) -> None:
    assert read(written(tmp_path, "one.jsonl", json.dumps(RECORD, indent=2))).only.id == "a1"


def test_nesting_too_deep_is_a_problem(tmp_path: Path) -> None:
    deep = '{"text":' + "[" * 100_000 + "]" * 100_000 + "}"
    assert "deep" in read(written(tmp_path, "deep.json", deep)).problem.reason
    assert "deep" in read(written(tmp_path, "deep.jsonl", deep)).problem.reason


@pytest.mark.parametrize(
    "content", ["{", '{"text": }', '{"text": "a"} x', "[1, 2", '{"text": ' + "9" * 5000 + "}", "nul"]
)
def test_what_is_no_json_is_a_problem(tmp_path: Path, content: str) -> None:
    problem = read(written(tmp_path, "bad.json", content)).problem
    assert problem.failed
    assert "JSON" in problem.reason


def test_lone_surrogates_are_dropped(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "s.json", '{"text": "Steel \\ud800quotas fell.", "id": "a\\udfff"}')).only
    assert (draft.text, draft.id) == ("Steel quotas fell.", "a")


def test_utf16_json_lines_are_read(tmp_path: Path) -> None:
    line = json.dumps({"text": "Zölle auf Stahl \u010a blieben."}, ensure_ascii=False)
    outcome = read(written(tmp_path, "f.jsonl", f"{line}\n{line}\n".encode("utf-16")))
    assert [draft.text for draft in outcome.drafts] == ["Zölle auf Stahl \u010a blieben."] * 2


def test_an_empty_list_is_skipped(tmp_path: Path) -> None:
    for content in ("[]", '{"articles": []}', '[{"title": "only a title", "text": ""}]'):
        assert not read(written(tmp_path, "e.json", content)).problem.failed


def test_the_memory_of_a_long_file_is_bounded(tmp_path: Path) -> None:
    import tracemalloc

    line = json.dumps({"text": "word " * 2_000}) + "\n"
    path = written(tmp_path, "long.jsonl", line * 1_500)
    from index.readers import ReadOptions, read_inputs

    tracemalloc.start()
    count = sum(1 for _ in read_inputs([str(path)], ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500
    assert peak < 5_000_000 < path.stat().st_size
