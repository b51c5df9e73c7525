"""Do the citations point at the passages where a person found the answer."""

from __future__ import annotations

from evals.cases import EvidenceGroup
from evals.scorers.contract import Judged, Score
from evals.scorers.gold_spans import gold_spans, same_place
from evals.scorers.quoting import placed

__all__ = ["score_evidence_hit"]


def score_evidence_hit(judged: Judged) -> Score:
    """0.0 to 1.0: evidence groups with a cited quote of theirs; None for a case without evidence.

    A citation hits a gold quote when they share half of the shorter one.
    """
    groups = judged.case.evidence
    if not groups:
        return Score(value=None, reason="the case names no evidence")
    missed = [group.group for group in groups if not _is_hit(group, judged)]
    reason = f"not cited: {', '.join(missed)}" if missed else ""
    return Score(value=(len(groups) - len(missed)) / len(groups), reason=reason)


def _is_hit(group: EvidenceGroup, judged: Judged) -> bool:
    cited = [(each.article_id, span) for each in judged.answer.citations if (span := placed(each, judged.corpus))]
    return any(
        same_place(start, end, *span)
        for identity, start, end in gold_spans(group, judged.corpus)
        for article_id, span in cited
        if article_id == identity
    )
