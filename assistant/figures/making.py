"""A subject, an imposer, a target, a day in; the table of figures that fit out, newest article first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import QueryRecord
from assistant.evidence.citing import cite_span, known_on, one_article_a_story
from assistant.evidence.searched import WantedWords, coverage_of, outlet_of
from assistant.figures.finding import FoundFigure, figures_in_article
from assistant.figures.models import Figure, FigureState, FigureTable, Measure
from assistant.figures.nations import NATION, nation_of
from assistant.questions import Request
from index.articles import Article
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
        articles = {each.article.id: each.article for each in one_article_a_story(found.passages)}
        words = WantedWords(about, self._retriever, request.as_of)
        rows = [
            row for article in articles.values() for row in figures_in_article(article) if _fits(row, words, wanted)
        ]
        rows.sort(key=lambda row: (-_day(row.article), row.article.id, row.figure.start))
        shown = rows[:limit]
        span = self._library.span(where)
        return FigureTable(
            about=about,
            figures=tuple(self._figures(shown, request.as_of)),
            omitted=len(rows) - len(shown),
            refusal_reason="" if rows else _why_none(about, span),
            coverage=coverage_of(span, {outlet_of(row.article) for row in shown}),
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

    def _figures(self, shown: Sequence[FoundFigure], not_after: date | None) -> Iterator[Figure]:
        parts = {
            article.id: list(parts)
            for article, parts in self._library.with_passages(list({row.article.id for row in shown}))
        }
        members = self._library.members({row.article.story_id for row in shown})
        for n, row in enumerate(shown, start=1):
            copies = [each for each in members.get(row.article.story_id, ()) if known_on(each, not_after)]
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
                citation=cite_span(row.article, row.sentence, n, parts[row.article.id], copies),
            )


def _fits(row: FoundFigure, words: WantedWords, wanted: FigureFilter) -> bool:
    if wanted.measure not in {None, row.measure} or wanted.state not in {None, row.state}:
        return False
    by, on = row.imposed_by.value if row.imposed_by else "", row.on.value if row.on else ""
    if (wanted.imposed_by and by != _nation(wanted.imposed_by)) or (wanted.on and on != _nation(wanted.on)):
        return False
    told = row.article.text[row.sentence.start : row.sentence.end]
    return words.share_in(f"{row.article.title} {told}") >= LEAST_ABOUT


def _nation(words: str) -> str:
    match = NATION.search(words) or NATION.search(words.title()) or NATION.search(words.upper())
    return nation_of(match.group()) if match else words


def _why_none(about: str, span: Span) -> str:
    if not span.articles:
        return "no article in the library was published in the period searched"
    return f"the articles found hold no figure{f' about “{about}”' if about else ''} that fits"


def _day(article: Article) -> int:
    last = article.published.last_day
    return last.toordinal() if last else 0
