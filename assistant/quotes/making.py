"""A speaker, a subject, a period in; the statements that fit out, newest article first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import QueryRecord
from assistant.evidence.citing import cite_span, known_on, one_article_a_story
from assistant.evidence.searched import WantedWords, coverage_of, outlet_of
from assistant.questions import Request
from assistant.quotes.finding import Statement, statements
from assistant.quotes.models import Quote, QuoteList
from index.errors import UsageError
from index.filters import SearchFilter
from index.library import Library, Span
from index.retrieval import Query, Retriever, ScoredPassage

__all__ = ["DEFAULT_K", "MOST_QUOTES", "QuoteFinder"]

DEFAULT_K = 200
"""Passages whose articles are read for statements."""
MOST_QUOTES = 20
LEAST_ABOUT = 0.5
"""Of the subject's words, weighted by rarity, that the sentence must hold with its headline and neighbours."""
LEAST_OWN = 0.3
"""And that it must hold by itself."""
HEADLINE = 0.7
"""Of the subject's words, synonyms included, that a headline must hold for all that its speakers say to be about it,
where a speaker is asked for: "he expected to sign it" under a headline on the deal."""
AROUND = 300
"""Letters to each side of a statement that count as its neighbours."""


@dataclass(frozen=True, slots=True)
class _Match:
    statement: Statement
    fit: float


class QuoteFinder:
    """Finds statements in one library. Several threads may share it."""

    def __init__(self, library: Library, retriever: Retriever, fingerprint: str) -> None:
        self._library = library
        self._retriever = retriever
        self._fingerprint = hashlib.sha256(f"quotes {fingerprint}".encode()).hexdigest()[:16]

    def find(self, speaker: str, request: Request, *, limit: int = MOST_QUOTES) -> QuoteList:
        """Statements of a speaker about the request's question; either may be empty, not both.

        A copy of a story is read once. Without a speaker those are first that fit the subject best, else the
        newest. Raises: UsageError when nothing is asked for; IndexStale when no index can be asked.
        """
        about = request.question
        if not any(letter.isalnum() for letter in speaker + about):
            raise UsageError("quotes of whom, or about what?", hint="give --speaker, --about or both")
        if limit < 1:
            raise UsageError(f"a list cannot have {limit} quotes", hint="give 1 or more")
        where = SearchFilter(not_after=request.as_of, window=request.window, sources=request.sources)
        as_of = request.as_of or request.today
        query = Query(text=f"{speaker} {about}".strip(), k=request.k, where=where, today=as_of, recency=False)
        found = self._retriever.retrieve(query)
        matches = list(self._matches(one_article_a_story(found.passages), speaker, about, request.as_of))
        matches.sort(key=lambda each: _order(each, by_fit=bool(about) and not speaker))
        shown = [each.statement for each in matches[:limit]]
        span = self._library.span(where)
        return QuoteList(
            speaker=speaker,
            about=about,
            quotes=tuple(self._quotes(shown, request.as_of)),
            omitted=len(matches) - len(shown),
            refusal_reason="" if matches else self._why_none(speaker, about, span),
            coverage=coverage_of(span, {outlet_of(each.article) for each in shown}),
            query=QueryRecord(
                question=about or speaker,
                kind="quotes",
                as_of=as_of,
                as_of_given=request.as_of is not None,
                window=request.window,
                sources=where.sources,
                k=request.k,
            ),
            fingerprint=self._fingerprint,
            warnings=found.warnings,
        )

    def _matches(
        self, passages: Sequence[ScoredPassage], speaker: str, about: str, not_after: date | None
    ) -> Iterator[_Match]:
        words = WantedWords(about, self._retriever, not_after)
        articles = {each.article.id: each.article for each in passages}
        for article in articles.values():
            for statement in statements(article):
                if speaker and not speaks(statement, speaker):
                    continue
                fit = _fit(statement, words, of_speaker=bool(speaker))
                if fit >= LEAST_ABOUT:
                    yield _Match(statement, fit)

    def _quotes(self, shown: Sequence[Statement], not_after: date | None) -> Iterator[Quote]:
        ids = list({each.article.id for each in shown})
        parts = {article.id: list(parts) for article, parts in self._library.with_passages(ids)}
        members = self._library.members({each.article.story_id for each in shown})
        for n, each in enumerate(shown, start=1):
            copies = [a for a in members.get(each.article.story_id, ()) if known_on(a, not_after)]
            yield Quote(
                n=n,
                speaker=each.speaker,
                words=each.article.text[each.words.start : each.words.end],
                exact=each.exact,
                start=each.words.start,
                end=each.words.end,
                told=each.told,
                said=each.said,
                said_words=each.said_words,
                citation=cite_span(each.article, each.sentence, n, parts[each.article.id], copies),
            )

    def _why_none(self, speaker: str, about: str, span: Span) -> str:
        if not span.articles:
            return "no article in the library was published in the period searched"
        who = f" by “{speaker}”" if speaker else ""
        what = f" about “{about}”" if about else ""
        return f"the articles found hold no statement{who}{what}"


def _fit(statement: Statement, words: WantedWords, *, of_speaker: bool) -> float:
    """How well a statement fits what it is to be about: 0 to 1; 1 when nothing is asked."""
    text = statement.article.text
    own = words.share_in(text[statement.sentence.start : statement.sentence.end])
    if own < LEAST_OWN:
        headline = of_speaker and words.share_in(statement.article.title) >= HEADLINE
        return LEAST_ABOUT if headline else 0.0
    around = text[max(statement.sentence.start - AROUND, 0) : statement.sentence.end + AROUND]
    return (own + words.share_in(f"{statement.article.title} {around}")) / 2


def speaks(statement: Statement, asked: str) -> bool:
    """Whether the statement's speaker goes by these words: a name, a part of it, an office or an organisation."""
    words = re.findall(r"\w+", asked.lower())
    speaker = statement.speaker
    held = f"{speaker.name} {speaker.role} {speaker.organisation}".lower().replace("’s", "").replace("'s", "")
    known = set(re.findall(r"\w+", held.replace(".", "")))
    return all(word in known or word.replace(".", "") in known for word in words)


def _order(match: _Match, *, by_fit: bool) -> tuple[float, int, str, int]:
    published = match.statement.article.published.last_day
    day = -(published.toordinal() if published else 0)
    return (-match.fit if by_fit else 0.0), day, match.statement.article.id, match.statement.words.start
