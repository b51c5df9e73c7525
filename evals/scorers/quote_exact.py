"""Is every quote, letter by letter, what the article says."""

from __future__ import annotations

from evals.scorers.contract import Judged, Score
from evals.scorers.quoting import quote_fault

__all__ = ["score_quote_exact"]


def score_quote_exact(judged: Judged) -> Score:
    """0.0 to 1.0: the share of citations with exact quotes; a near miss is a miss.

    A fuzzy ratio gives 98 of 100 to a quote with another digit and 94 to one with a "not" put in.
    A refusal that quotes nothing is 1, an answer that quotes nothing 0.
    """
    citations = judged.answer.citations
    if not citations:
        return Score(value=1.0) if judged.answer.refused else Score(value=0.0, reason="nothing is quoted")
    faults = {citation.n: quote_fault(citation, judged.corpus) for citation in citations}
    lines = [f"[{number}] {fault}" for number, fault in faults.items() if fault]
    return Score(value=sum(not fault for fault in faults.values()) / len(faults), reason=" | ".join(lines))
