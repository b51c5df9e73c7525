"""A subject, an imposer, a target, a day in; the table of figures that fit out, newest article first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import Citation, Coverage, QueryRecord
from assistant.composing import Request
from assistant.figures.finding import FoundFigure, figures_in_article
from assistant.figures.models import Figure, FigureState, FigureTable, Measure
from assistant.figures.nations import NATION, nation_of
from assistant.wording import content_terms, synonyms_of
from index.articles import Article, Passage
from index.errors import UsageError
from index.filters import SearchFilter
from index.library import Library, Span
from index.retrieval import Query, Retriever

__all__ = ["DEFAULT_K", "MOST_FIGURES", "FigureFilter", "FigureFinder"]

DEFAULT_K = 200
"""Passages whose articles are read for figures."""
MOST_FIGURES = 50
LEAST_ABOUT = 0.4
"""Of the subject's words, weighted by rarity, that sentence and headline must hold."""
WHAT_IS_SOUGHT = "tariff duty quota rate percent"
"""What is searched for beside the subject."""


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which rows are wanted; empty fields let all pass."""

    measure: Measure | None = None
    state: FigureState | None = None
    imposed_by: str = ""
    """A country, by any name of it."""
    on: str = ""


class FigureFinder:
    """Makes tables over one library. Several threads may share it."""

    def __init__(self, library: Library, retriever: Retriever, fingerprint: str) -> None:
        self._library = library
        self._retriever = retriever
        self._fingerprint = hashlib.sha256(f"figures {fingerprint}".encode()).hexdigest()[:16]

    def find(self, request: Request, wanted: FigureFilter, *, limit: int = MOST_FIGURES) -> FigureTable:
        """At most `limit` rows about the request's question, which may be empty.

        Of copies of a story one article is read. Raises: UsageError for a limit below 1; IndexStale when no index
        can be asked.
        """
        if limit < 1:
            raise UsageError(f"a table cannot have {limit} rows", hint="give 1 or more")
        where = SearchFilter(not_after=request.as_of, window=request.window, sources=request.sources)
        as_of = request.as_of or request.today
        about = request.question
        text = f"{about} {wanted.imposed_by} {wanted.on} {WHAT_IS_SOUGHT}"
        found = self._retriever.retrieve(Query(text=text, k=request.k, where=where, today=as_of, recency=False))
        heads: dict[str, Article] = {}
        for each in found.passages:
            heads.setdefault(each.article.story_id, each.article)
        rows = [
            row
            for article in heads.values()
            for row in figures_in_article(article)
            if self._fits(row, about, wanted, request.as_of)
        ]
        rows.sort(key=lambda row: (-_day(row.article), row.article.id, row.figure.start))
        shown = rows[:limit]
        span = self._library.span(where)
        return FigureTable(
            about=about,
            figures=tuple(self._figures(shown, request.as_of)),
            omitted=len(rows) - len(shown),
            refusal_reason="" if rows else _why_none(about, span),
            coverage=Coverage(
                articles=span.articles,
                undated=span.undated,
                first=span.first,
                last=span.last,
                independent_sources=len({row.article.source or row.article.id for row in shown}),
            ),
            query=QueryRecord(
                question=about,
                kind="figures",
                as_of=as_of,
                as_of_given=request.as_of is not None,
                window=request.window,
                sources=where.sources,
                k=request.k,
            ),
            fingerprint=self._fingerprint,
            warnings=found.warnings,
        )

    def _fits(self, row: FoundFigure, about: str, wanted: FigureFilter, not_after: date | None) -> bool:
        if wanted.measure not in {None, row.measure} or wanted.state not in {None, row.state}:
            return False
        by, on = row.imposed_by.value if row.imposed_by else "", row.on.value if row.on else ""
        if (wanted.imposed_by and by != _nation(wanted.imposed_by)) or (wanted.on and on != _nation(wanted.on)):
            return False
        return self._share(row, about, not_after) >= LEAST_ABOUT

    def _share(self, row: FoundFigure, about: str, not_after: date | None) -> float:
        terms = self._retriever.terms
        asked = content_terms(about, terms)
        if not asked:
            return 1.0
        weights = self._retriever.rarity(asked, not_after)
        held = frozenset(terms(f"{row.article.title} {row.article.text[row.sentence.start : row.sentence.end]}"))
        total = sum(weights[term] for term in asked)
        got = sum(weights[term] for term in asked if term in held or synonyms_of(term, terms) & held)
        return got / total if total else 1.0

    def _figures(self, shown: Sequence[FoundFigure], not_after: date | None) -> Iterator[Figure]:
        parts = {
            article.id: list(parts)
            for article, parts in self._library.with_passages(list({row.article.id for row in shown}))
        }
        members = self._library.members({row.article.story_id for row in shown})
        for n, row in enumerate(shown, start=1):
            copies = [each for each in members.get(row.article.story_id, ()) if _known(each, not_after)]
            yield Figure(
                n=n,
                measure=row.measure,
                value=row.value,
                unit=row.unit,
                figure=row.figure,
                before=row.before,
                product=row.product,
                hs_codes=row.hs_codes,
                goods=row.goods,
                imposed_by=row.imposed_by,
                on=row.on,
                state=row.state,
                announced=row.dates.announced,
                in_force=row.dates.in_force,
                ended=row.dates.ended,
                citation=_citation(n, row, parts[row.article.id], copies),
            )


def _nation(words: str) -> str:
    match = NATION.search(words) or NATION.search(words.title()) or NATION.search(words.upper())
    return nation_of(match.group()) if match else words


def _why_none(about: str, span: Span) -> str:
    if not span.articles:
        return "no article in the library was published in the period searched"
    return f"the articles found hold no figure{f' about “{about}”' if about else ''} that fits"


def _citation(n: int, row: FoundFigure, parts: Sequence[Passage], copies: Sequence[Article]) -> Citation:
    article, span = row.article, row.sentence
    holding = [each.id for each in parts if each.start <= span.start < each.end]
    return Citation(
        n=n,
        passage_id=holding[0] if holding else parts[0].id,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        quote=article.text[span.start : span.end],
        start=span.start,
        end=span.end,
        also_in=tuple(sorted(each.id for each in copies if each.id != article.id)),
    )


def _day(article: Article) -> int:
    last = article.published.last_day
    return last.toordinal() if last else 0


def _known(article: Article, not_after: date | None) -> bool:
    last = article.published.last_day
    return not_after is None or (last is not None and last <= not_after)
