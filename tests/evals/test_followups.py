"""`parley-eval followups`: the project's dialogues, and that the scorer can fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.followups import read_dialogues, run_followups
from index.errors import UsageError


def test_the_dialogues_are_many_and_of_both_splits() -> None:
    dialogues = read_dialogues()
    assert len(dialogues) >= 80
    assert {each.split for each in dialogues} == {"dev", "test"}


def test_the_rules_make_nine_in_ten_stand_alone() -> None:
    figures = run_followups(read_dialogues())
    assert figures.all.share is not None
    assert figures.all.share >= 0.9


def test_questions_left_as_typed_fail_but_for_those_that_need_nothing() -> None:
    figures = run_followups(read_dialogues(), lambda _history, question: question)
    assert {each.kind for each in figures.results if not each.faults} <= {"topic_change", "pronoun"}
    assert figures.by_kind["ellipsis"].hits == 0
    assert figures.by_kind["topic_change"].share is not None
    assert figures.by_kind["topic_change"].share > 0.8


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("says", '["ketchup"]', "does not say 'ketchup'"),
        ("lacks", '["Mexico"]', "says 'Mexico'"),
        ("unchanged", "true", "changed"),
        ("period", "[2018-01-01, null]", "asks about no period"),
        ("says", '["duties … Mexico"]', "does not say 'duties … Mexico'"),
    ],
)
def test_each_demand_can_fail(tmp_path: Path, key: str, value: str, fault: str) -> None:
    base = {"says": '["Mexico"]', key: value}
    extra = ", ".join(f"{name}: {each}" for name, each in base.items())
    file = tmp_path / "dialogues.yaml"
    file.write_text(
        f'dialogues:\n  - {{id: one, kind: ellipsis, split: dev, as_of: 2019-01-01, question: "And Mexico?", '
        f'before: [{{question: "When did Canada end its duties?", answer: "In May."}}], {extra}}}\n',
        encoding="utf-8",
    )
    assert run_followups(read_dialogues(file)).results[0].faults == (fault,)


def test_a_dialogue_that_asks_for_nothing_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "dialogues.yaml"
    file.write_text(
        "dialogues:\n  - {id: one, kind: x, split: dev, as_of: 2019-01-01, question: a?, "
        "before: [{question: b?, answer: c}]}\n",
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="says"):
        read_dialogues(file)


def test_the_command_prints_shares_and_gates(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["followups", "--split", "test", "--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["all"]["of"] >= 40
    file = tmp_path / "dialogues.yaml"
    file.write_text(
        "dialogues:\n  - {id: one, kind: x, split: dev, as_of: 2019-01-01, question: Why?, says: [never said], "
        "before: [{question: b?, answer: c}]}\n",
        encoding="utf-8",
    )
    assert CliRunner().invoke(app, ["followups", str(file), "--least", "0.5"]).exit_code == 1
    assert CliRunner().invoke(app, ["followups", str(file)]).exit_code == 0
