"""Sets of time expressions: read, scored, and those of Parley met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.times import DATA, TimeSet, read_time_set, score_times, times_text
from index.errors import UsageError

GOOD = {
    "groups": [
        {
            "anchor": "2019-07-05",
            "cases": [
                {"text": "Talks have stalled since May.", "times": [["since May", "2019-05-01", None, "month"]]},
                {"text": "They met two weeks later.", "times": [["two weeks later", None, None, None]]},
            ],
        }
    ],
    "traps": ["The levy rose to 25%."],
}
SET = """
groups:
  - anchor: 2019-07-05
    cases:
      - text: They met on Thursday.
        times: [[Thursday, 2019-07-11, 2019-07-11, day]]
traps:
  - They met on Friday.
"""


def test_words_days_and_precision_must_all_be_right() -> None:
    right = score_times("good", TimeSet.model_validate(GOOD))
    assert (right.right.hits, right.right.of, right.spurious, right.taken, right.passed) == (2, 2, 0, 0, True)
    for wrong in (["May", "2019-05-01", None, "month"], ["since May", "2019-05-02", None, "month"]):
        changed = json.loads(json.dumps(GOOD))
        changed["groups"][0]["cases"][0]["times"] = [wrong]
        report = score_times("bad", TimeSet.model_validate(changed))
        assert (report.right.hits, report.spurious, report.passed) == (1, 1, False)
        assert [each.text for each in report.wrong] == ["Talks have stalled since May."]


def test_a_set_without_expressions_does_not_pass() -> None:
    assert not score_times("empty", TimeSet(groups=())).passed


def test_times_in_traps_are_counted_and_fail() -> None:
    changed = {**GOOD, "traps": ["They met on Friday."]}
    report = score_times("bad", TimeSet.model_validate(changed))
    assert (report.taken, report.passed) == (1, False)
    assert "“Friday” 2019-07-05" in times_text(report)


def test_the_order_of_day_and_month_is_the_groups_own() -> None:
    for day_first, first in ((True, "2010-02-03"), (False, "2010-03-02")):
        group = {
            "anchor": "2010-02-09",
            "day_first": day_first,
            "cases": [{"text": "Listed on 03/02/2010.", "times": [["03/02/2010", first, first, "day"]]}],
        }
        assert score_times("order", TimeSet.model_validate({"groups": [group]})).right.share == 1.0


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_the_sets_of_parley_are_met(path: Path) -> None:
    report = score_times(path.stem, read_time_set(path))
    assert report.passed, times_text(report)
    assert report.spurious <= 0.03 * report.right.of, times_text(report)


def test_the_sets_are_large_enough_to_mean_something() -> None:
    first, held_out, third, fourth = (score_times(path.stem, read_time_set(path)) for path in DATA)
    assert first.sentences >= 150
    assert first.right.of >= 200
    assert first.traps >= 100
    assert held_out.sentences >= 40
    assert third.sentences >= 60
    assert fourth.sentences >= 80
    assert fourth.right.of >= 100
    assert fourth.traps >= 60


def test_no_sentence_stands_in_two_sets() -> None:
    sets = [{case.text for group in read_time_set(path).groups for case in group.cases} for path in DATA]
    assert len(set().union(*sets)) == sum(map(len, sets))


def test_the_command_tells_what_is_wrong_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(SET, encoding="utf-8")
    ran = CliRunner().invoke(app, ["times", str(path)])
    assert ran.exit_code == 1
    assert "expected “Thursday” 2019-07-11" in ran.output
    assert "found    “Thursday” 2019-07-04" in ran.output
    [report] = json.loads(CliRunner().invoke(app, ["times", str(path), "--json"]).output)
    assert (report["right"]["hits"], report["taken"]) == (0, 1)


@pytest.mark.parametrize(
    "text", ["groups: 3", "groups: [", "groups: [{anchor: null, cases: [{text: a, times: [[b]]}]}]"]
)
def test_what_is_no_set_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no set of time expressions"):
        read_time_set(path)
    with pytest.raises(UsageError):
        read_time_set(tmp_path / "none.yaml")
