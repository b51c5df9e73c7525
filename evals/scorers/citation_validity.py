"""Does every marker lead to a citation, and every citation to a span of an article of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.given import GivenCitation, spoken
from evals.scorers.contract import Judged, Score

__all__ = ["score_citation_validity"]

MARKER = re.compile(r"\[(\d{1,3})\]")


def score_citation_validity(judged: Judged) -> Score:
    """0.0 to 1.0: the share of citations without a fault, invented markers counted as faulty ones.

    A refusal that cites nothing is valid; an answer that cites nothing is 0. Whether the quote is
    exact and whether the article was in sight are other scorers' questions.
    """
    citations = judged.answer.citations
    known = {citation.n for citation in citations}
    used = [int(number) for number in MARKER.findall(judged.answer.text)]
    used += [number for sentence in spoken(judged.answer) for number in sentence.citations]
    invented = sorted(set(used) - known)
    if not citations and not invented:
        return Score(value=1.0) if judged.answer.refused else Score(value=0.0, reason="nothing is cited")
    faults = [list(_faults(at, citation, judged, set(used))) for at, citation in enumerate(citations, start=1)]
    lines = [f"[{citation.n}] {found[0]}" for citation, found in zip(citations, faults, strict=True) if found]
    lines += [f"[{number}] leads to no citation" for number in invented]
    valid = sum(not found for found in faults)
    return Score(value=valid / (len(citations) + len(invented)), reason=" | ".join(lines))


def _faults(at: int, citation: GivenCitation, judged: Judged, used: set[int]) -> Iterator[str]:
    if citation.n != at:
        yield f"is numbered {citation.n} at place {at}"
    if citation.n not in used:
        yield "is cited by no sentence"
    article = judged.corpus.by_id.get(citation.article_id)
    if article is None:
        yield f"the article {citation.article_id!r} is not in the corpus"
    elif citation.start is not None and citation.end is not None:
        if not 0 <= citation.start < citation.end <= len(article.text):
            yield f"{citation.start} to {citation.end} is no span of {article.name}"
    elif not citation.quote:
        yield "has neither a quote nor a place"
