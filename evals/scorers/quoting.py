"""Is a quote what stands in its article, and where."""

from __future__ import annotations

import re

from evals.given import GivenCitation
from evals.gold_corpus import GoldCorpus
from evals.matching.phrases import typed_plainly

__all__ = ["placed", "quote_fault"]

ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…)\s*")
FEWEST_WORDS = 3
"""Of a piece beside an ellipsis: a random run of three words recurs in 3.5 % of its own article."""
WIDEST_GAP = 60
"""Words that an ellipsis may leave out."""


def placed(citation: GivenCitation, corpus: GoldCorpus) -> tuple[int, int] | None:
    """Start and end of what is cited: as given, else where the quote stands; None when nowhere."""
    if citation.start is not None and citation.end is not None:
        return citation.start, citation.end
    article = corpus.by_id.get(citation.article_id)
    start = article.text.find(citation.quote) if article and citation.quote else -1
    return (start, start + len(citation.quote)) if start >= 0 else None


def quote_fault(citation: GivenCitation, corpus: GoldCorpus) -> str:
    """Why the quote is not the article's own words; empty when it is.

    With a place, every character counts. Without one, the kind of quotation marks, hyphens and spaces
    does not, and `…` may leave out up to 60 words between pieces of at least three.
    """
    article = corpus.by_id.get(citation.article_id)
    if article is None:
        return "" if not citation.quote else "its article is not in the corpus"
    if citation.start is not None and citation.end is not None:
        if article.text[max(citation.start, 0) : max(citation.end, 0)] == citation.quote:
            return ""
        return f"the quote is not what stands at {citation.start} to {citation.end} of {article.name}"
    if _stands(citation.quote, article.text):
        return ""
    return f"the quote is not in {article.name}"


def _stands(quote: str, text: str) -> bool:
    pieces = [typed_plainly(piece) for piece in ELLIPSIS.split(quote) if piece.strip()]
    if not pieces or (len(pieces) > 1 and any(len(piece.split()) < FEWEST_WORDS for piece in pieces)):
        return False
    plain = typed_plainly(text)
    at = plain.find(pieces[0])
    while at >= 0:
        if _follow(pieces[1:], plain, at + len(pieces[0])):
            return True
        at = plain.find(pieces[0], at + 1)
    return False


def _follow(pieces: list[str], text: str, end: int) -> bool:
    for piece in pieces:
        start = text.find(piece, end)
        if start < 0 or len(text[end:start].split()) > WIDEST_GAP:
            return False
        end = start + len(piece)
    return True
