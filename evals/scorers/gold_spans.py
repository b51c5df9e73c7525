"""Where a case's gold quotes stand, and whether another span is at the same place."""

from __future__ import annotations

from evals.cases import EvidenceGroup
from evals.gold_corpus import GoldCorpus

__all__ = ["gold_spans", "same_place"]


def gold_spans(group: EvidenceGroup, corpus: GoldCorpus) -> list[tuple[str, int, int]]:
    """Article id, start and end of every quote of a group that stands in its article."""
    spans = []
    for gold in group.any:
        article = corpus.by_name.get(gold.article)
        start = article.text.find(gold.quote) if article else -1
        if article and start >= 0:
            spans.append((article.id, start, start + len(gold.quote)))
    return spans


def same_place(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans of one text share half of the shorter one."""
    shared = min(end, other_end) - max(start, other_start)
    return 2 * shared >= min(end - start, other_end - other_start) > 0
