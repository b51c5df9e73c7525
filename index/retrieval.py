"""A query in, ranked passages out: keywords and vectors together, inside the window, newest preferred.

    score = (passage BM25 + .3 article BM25 + .3 cosine) * (1 + recency / (1 + age / 30 days))

Both BM25 scores are divided by the best one of the query. The weights and the shape of the decay
were chosen on dev questions (docs/experiments.md): old questions lose nothing by it, since articles
that are all old are all decayed alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from index.articles import Article, Passage
from index.corrections import says_corrected
from index.dates import DateInterval
from index.derived import DerivedIndexes
from index.errors import IndexStale, ModelError
from index.filters import SearchFilter
from index.keywords import Analyzer
from index.library import ArticleSummary, Library
from index.nearest import nearest

__all__ = ["Found", "Query", "RetrievalSettings", "Retriever", "ScoredPassage"]

WHOLE_VERSION = 0.4
"""Share of the score of a story's best version that a corrected one must have to stand for it."""
FINISH = "give the load command again, or run `parley rebuild`"


class RetrievalSettings(BaseModel):
    """Weights of the ranking."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_weight: float = Field(default=0.3, ge=0, le=10)
    dense_weight: float = Field(default=0.3, ge=0, le=10)
    recency_weight: float = Field(default=1.5, ge=0, le=10)
    """How much more an article of the very day counts than one of long ago."""
    recency_days: float = Field(default=30.0, gt=0)
    """Age at which half of that is left."""
    period_weight: float = Field(default=0.5, ge=0, le=10)
    """How much more an article of the period asked about counts."""
    aftermath_days: int = Field(default=60, ge=0)
    """How long after a period articles still report it."""
    candidates: int = Field(default=200, ge=10, le=5000)
    """Passages taken from each index before they are fused."""


class Query(BaseModel):
    """What to look for, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    k: int = Field(default=10, ge=1, le=1000)
    where: SearchFilter = SearchFilter()
    today: date
    """The day that ages count from: `as_of`, or today."""
    recency: bool = True
    """Off where the question names its own time."""
    prefer: DateInterval | None = None
    """The period asked about: articles published in it or soon after count more; none is left out."""


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that was found."""

    passage: Passage
    article: Article
    score: float
    """Comparable within one query only."""
    rank: int
    """From 1."""
    similarity: float
    """Cosine of question and passage, -1 to 1; 0 when the vectors could not be asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returned, and what kept it from returning more."""

    passages: list[ScoredPassage]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Signals:
    keywords: Mapping[str, float]
    articles: Mapping[str, float]
    dense: Mapping[str, float]


class _Summaries:
    """The summaries of articles, each asked of the library once a search."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._asked: set[str] = set()
        self._known: dict[str, ArticleSummary] = {}

    def __call__(self, ids: Collection[str]) -> Mapping[str, ArticleSummary]:
        more = sorted(set(ids) - self._asked)
        if more:
            self._asked.update(more)
            self._known.update(self._library.summaries(more))
        return self._known


