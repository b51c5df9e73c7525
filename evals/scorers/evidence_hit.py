"""Do the citations point at the passages where a person found the answer."""

from __future__ import annotations

from evals.cases import EvidenceGroup
from evals.scorers.contract import Judged, Score

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
    return any(
        _shares_half(start, end, citation.start, citation.end)
        for identity, start, end in _gold_spans(group, judged)
        for citation in judged.answer.citations
        if citation.article_id == identity
    )


def _gold_spans(group: EvidenceGroup, judged: Judged) -> list[tuple[str, int, int]]:
    spans = []
    for gold in group.any:
        article = judged.corpus.by_name.get(gold.article)
        start = article.text.find(gold.quote) if article else -1
        if article and start >= 0:
            spans.append((article.id, start, start + len(gold.quote)))
    return spans


def _shares_half(start: int, end: int, other_start: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other_start)
    return 2 * shared >= min(end - start, other_end - other_start) > 0
