"""The steps from a question to its answer, in their order. No other module knows the order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from assistant.answers import (
    Answer,
    AnswerSentence,
    AnswerStatus,
    Citation,
    Coverage,
    Event,
    QueryRecord,
    Support,
    Usage,
)
from assistant.evidence import Sentence, cite, gather
from assistant.extraction import Extract, extract
from assistant.markers import marked, without_markers
from assistant.questions import Aspect, UnderstoodQuestion, understand
from assistant.resolution import resolved_dates, with_dates
from assistant.sufficiency import Verdict, judge
from assistant.wording import content_terms
from index.articles import Article
from index.dates import DateInterval
from index.errors import UsageError
from index.filters import SearchFilter, source_key
from index.library import Library, Span
from index.retrieval import Found, Query, Retriever, ScoredPassage

__all__ = ["Chain", "Request"]

OLD_PERIOD_DAYS = 60
"""A period that ended longer ago than this is history: newness no longer matters."""

UNSAID = {
    Aspect.WHEN: "when",
    Aspect.WHY: "why",
    Aspect.WHO: "who",
    Aspect.WHERE: "where",
    Aspect.HOW_MUCH: "how much",
    Aspect.WHAT: "what",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A question with what the caller narrows it to."""

    question: str
    today: date
    as_of: date | None = None
    """A wall: nothing published later is looked at."""
    window: DateInterval | None = None
    """Publication days the caller allows; a wall too, unlike a period in the question's words."""
    sources: tuple[str, ...] = ()
    k: int = 10


@dataclass(slots=True)
class _Clock:
    milliseconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.milliseconds[name] = round((time.perf_counter() - started) * 1000, 2)


class Chain:
    """Answers questions over one library. Several threads may share it."""

    def __init__(self, library: Library, retriever: Retriever, fingerprint: str) -> None:
        self._library = library
        self._retriever = retriever
        self._fingerprint = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]

    def ask(self, request: Request) -> Answer:
        """Understand, retrieve, judge, extract, cite.

        Raises: UsageError for a question without a word; IndexStale when no index can be asked.
        """
        if not any(letter.isalnum() for letter in request.question):
            raise UsageError(f"{request.question!r} is no question", hint="ask something in words")
        clock = _Clock()
        with clock.step("understand"):
            asked = self._understand(request)
        with clock.step("retrieve"):
            found = self._retriever.retrieve(asked.query)
        with clock.step("judge"):
            passages = _one_article_a_story(found.passages)
            evidence = gather(asked.question, passages, self._retriever.terms, self._retriever.rarity)
            verdict = self._unknown_outlets(asked.query.where) or judge(asked.question, evidence, asked.span)
        with clock.step("answer"):
            chosen = extract(asked.question, verdict.sentences)
        with clock.step("cite"):
            answer = self._compose(_Draft(request, asked, verdict, chosen), found)
        return answer.model_copy(update={"usage": Usage(milliseconds=clock.milliseconds)})

    def find(self, request: Request) -> Found:
        """The first half of `ask`: the passages, best first."""
        return self._retriever.retrieve(self._understand(request).query)

    def _understand(self, request: Request) -> _Asked:
        span = self._library.span(SearchFilter(not_after=request.as_of))
        covered = (span.first, span.last) if span.first and span.last else None
        as_of = request.as_of or request.today
        question = understand(request.question, as_of=as_of, sources=self._library.sources(), covered=covered)
        # a question of nothing but a period ("What happened on 23 August?") is searched inside it
        named = bool(content_terms(question.topic, self._retriever.terms))
        window = request.window or (None if named else question.window)
        where = SearchFilter(not_after=request.as_of, window=window, sources=request.sources or question.sources)
        last = question.window.last if question.window else None
        history = last is not None and (as_of - last).days > OLD_PERIOD_DAYS
        query = Query(
            text=question.text, k=request.k, where=where, today=as_of, recency=not history, prefer=question.window
        )
        return _Asked(question, query, self._library.span(where))

    def _compose(self, draft: _Draft, found: Found) -> Answer:
        citations = self._cite(draft.chosen.sentences, draft.asked.query.where)
        sentences = [
            _sentence(each, citation.n) for each, citation in zip(draft.chosen.sentences, citations, strict=True)
        ]
        status, reason = _outcome(draft)
        text = " ".join(marked(sentence.text, sentence.citations) for sentence in sentences)
        return Answer(
            status=status,
            text=text or without_markers(_capitalised(f"{reason}.")),
            sentences=tuple(sentences),
            citations=tuple(citations),
            events=tuple(_events(sentences)) if Aspect.WHEN in draft.asked.question.aspects else (),
            refusal_reason=reason,
            coverage=_coverage(draft),
            query=_record(draft),
            fingerprint=self._fingerprint,
            warnings=(*draft.asked.question.notes, *found.warnings, *_warnings(draft)),
        )

    def _unknown_outlets(self, where: SearchFilter) -> Verdict | None:
        """A refusal when no article at all is from the outlets that were asked for."""
        known = {source_key(source) for source in self._library.sources()}
        if not where.sources or any(source_key(source) in known for source in where.sources):
            return None
        reason = f"no article in the library is from {' or '.join(f'“{source}”' for source in where.sources)}"
        return Verdict([], AnswerStatus.NO_EVIDENCE, reason)

    def _cite(self, sentences: Sequence[Sentence], where: SearchFilter) -> list[Citation]:
        members = self._library.members({each.article.story_id for each in sentences})
        citations = []
        for n, each in enumerate(sentences, start=1):
            story = [other for other in members.get(each.article.story_id, []) if _of_its_time(other, where)]
            citations.append(cite(each, n, story))
        return citations


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question as it is really searched."""

    question: UnderstoodQuestion
    query: Query
    span: Span
    """Of the articles that may be found."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """Everything that the steps before have found out."""

    request: Request
    asked: _Asked
    verdict: Verdict
    chosen: Extract


def _one_article_a_story(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    """Those of the first article met of each story: a copy says nothing that needs saying twice."""
    heads: dict[str, str] = {}
    return [each for each in passages if heads.setdefault(each.article.story_id, each.article.id) == each.article.id]


def _of_its_time(article: Article, where: SearchFilter) -> bool:
    """Whether the filter's dates let the article pass; copies count whatever their outlet."""
    published = article.published.interval
    if published is None or published.last is None:
        return not where.dated
    known = where.not_after is None or published.last <= where.not_after
    return known and (where.window is None or published.overlaps(where.window))


