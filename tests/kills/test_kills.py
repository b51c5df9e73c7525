"""A few kills of each kind in every run; `make kills` does hundreds."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.kills.children import ChildFailedError, in_child, killed_after
from tests.kills.judging import Readable, lost
from tests.kills.scenarios import SCENARIOS, Place

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_what_is_killed_is_readable_and_ends_as_if_undisturbed() -> None:
    command = [sys.executable, "-m", "tests.kills", "--trials", str(len(SCENARIOS)), "--articles", "60", "--seed", "5"]
    where = ["--folder", str(MEMORY)] if MEMORY.is_dir() else []
    ran = subprocess.run([*command, *where], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{len(SCENARIOS)} kills" in ran.stdout
    assert "0 failed" in ran.stdout


# the judge itself


def _place(tmp_path: Path) -> Place:
    some, everything = tmp_path / "some.jsonl", tmp_path / "all.jsonl"
    some.write_text('{"id": "a", "text": "Old."}\n', encoding="utf-8")
    everything.write_text('{"id": "a", "text": "New."}\n{"id": "b", "text": "More."}\n', encoding="utf-8")
    return Place(tmp_path, some, everything)


def _found(turns: int = 0, **articles: str) -> Readable:
    return Readable(articles, turns, rebuilt=False, trouble="")


def test_what_was_reported_and_is_gone_is_noticed(tmp_path: Path) -> None:
    place, load, ask = _place(tmp_path), SCENARIOS["load-more"], SCENARIOS["ask"]
    assert lost(load, place, ("kept 1",), _found(a="New.")) == []
    assert lost(load, place, ("kept 2",), _found(a="New.")) == ["'b' was reported"]
    assert lost(load, place, ("kept 1",), _found(a="Old.")) == ["'a' was reported"]
    assert lost(load, place, (), _found(b="More.")) == ["'a' was there before"]
    assert lost(SCENARIOS["restore"], place, (), _found(a="Other.")) == ["'a' has another text"]
    assert lost(ask, place, ("turn", "turn"), _found(2, a="New.", b="More.")) == []
    assert lost(ask, place, ("turn", "turn"), _found(1, a="New.", b="More.")) != []


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of forking beside pytest's own threads
def test_children_are_killed_in_time_and_their_own_faults_are_told() -> None:
    ended = killed_after(partial(time.sleep, 60), 0.1)
    assert ended.killed
    assert ended.seconds < 30
    assert not killed_after(partial(print, "done", flush=True), 30).killed
    assert in_child(lambda: {"a": 1}) == {"a": 1}
    with pytest.raises(ChildFailedError, match="ZeroDivisionError"):
        in_child(lambda: 1 // 0)
