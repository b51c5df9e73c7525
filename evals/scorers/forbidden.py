"""Does the answer state something that makes it wrong, whatever else it states."""

from __future__ import annotations

from evals.matching import match_fact, said_in_windows
from evals.scorers.contract import Judged, Score

__all__ = ["score_forbidden"]


def score_forbidden(judged: Judged) -> Score:
    """1.0 when nothing forbidden is stated, else 0.0; None for a case that forbids nothing."""
    if not judged.case.forbidden:
        return Score(value=None, reason="the case forbids nothing")
    windows = said_in_windows(judged.answer)
    stated = [
        each.text for each in judged.case.forbidden if any(match_fact(each, window).matched for window in windows)
    ]
    return Score(value=0.0 if stated else 1.0, reason="".join(f"stated against: {text}" for text in stated[:1]))
