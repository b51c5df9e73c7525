"""Are the days that a right answer needs stated, as precisely as the case has them."""

from __future__ import annotations

from evals.cases import GoldDate
from evals.matching import Said, date_missing, said_in_answer, states_date
from evals.scorers.contract import Judged, Score

__all__ = ["score_dates"]

COMPATIBLE = 0.5
"""For a period that holds the day: "March 2025" for 12 March is not wrong, only not enough."""


def score_dates(judged: Judged) -> Score:
    """0.0 to 1.0: the mean over the dates of vital facts of right 1, compatible 0.5, wrong 0.

    None for a case whose vital facts have no date.
    """
    gold = list(dict.fromkeys(day for fact in judged.case.vital_facts for day in fact.dates))
    if not gold:
        return Score(value=None, reason="no vital fact of the case is a date")
    said = said_in_answer(judged.answer)
    values = [_value(day, said) for day in gold]
    missed = [date_missing(day, said) for day, value in zip(gold, values, strict=True) if value < 1]
    return Score(value=sum(values) / len(values), reason=" | ".join(dict.fromkeys(missed)))


def _value(day: GoldDate, said: Said) -> float:
    if states_date(day, said):
        return 1.0
    wide = any(each.first and each.last and each.contains(day.interval) for each in said.dates)
    return COMPATIBLE if wide else 0.0