class Retriever:
    """Searches one library. Several threads may share it."""

    def __init__(self, library: Library, indexes: DerivedIndexes, settings: RetrievalSettings) -> None:
        self.library = library
        self.indexes = indexes
        self.settings = settings
        self._analyzer = Analyzer()

    def retrieve(self, query: Query) -> Found:
        """The `k` best passages, best first; none for a query without a word that is indexed.

        Raises: IndexStale when neither index can be asked; ModelError when it is the embedding model that cannot.
        """
        known_articles = _Summaries(self.library)
        signals, warnings = self._signals(query, known_articles)
        articles = {each: each.rpartition("#")[0] for each in signals.keywords.keys() | signals.dense.keys()}
        summaries = known_articles(set(articles.values()))
        # an index may still hold an article that was removed a moment ago
        known = {each: summaries[of] for each, of in articles.items() if of in summaries}
        scores = self._scores(known, signals, query)
        ranked = sorted(known, key=lambda passage_id: (-scores[passage_id], passage_id))
        chosen = _stories_first(ranked, known, self._corrected(ranked, known, scores))[: query.k]
        if waiting := self.indexes.lag(self.library):
            warnings.append(f"{waiting} articles are loaded and not searched yet: {FINISH}")
        return Found(self._load(chosen, scores, signals), tuple(warnings))

    def terms(self, text: str) -> list[str]:
        """Stems of a text, as the keyword index makes them."""
        return self._analyzer.terms(text)

    def rarity(self, terms: Sequence[str], not_after: date | None = None) -> dict[str, float]:
        """How telling each stem is among articles published by the day; all alike when the index cannot be asked."""
        try:
            return self.indexes.keywords().rarity(terms, not_after)
        except IndexStale:
            return dict.fromkeys(terms, 1.0)

    def _signals(self, query: Query, summaries: _Summaries) -> tuple[_Signals, list[str]]:
        warnings: list[str] = []
        keywords: Mapping[str, float] = {}
        articles: Mapping[str, float] = {}
        dense: Mapping[str, float] = {}
        limit = self.settings.candidates
        failed: IndexStale | None = None
        try:
            index = self.indexes.keywords()
            terms = self.terms(query.text)
            keywords = index.search_passages(terms, limit, query.where)
            articles = index.search_articles(terms, limit, query.where)
        except IndexStale as error:
            failed = error
            warnings.append(f"searched without keywords: {error}")
        try:
            vector = self.indexes.embedder.embed_query(query.text)
            dense = nearest(self.indexes.vectors(), self.library, vector, limit, query.where, summaries=summaries)
        except (IndexStale, ModelError) as error:
            if failed is not None:
                raise
            warnings.append(f"searched by keywords only: {error}")
        return _Signals(keywords, articles, dense), warnings

    def _scores(self, candidates: Mapping[str, ArticleSummary], signals: _Signals, query: Query) -> dict[str, float]:
        """By passage id, as `candidates` give its article."""
        best_passage = max(signals.keywords.values(), default=1.0)
        best_article = max(signals.articles.values(), default=1.0)
        # a passage that the vectors did not return is at most as similar as the last one they did
        floor = max(min(signals.dense.values(), default=0.0), 0.0)
        found = {each.id: each for each in candidates.values()}
        factors = {key: 1 + self._recency(each, query) + self._of_period(each, query) for key, each in found.items()}
        whole = {key: self.settings.article_weight * signals.articles.get(key, 0.0) / best_article for key in found}
        return {
            passage_id: (
                signals.keywords.get(passage_id, 0.0) / best_passage
                + whole[summary.id]
                + self.settings.dense_weight * max(signals.dense.get(passage_id, floor), 0.0)
            )
            * factors[summary.id]
            for passage_id, summary in candidates.items()
        }

    def _corrected(
        self, ranked: Sequence[str], articles: Mapping[str, ArticleSummary], scores: Mapping[str, float]
    ) -> dict[str, str]:
        """The newest corrected version of each story of which several were found and which has one, by story.

        A bare note of what was wrong fits the question far worse than what it corrects, and is none.
        """
        stories: dict[str, dict[str, float]] = {}
        for passage_id in ranked:
            article = articles[passage_id]
            stories.setdefault(article.story_id, {}).setdefault(article.id, scores[passage_id])
        versions = {story: best for story, best in stories.items() if len(best) > 1}
        if not versions:
            return {}
        days = {each.id: each.published_to or 0 for each in articles.values()}
        ends = self.library.ends([article_id for best in versions.values() for article_id in best])
        corrected: dict[str, str] = {}
        for story, best in versions.items():
            least = WHOLE_VERSION * max(best.values())
            fit = [
                each for each, score in best.items() if score >= least and each in ends and says_corrected(ends[each])
            ]
            if fit:
                corrected[story] = max(fit, key=lambda each: (days[each], each))
        return corrected

    def _recency(self, summary: ArticleSummary, query: Query) -> float:
        if not query.recency or summary.published_to is None:
            return 0.0
        age_days = max(query.today.toordinal() - summary.published_to, 0)
        return self.settings.recency_weight / (1 + age_days / self.settings.recency_days)

    def _of_period(self, summary: ArticleSummary, query: Query) -> float:
        if query.prefer is None or summary.published_to is None:
            return 0.0
        first, last = query.prefer.first, query.prefer.last
        after = first is None or summary.published_to >= first.toordinal()
        before = last is None or summary.published_to <= last.toordinal() + self.settings.aftermath_days
        return self.settings.period_weight if after and before else 0.0

    def _load(self, ids: Sequence[str], scores: Mapping[str, float], signals: _Signals) -> list[ScoredPassage]:
        # of each article the passages of all these ordinals: a few too many, in one look
        places = [each.rpartition("#") for each in ids]
        article_ids, ordinals = dict.fromkeys(each[0] for each in places), {int(each[2]) for each in places}
        stored = self.library.with_passages(list(article_ids), ordinals)
        found = {passage.id: (article, passage) for article, parts in stored for passage in parts}
        return [
            ScoredPassage(
                passage=found[passage_id][1],
                article=found[passage_id][0],
                score=scores[passage_id],
                rank=rank,
                similarity=signals.dense.get(passage_id, 0.0),
            )
            for rank, passage_id in enumerate((i for i in ids if i in found), start=1)
        ]


def _stories_first(
    ranked: Sequence[str], articles: Mapping[str, ArticleSummary], corrected: Mapping[str, str]
) -> list[str]:
    """Passages of one article of each story, in order, and then those of its copies.

    It is the corrected version, where there is one, and else the first met.
    """
    heads = dict(corrected)
    first: list[str] = []
    copies: list[str] = []
    for passage_id in ranked:
        article = articles[passage_id]
        head = heads.setdefault(article.story_id, article.id)
        (first if head == article.id else copies).append(passage_id)
    return first + copies
