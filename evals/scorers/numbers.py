"""Are the figures that a right answer needs stated with their unit, their sign and their direction."""

from __future__ import annotations

from evals.matching import number_missing, said_in_answer, states_number
from evals.scorers.contract import Judged, Score

__all__ = ["score_numbers"]


def score_numbers(judged: Judged) -> Score:
    """0.0 to 1.0: gold numbers of vital facts that are stated; None for a case without any.

    A percentage point is no percent, a billion no million, and -2 % is "fell 2 %".
    """
    gold = list(dict.fromkeys(number for fact in judged.case.vital_facts for number in fact.numbers))
    if not gold:
        return Score(value=None, reason="no vital fact of the case is a figure")
    said = said_in_answer(judged.answer)
    missed = [number_missing(number, said) for number in gold if not states_number(number, said)]
    return Score(value=(len(gold) - len(missed)) / len(gold), reason=" | ".join(dict.fromkeys(missed)))
