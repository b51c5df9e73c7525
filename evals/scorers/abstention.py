"""Did it refuse where a refusal is right, and only there. Read from the answer's status, never its words."""

from __future__ import annotations

from evals.scorers.contract import Judged, Score

__all__ = ["score_abstention"]


def score_abstention(judged: Judged) -> Score:
    """1.0 or 0.0; a 0 is an over-refusal on an answerable case and a fabrication on any other."""
    refused = judged.answer.refused
    if judged.case.answerable:
        reason = f"refused: {judged.answer.refusal_reason or judged.answer.text}" if refused else ""
        return Score(value=0.0 if refused else 1.0, reason=reason)
    return Score(value=1.0 if refused else 0.0, reason="" if refused else f"answered: {_short(judged.answer.text)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:157]}..."
