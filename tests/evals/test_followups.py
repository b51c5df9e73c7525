"""`parley-eval followups`: the project's dialogues, and that the scorer can fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.followups import read_dialogues, run_followups
from index.errors import UsageError
from tests.assistant.models import scripted


def test_the_dialogues_are_many_and_of_both_splits() -> None:
    dialogues = read_dialogues()
    assert len(dialogues) >= 80
    assert {each.split for each in dialogues} == {"dev", "test"}


def test_the_rules_make_nine_in_ten_stand_alone() -> None:
    figures = run_followups(read_dialogues())
    assert figures.all.share is not None
    assert figures.all.share >= 0.9


def test_questions_left_as_typed_fail_but_for_those_that_need_nothing() -> None:
    figures = run_followups(read_dialogues(), lambda _as_of: lambda _history, question: question)
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


TWO = """dialogues:
  - {id: one, kind: ellipsis, split: dev, as_of: 2019-01-01, question: "And Mexico?", says: [Mexico, duties],
     before: [{question: "When did Canada end its duties?", answer: "In May."}]}
  - {id: two, kind: ellipsis, split: dev, as_of: 2019-01-01, question: "And Peru?", says: [Peru, tariffs],
     before: [{question: "When did Canada end its duties?", answer: "In May."}]}
"""


@pytest.mark.loopback
def test_a_model_is_measured_beside_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "dialogues.yaml"
    file.write_text(TWO, encoding="utf-8")
    lines = [scripted.says("And Mexico?"), scripted.says("When did Peru end its tariffs?")]
    with scripted.serving(*lines) as server:
        command = ["followups", str(file), "--model", "small", "--url", server.url]
        ran = CliRunner().invoke(app, [*command, "--json"])
        assert server.calls == 2
    assert ran.exit_code == 0
    found = json.loads(ran.stdout)
    assert [not each["faults"] for each in found["rules"]["results"]] == [True, False]
    assert [not each["faults"] for each in found["by_model"]["results"]] == [False, True]
    assert (found["stepped_in"], found["usage"]["calls"]) == (0, 2)
    assert found["usage"]["prompt_tokens"] > 100


@pytest.mark.loopback
def test_the_report_says_what_only_one_had_right_what_it_cost_and_when_the_rules_stepped_in(tmp_path: Path) -> None:
    file, prices = tmp_path / "dialogues.yaml", tmp_path / "prices.json"
    file.write_text(TWO, encoding="utf-8")
    prices.write_text('{"date": "2026-01-01", "models": {"small": [1.0, 2.0]}}', encoding="utf-8")
    invoke = CliRunner(env={"PARLEY_CHAT__PRICES": str(prices)}).invoke
    with scripted.serving(scripted.says(""), scripted.says("When did Peru end its tariffs?")) as server:
        ran = invoke(app, ["followups", str(file), "--model", "small", "--url", server.url])
    assert ran.exit_code == 0, ran.output
    assert "only the model: two" in ran.stdout
    assert "the rules stepped in for 1 of 2: the question was completed by rules" in ran.stdout
    assert "USD at prices of 2026-01-01" in ran.stdout


@pytest.mark.loopback
def test_a_model_that_gives_no_question_at_all_is_no_measurement(tmp_path: Path) -> None:
    file = tmp_path / "dialogues.yaml"
    file.write_text(TWO, encoding="utf-8")
    with scripted.serving(scripted.fails(401)) as server:
        ran = CliRunner().invoke(app, ["followups", str(file), "--model", "small", "--url", server.url])
    assert ran.exit_code == 3
    assert "stepped in for 2 of 2" in ran.stdout
