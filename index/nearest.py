"""The passages most like a question, of those that a filter lets pass, without asking Chroma to filter.

Chroma's own filter costs 60 ms and more whatever it matches; a search without it costs 2, and 1 more for every 200
passages it returns. So where much passes, more is fetched than is wanted and the articles' days decide; where little
passes, the passages are named to Chroma one by one. Its filter is left for what is neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from index.embedding import Vectors
from index.filters import SearchFilter
from index.library import ArticleSummary, Library
from index.vectors import VectorIndex

__all__ = ["nearest"]

QUICKLY_FETCHED = 1000
"""So many are fetched and filtered faster than any number is named."""
MOST_FETCHED = 8000
"""Passages fetched at most to be filtered here: about 40 ms."""
SPARE = 1.25
"""Fetched beyond what the share that passes lets expect."""
FEWEST = 0.5
"""Share of what is wanted that a first fetch must give, or a wider one is made: news of a question comes in crowds."""
WIDER = 4


Summaries = Callable[[Sequence[str]], Mapping[str, ArticleSummary]]
"""Summaries of articles by their ids; an article that is gone has none."""


def nearest(
    vectors: VectorIndex,
    library: Library,
    vector: Vectors,
    limit: int,
    where: SearchFilter,
    *,
    summaries: Summaries | None = None,
) -> dict[str, float]:
    """Cosine similarities by passage id, at most `limit`, best first; `summaries` are the library's when not given.

    Where the articles like the question are nearly all outside the filter, it may be fewer than pass.
    Raises: IndexStale when the vectors cannot be searched.
    """
    if not where.narrows:
        return vectors.search(vector, limit, where)
    articles, passages = library.counts()
    share = library.span(where).articles / max(articles, 1)
    if not share:
        return {}
    fetched = math.ceil(limit / share * SPARE)
    if fetched > QUICKLY_FETCHED and share * passages <= vectors.most_named:
        named = library.passing(where, 2 * vectors.most_named)
        if named is not None:
            return vectors.search(vector, limit, SearchFilter(), among=named)
    if fetched > MOST_FETCHED:
        return vectors.search(vector, limit, where)
    known = summaries or library.summaries
    found = _passing(vectors.search(vector, fetched, SearchFilter()), known, where)
    if len(found) < limit * FEWEST and fetched < MOST_FETCHED:
        found = _passing(vectors.search(vector, min(fetched * WIDER, MOST_FETCHED), SearchFilter()), known, where)
    return dict(islice(found.items(), limit))


def _passing(found: Mapping[str, float], summaries: Summaries, where: SearchFilter) -> dict[str, float]:
    articles = {passage_id: passage_id.rpartition("#")[0] for passage_id in found}
    known = summaries(list(dict.fromkeys(articles.values())))
    passes = {article_id for article_id in set(articles.values()) if _admitted(known.get(article_id), where)}
    return {passage_id: similarity for passage_id, similarity in found.items() if articles[passage_id] in passes}


def _admitted(summary: ArticleSummary | None, where: SearchFilter) -> bool:
    return summary is not None and where.admits(summary.published_from, summary.published_to, summary.source)
