"""A found passage as other programs read it: flat, with all that is needed to cite it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answers import Frozen
from index.dates import PublicationDate
from index.retrieval import ScoredPassage

__all__ = ["SearchHit", "search_hits"]


class SearchHit(Frozen):
    """A passage, where it stands and how well it fits: `article.text[start:end] == text`."""

    rank: int
    """From 1, best first."""
    score: float
    """Comparable within one search only."""
    passage_id: str
    article_id: str
    title: str
    source: str
    published: PublicationDate
    url: str
    text: str
    start: int
    """In Unicode code points, counted in the stored article's text."""
    end: int


def search_hits(found: Iterable[ScoredPassage]) -> list[SearchHit]:
    """The flat form of a search's result, in its order."""
    return [
        SearchHit(
            rank=each.rank,
            score=each.score,
            passage_id=each.passage.id,
            article_id=each.article.id,
            title=each.article.title,
            source=each.article.source,
            published=each.article.published,
            url=each.article.url,
            text=each.passage.text,
            start=each.passage.start,
            end=each.passage.end,
        )
        for each in found
    ]
