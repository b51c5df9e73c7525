"""Which of the facts that a right answer needs are stated.

Vital-strict, as in the TREC 2024 RAG track (arXiv 2411.09607, section 4): the share of vital facts
that are fully stated, each within three sentences that follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import KeyFact
from evals.matching import FactMatch, Said, match_fact, said_in_windows
from evals.scorers.contract import Judged, Score

__all__ = ["score_all_facts", "score_key_facts"]


def score_key_facts(judged: Judged) -> Score:
    """0.0 to 1.0: vital facts stated of all vital facts; None for a case without any.

    A refusal and an empty answer state nothing.
    """
    vital = judged.case.vital_facts
    if not vital:
        return Score(value=None, reason="the case has no vital facts")
    return _share(vital, judged)


def score_all_facts(judged: Judged) -> Score:
    """The same over vital and okay facts; None for a case without facts."""
    if not judged.case.key_facts:
        return Score(value=None, reason="the case has no facts")
    return _share(judged.case.key_facts, judged)


def _share(facts: Sequence[KeyFact], judged: Judged) -> Score:
    if judged.answer.refused:
        return Score(value=0.0, reason="nothing stated, since it refused")
    windows = said_in_windows(judged.answer)
    matches = {fact.id: _best(fact, windows) for fact in facts}
    missed = [f"{name}: {match.reason}" for name, match in matches.items() if not match.matched]
    return Score(value=(len(facts) - len(missed)) / len(facts), reason=" | ".join(missed))


def _best(fact: KeyFact, windows: Sequence[Said]) -> FactMatch:
    """The match in the window that lacks the least."""
    return min((match_fact(fact, window) for window in windows), key=lambda match: len(match.missing))
