"""Which of the facts that a right answer needs are stated.

Vital-strict, as in the TREC 2024 RAG track (arXiv 2411.09607, section 4): the share of vital facts
that are fully stated; facts that are only okay do not count.
"""

from __future__ import annotations

from evals.matching import match_fact, said_in_answer
from evals.scorers.contract import Judged, Score

__all__ = ["score_key_facts"]


def score_key_facts(judged: Judged) -> Score:
    """0.0 to 1.0: vital facts stated of all vital facts; None for a case without any.

    A refusal and an empty answer state nothing.
    """
    vital = judged.case.vital_facts
    if not vital:
        return Score(value=None, reason="the case has no vital facts")
    if judged.answer.refused:
        return Score(value=0.0, reason="nothing stated, since it refused")
    said = said_in_answer(judged.answer)
    matches = {fact.id: match_fact(fact, said) for fact in vital}
    stated = sum(match.matched for match in matches.values())
    missed = [f"{name}: {match.reason}" for name, match in matches.items() if not match.matched]
    return Score(value=stated / len(vital), reason=" | ".join(missed))
