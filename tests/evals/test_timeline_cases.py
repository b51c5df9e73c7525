"""Lines of timelines against those a reader expects: right, wrong, doubled, missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import CaseKind
from evals.suites import find_suites
from evals.timeline_cases import Line, TimelineGold, read_timeline_gold, timeline_scores, timeline_scores_text
from index.dates import parse_partial_date
from index.errors import InputError

GOLD = TimelineGold.model_validate(
    {"case": "tuna", "events": [["2019-05-10", "raised", "need"], ["2019-08-01", "ended|lifted", "need"]]}
)


def line(days: str, text: str) -> Line:
    return Line(parse_partial_date(days), text)


def test_a_line_with_the_days_and_a_word_is_right() -> None:
    scores = timeline_scores(
        "dev", [(GOLD, [line("2019-05-10", "It RAISED the levy"), line("2019-08", "It was lifted")])]
    )
    assert (scores.precision.share, scores.recall.share, scores.problems) == (1.0, 1.0, ())
    assert scores.passed


def test_another_day_another_word_and_a_double_are_wrong() -> None:
    lines = [
        line("2019-05-10", "It raised the levy"),
        line("2019-05", "The levy raised in May"),
        line("2019-05-11", "It raised the levy"),
        line("2019-08-01", "It fell"),
    ]
    scores = timeline_scores("dev", [(GOLD, lines)])
    assert (scores.precision.hits, scores.precision.of) == (1, 4)
    assert (scores.recall.hits, scores.recall.of) == (1, 2)
    assert not scores.passed
    assert "tuna: missing: 2019-08-01: ended|lifted" in scores.problems
    assert "raised in May" in timeline_scores_text(scores, problems=True)


def test_every_timeline_case_has_its_events() -> None:
    gold = read_timeline_gold()
    cases = {each.id for suite in find_suites([]) for each in suite.cases if each.kind is CaseKind.TIMELINE}
    assert cases == set(gold)
    assert len(cases) >= 10
    assert all(sum(event.need == "need" for event in each.events) >= 2 for each in gold.values())


def test_a_broken_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "timelines.yaml"
    path.write_text("cases:\n  - {case: tuna, events: [[2019-13-01, raised, need]]}\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_timeline_gold(path)
