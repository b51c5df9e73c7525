"""Does every citation lead to its exact words, in an article that was in sight."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Citation
from evals.scorers.contract import Judged, Score

__all__ = ["score_citation_validity"]


def score_citation_validity(judged: Judged) -> Score:
    """0.0 to 1.0: the share of citations without a fault, invented ones included.

    A refusal that cites nothing is valid; an answer that cites nothing is 0.
    """
    citations = judged.answer.citations
    if not citations:
        return Score(value=1.0) if judged.answer.refused else Score(value=0.0, reason="nothing is cited")
    faults = [list(_faults(at, citation, judged)) for at, citation in enumerate(citations, start=1)]
    lines = [f"[{citation.n}] {found[0]}" for citation, found in zip(citations, faults, strict=True) if found]
    return Score(value=sum(not found for found in faults) / len(citations), reason=" | ".join(lines))


def _faults(at: int, citation: Citation, judged: Judged) -> Iterator[str]:
    if citation.n != at:
        yield f"is numbered {citation.n} at place {at}"
    article = judged.corpus.by_id.get(citation.article_id)
    if article is None:
        yield f"the article {citation.article_id!r} is not in the corpus"
        return
    if not 0 <= citation.start < citation.end <= len(article.text):
        yield f"{citation.start} to {citation.end} is no span of {article.name}"
    elif article.text[citation.start : citation.end] != citation.quote:
        yield f"the quote is not what stands at {citation.start} to {citation.end} of {article.name}"
    last = article.published.last_day
    if last is None:
        yield f"{article.name} has no date, so it may be later than {judged.case.as_of}"
    elif last > judged.case.as_of:
        yield f"{article.name} is of {article.published}, after {judged.case.as_of}"
