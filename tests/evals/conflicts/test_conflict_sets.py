"""Pairs of reports: read, scored, and the dev half of Parley's own met."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.conflicts import (
    CAUSES,
    DATA,
    THIRD,
    ConflictSet,
    Half,
    Kind,
    conflicts_text,
    read_conflict_set,
    score_conflicts,
)
from index.errors import UsageError

SET = """
dev:
  - question: What levy does the island put on tuna?
    is: {kind}
    first: [Harbour Wire, 2019-07-04, The island put a levy of 15 percent on tuna.]
    second: [Valley Post, 2019-07-05, The levy that the island put on tuna is 20 percent.]
"""


def written(folder: Path, kind: str) -> Path:
    path = folder / "set.yaml"
    path.write_text(SET.format(kind=kind), encoding="utf-8")
    return path


def test_a_conflict_that_is_found_counts_and_one_that_is_none_is_false(tmp_path: Path) -> None:
    right = score_conflicts(Half.DEV, read_conflict_set(written(tmp_path, "conflict")).dev)
    assert (right.found.hits, right.found.of, right.false.of, right.wrong) == (1, 1, 0, ())
    wrong = score_conflicts(Half.DEV, read_conflict_set(written(tmp_path, "unrelated")).dev)
    assert (wrong.found.of, wrong.false.hits, wrong.passed) == (0, 1, False)
    assert "unrelated, taken for conflict" in conflicts_text(wrong)


def test_a_set_without_pairs_does_not_pass() -> None:
    assert not score_conflicts(Half.DEV, ConflictSet().dev).passed


def test_a_file_of_another_form_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no set of pairs"):
        read_conflict_set(written(tmp_path, "quarrel"))


def test_parleys_own_sets_have_both_halves_of_every_kind() -> None:
    figures, causes = read_conflict_set(DATA), read_conflict_set(CAUSES)
    assert min(len(each.dev) + len(each.held_out) for each in (figures, causes)) >= 60
    for dev, held_out in ((figures.dev, figures.held_out), (causes.dev, causes.held_out)):
        assert {pair.kind for pair in dev} == {pair.kind for pair in held_out} >= {Kind.CONFLICT, Kind.SUPERSESSION}
    assert {pair.kind for each in (figures, causes) for pair in each.dev} == set(Kind)
    third = read_conflict_set(THIRD)
    assert not third.dev
    assert {pair.kind for pair in third.held_out} == set(Kind)


def test_the_command_fails_with_the_gate(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["conflicts", str(written(tmp_path, "unrelated")), "--half", "dev"])
    assert ran.exit_code == 1
    assert "FAILED" in ran.output
    assert CliRunner().invoke(app, ["conflicts", "--half", "third"]).exit_code == 2


def test_a_half_without_pairs_is_said(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["conflicts", str(written(tmp_path, "unrelated")), "--half", "held_out"])
    assert ran.exit_code == 2
    assert "no pairs" in ran.output