def _sentence(sentence: Sentence, number: int) -> AnswerSentence:
    text = without_markers(" ".join(with_dates(sentence.text, sentence.times).split()))
    return AnswerSentence(
        text=text,
        citations=(number,),
        support=Support.SUPPORTED,
        dates=resolved_dates(sentence.times, sentence.article.published),
    )


def _outcome(draft: _Draft) -> tuple[AnswerStatus, str]:
    if not draft.chosen.sentences:
        uncounted = draft.asked.question.counted
        unsaid = f"the articles found do not say how many {uncounted}" if uncounted else "no sentence answers it"
        reason = draft.verdict.reason or unsaid
        refused = draft.verdict.status is not AnswerStatus.ANSWERED
        return (draft.verdict.status if refused else AnswerStatus.NO_EVIDENCE), reason
    if draft.chosen.unanswered:
        unsaid = " or ".join(UNSAID[aspect] for aspect in draft.chosen.unanswered)
        return AnswerStatus.PARTIAL, f"the articles found do not say {unsaid}"
    return AnswerStatus.ANSWERED, ""


def _events(sentences: Sequence[AnswerSentence]) -> Iterator[Event]:
    for sentence in sentences:
        for resolved in sentence.dates[:1]:
            yield Event(text=sentence.text, interval=resolved.interval, citations=sentence.citations)


def _coverage(draft: _Draft) -> Coverage:
    stories: Mapping[str, str] = {
        each.article.story_id: each.article.source or each.article.id for each in draft.chosen.sentences
    }
    return Coverage(
        articles=draft.asked.span.articles,
        undated=draft.asked.span.undated,
        first=draft.asked.span.first,
        last=draft.asked.span.last,
        independent_sources=len(set(stories.values())),
    )


def _record(draft: _Draft) -> QueryRecord:
    return QueryRecord(
        question=draft.asked.question.text,
        kind=draft.asked.question.kind,
        as_of=draft.asked.query.today,
        as_of_given=draft.request.as_of is not None,
        window=draft.request.window or draft.asked.question.window,
        window_words="" if draft.request.window else draft.asked.question.window_words,
        sources=draft.asked.query.where.sources,
        k=draft.request.k,
    )


def _warnings(draft: _Draft) -> Iterator[str]:
    seen: set[str] = set()
    for each in draft.chosen.sentences:
        unresolved = [time.text for time in each.times if time.interval is None and not time.label]
        if each.article.published.value is None and each.article.id not in seen:
            seen.add(each.article.id)
            left = f", so {_quoted(unresolved)} cannot be dated" if unresolved else ""
            yield f"“{each.article.title}” is undated{left}"
    if draft.asked.query.where.dated and draft.asked.span.undated:
        undated = draft.asked.span.undated
        yield f"{undated} undated article{' was' if undated == 1 else 's were'} left out"


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
