"""Each pair asked on its own, and all articles of a half put into one library.

Pairs: linked when the second's copies would be looked for where the first is stored and the texts are held to be one
story, by the parts that a library uses. Library: of the articles that share a story, the share that truly does, taken
over each article and averaged (B-cubed precision: Bagga and Baldwin 1998), since one wrong link joins whole stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from evals.statistics import Rate, rate_of
from evals.stories.making import MadePair, truth
from evals.stories.reading import Half, Kind
from index.articles import Article
from index.library import Library, StoredArticle
from index.signatures import Signature
from index.stories import same_story

__all__ = ["LEAST_PRECISION", "LEAST_RECALL", "KindScore", "StoriesReport", "score_stories"]

LEAST_PRECISION = 0.98
"""Of the pairs that are linked, those that are copies."""
LEAST_RECALL = 0.90
"""Of the copies, those that are linked: the mean over their kinds."""


class KindScore(BaseModel):
    """How many pairs of a kind are linked."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    copies: bool
    """Whether they ought to be."""
    linked: Rate


class StoriesReport(BaseModel):
    """How well a half's copies are told from other reports."""

    model_config = ConfigDict(frozen=True)

    half: Half
    kinds: tuple[KindScore, ...]
    precision: Rate
    recall: float
    """Mean of the kinds' shares, 0 to 1."""
    library_precision: float
    """Of the articles of one library, 0 to 1."""
    articles: int
    wrong: tuple[str, ...]
    """Copies that were missed and others that were linked: kind and the two articles."""

    @property
    def passed(self) -> bool:
        """Whether both figures are reached."""
        return (self.precision.share or 0) >= LEAST_PRECISION and self.recall >= LEAST_RECALL


def score_stories(half: Half, pairs: Sequence[MadePair]) -> StoriesReport:
    """The figures of one half."""
    linked = {id(pair): _linked(pair) for pair in pairs}
    by_kind: dict[Kind, list[MadePair]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.kind].append(pair)
    kinds = tuple(
        KindScore(kind=kind, copies=own[0].copies, linked=rate_of([linked[id(pair)] for pair in own]))
        for kind in Kind
        if (own := by_kind[kind])
    )
    shares = [score.linked.share or 0 for score in kinds if score.copies]
    wrong = [pair for pair in pairs if linked[id(pair)] is not pair.copies]
    articles = {each.id: each for pair in pairs for each in (pair.first, pair.second)}
    return StoriesReport(
        half=half,
        kinds=kinds,
        precision=rate_of([pair.copies for pair in pairs if linked[id(pair)]]),
        recall=sum(shares) / max(len(shares), 1),
        library_precision=_library_precision(articles.values()),
        articles=len(articles),
        wrong=tuple(f"{pair.kind.value}: {pair.first.id} | {pair.second.id}" for pair in wrong),
    )


def _linked(pair: MadePair) -> bool:
    first, second = (Signature(each.text, each.published, each.source) for each in (pair.first, pair.second))
    return not set(first.keys).isdisjoint(second.probes) and same_story(first, second)


def _library_precision(articles: Iterable[Article]) -> float:
    with TemporaryDirectory(prefix="parley-stories-") as folder:
        library = Library.in_folder(Path(folder))
        try:
            library.put([StoredArticle(article, ()) for article in articles])
            stories: dict[str, list[str]] = defaultdict(list)
            for batch in library.iterate():
                for article in batch:
                    stories[article.story_id].append(truth(article.id))
        finally:
            library.close()
    shares = [members.count(each) / len(members) for members in stories.values() for each in members]
    return sum(shares) / max(len(shares), 1)
