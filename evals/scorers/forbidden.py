"""Does the answer state something that makes it wrong, whatever else it states."""

from __future__ import annotations

from evals.matching import match_fact, said_in_answer
from evals.scorers.contract import Judged, Score

__all__ = ["score_forbidden"]


def score_forbidden(judged: Judged) -> Score:
    """1.0 when nothing forbidden is stated, else 0.0; None for a case that forbids nothing."""
    if not judged.case.forbidden:
        return Score(value=None, reason="the case forbids nothing")
    said = said_in_answer(judged.answer)
    stated = [each.text for each in judged.case.forbidden if match_fact(each, said).matched]
    return Score(value=0.0 if stated else 1.0, reason="".join(f"stated against: {text}" for text in stated[:1]))
