from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from index.readers import ReadOptions, count_inputs, read_inputs

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path


def names(outcome_places: list[str]) -> list[str]:
    return [place.rpartition("/")[2] for place in outcome_places]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "c.md"):
        written(tmp_path, name, STORY)
    outcome = read(tmp_path)
    assert names([draft.place for draft in outcome.drafts]) == ["1.txt", "2.txt", "b.txt", "c.md"]
    assert outcome.problems == []


def test_symlinks_are_not_followed_and_said(tmp_path: Path) -> None:
    secret = written(tmp_path, "outside/secret.txt", STORY)
    inside = written(tmp_path, "in/a.txt", STORY)
    (tmp_path / "in/link.txt").symlink_to(secret)
    (tmp_path / "in/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "in/again.txt").symlink_to(inside)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    outcome = read(tmp_path / "in")
    assert names([draft.place for draft in outcome.drafts]) == ["a.txt"]
    assert names([problem.place for problem in outcome.problems]) == [
        "again.txt",
        "folder",
        "link.txt",
        "loop",
    ]
    assert all("symlink" in problem.reason and not problem.failed for problem in outcome.problems)
    assert "out of the folder" in outcome.problems[2].reason


def test_a_symlink_that_a_person_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(written(tmp_path, "a.txt", STORY))
    assert read(tmp_path / "link.txt").only.text == STORY


def test_pipes_and_devices_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    written(tmp_path, "a.txt", STORY)
    outcome = read(tmp_path, tmp_path / "pipe.txt", "/dev/zero")
    assert len(outcome.drafts) == 1
    assert ["not a regular file" in problem.reason for problem in outcome.problems] == [True] * 3


def test_a_pattern_is_expanded_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "deep/d.txt"):
        written(tmp_path, name, STORY)
    assert names([each.place for each in read(tmp_path / "*.txt").drafts]) == ["a.txt", "b.txt"]
    assert len(read(tmp_path / "**/*.txt").drafts) == 3
    assert len(read(tmp_path / "*").drafts) == 4
    assert read(tmp_path / "*.pdf").problem.failed


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a[1].txt", STORY)).only.text == STORY


@pytest.mark.parametrize(
    "name", ["missing.txt", "", "a\x00b", "x" * 5000, "\udcff", "ftp://x.example/a", "file:///etc/passwd"]
)
def test_what_is_not_there_is_a_failure(name: str) -> None:
    assert read(name).problem.failed


def test_names_of_any_bytes_can_be_shown(tmp_path: Path) -> None:
    written(tmp_path, os.fsdecode(b"st\xe9el.txt"), STORY)
    outcome = read(tmp_path)
    assert outcome.only.place.encode().decode().endswith("el.txt")


def test_a_file_without_permission_or_that_vanished_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{number}.txt", STORY) for number in range(3)]
    reading = read_inputs([str(tmp_path)], ReadOptions())
    next(reading)
    paths[1].unlink()
    rest = list(reading)
    assert len(rest) == 2
    assert getattr(rest[0], "failed", False)


def test_standard_input_is_sniffed() -> None:
    assert read("-", stdin=STORY.encode()).only.place == "stdin"
    assert len(read("-", stdin=b'{"text": "One."}\n{"text": "Two."}\n').drafts) == 2
    assert read("-", stdin=f"<html><body><p>{STORY}</p></body></html>".encode()).only.text.startswith("Ministers")
    assert not read("-", stdin=b"").problem.failed


def test_sizes_are_counted_and_the_bytes_read_add_up_to_them(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", STORY)
    written(tmp_path, "b.jsonl", '{"text": "One."}\n' * 20_000)
    written(tmp_path, "c.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200_000)
    written(tmp_path, "d.txt", b"word " * 300_000)
    estimate = count_inputs([str(tmp_path)])
    seen: list[int] = []
    list(read_inputs([str(tmp_path)], ReadOptions(max_file_mb=1), on_bytes=seen.append))
    assert estimate.files == 4
    assert sum(seen) == estimate.bytes
    assert count_inputs([str(tmp_path), "-"]).bytes is None
    assert count_inputs(["https://x.example/"]).bytes is None
    assert count_inputs(["missing"]).files == 0
