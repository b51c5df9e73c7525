"""What is searched and what that went over, and how well a text fits the words it is to be about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from assistant.answers import Coverage, QueryRecord
from assistant.language.wording import content_terms, synonyms_of
from assistant.questions import Request, UnderstoodQuestion
from index.articles import Article
from index.library import Span
from index.retrieval import Query, Retriever

__all__ = ["Asked", "WantedWords", "coverage_of", "outlet_of", "query_record"]

SYNONYM = 0.7
"""What a synonym counts for, of the word itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it is really searched."""

    request: Request
    question: UnderstoodQuestion
    query: Query
    span: Span
    """Of the articles that may be found."""


def query_record(asked: Asked) -> QueryRecord:
    """What is really asked of the articles, for the person to see."""
    request = asked.request
    return QueryRecord(
        question=asked.question.text,
        asked=request.asked,
        carried=request.carried,
        kind=asked.question.kind,
        as_of=asked.query.today,
        as_of_given=request.as_of is not None,
        window=request.window or asked.question.window,
        window_words="" if request.window else asked.question.window_words,
        sources=asked.query.where.sources,
        k=request.k,
    )


def outlet_of(article: Article) -> str:
    """Who published it; an article of an unnamed outlet stands for itself."""
    return article.source or article.id


def coverage_of(span: Span, outlets: Collection[str]) -> Coverage:
    """The articles that could be found, and how many of the outlets that are cited are different ones."""
    return Coverage(
        articles=span.articles,
        undated=span.undated,
        first=span.first,
        last=span.last,
        independent_sources=len(set(outlets)),
    )


class WantedWords:
    """The words that a statement or figure is to be about, each weighted by how rare it is by a day."""

    def __init__(self, about: str, retriever: Retriever, not_after: date | None) -> None:
        self._terms = retriever.terms
        self._wanted = content_terms(about, retriever.terms)
        self._weights = retriever.rarity(self._wanted, not_after)
        self._alike = {term: synonyms_of(term, retriever.terms) for term in self._wanted}

    def share_in(self, text: str) -> float:
        """Of their weight what the text holds, 0 to 1; 1 when nothing is asked for."""
        stems = frozenset(self._terms(text))
        total = sum(self._weights[term] for term in self._wanted)
        held = sum(
            self._weights[term] * (1.0 if term in stems else SYNONYM if self._alike[term] & stems else 0.0)
            for term in self._wanted
        )
        return held / total if total else 1.0
