"""The steps from a topic to its timeline, in their order. No other module knows the order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from assistant.answers import QueryRecord
from assistant.evidence import Evidence, Sentence, gather
from assistant.evidence.citing import one_article_a_story
from assistant.evidence.searched import coverage_of
from assistant.questions import Request, UnderstoodQuestion, understand
from assistant.timelines.leads import mentions_of
from assistant.timelines.lines import EventDraft, composed, drafted
from assistant.timelines.merging import Agreement, merged
from assistant.timelines.models import Timeline, TimelineEvent, TimelineGap, time_order
from assistant.timelines.subject import Subject
from assistant.timelines.topic import between_milestones, subject_of
from index.dates import DateInterval, Precision
from index.errors import UsageError
from index.filters import SearchFilter, source_key
from index.library import Library, Span
from index.retrieval import Found, Query, Retriever, ScoredPassage
from index.temporal import format_interval

__all__ = ["DEFAULT_K", "MOST_EVENTS", "EventsFound", "Timeliner"]

DEFAULT_K = 60
"""Passages that events are looked for in."""
MOST_EVENTS = 20
WORTH = 0.46
"""An event must be so telling, as a share of the most telling one, to be shown where no more than these are wanted."""
LEAST_TOGETHER = 0.5
"""Of the topic's words and names, in the best passages between them: below it the articles are about something else."""


Rarity = Callable[[Sequence[str]], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class EventsFound:
    """The events of a topic before they have numbers."""

    drafts: list[EventDraft]
    """Those to be shown, in order of time."""
    omitted: int
    evidence: Evidence
    passages: list[ScoredPassage]
    """That they were looked for in, one article a story."""
    found: Found

    def context(self) -> tuple[list[ScoredPassage], list[Sentence]]:
        """The passages that tell of the events, in their order, and all their sentences: what a model may cite."""
        wanted = list(dict.fromkeys(each.passage_id for draft in self.drafts for each in draft.sentences))
        by_id = {each.passage.id: each for each in self.passages}
        return (
            [by_id[passage] for passage in wanted if passage in by_id],
            [each for each in self.evidence.sentences if each.passage_id in wanted],
        )


class Timeliner:
    """Makes timelines over one library. Several threads may share it."""

    def __init__(self, library: Library, retriever: Retriever, fingerprint: str) -> None:
        self._library = library
        self._retriever = retriever
        self._fingerprint = hashlib.sha256(f"timeline {fingerprint}".encode()).hexdigest()[:16]

    def make(self, request: Request, *, limit: int = MOST_EVENTS) -> Timeline:
        """The events of the request's topic, at most `limit`, in order of time.

        The request's window limits the days of the events; articles count whenever they were published up to
        `as_of`. Raises: UsageError for a topic without a word; IndexStale when no index can be asked.
        """
        if not any(letter.isalnum() for letter in request.question):
            raise UsageError(f"{request.question!r} is no topic", hint="say in words what the timeline is about")
        if limit < 1:
            raise UsageError(f"a timeline cannot have {limit} events", hint="give 1 or more")
        topic = self._understand(request, request.as_of or request.today)
        if request.as_of is None and topic.stated_day is not None:
            request = replace(request, as_of=topic.stated_day)
            topic = self._understand(request, topic.stated_day)
        as_of = request.as_of or request.today
        window = request.window or topic.window
        # with a last day undated articles are left out: what they call "on Friday" cannot be dated
        where = SearchFilter(not_after=request.as_of or date.max, sources=request.sources or topic.sources)
        query = Query(text=topic.text, k=request.k, where=where, today=as_of)
        found = self.find(topic, query, window, limit=limit)
        shown = found.drafts
        members = self._library.members({story for each in shown for story in each.stories})
        events, citations = composed(shown, members, request.as_of)
        span = self._library.span(where)
        return Timeline(
            topic=topic.text,
            events=tuple(events),
            citations=tuple(citations),
            gap=self._gap(events, where),
            omitted=found.omitted,
            refusal_reason="" if events else self._why_none(span, where, found.evidence, window),
            coverage=coverage_of(span, {outlet for each in shown for outlet in each.outlets}),
            query=QueryRecord(
                question=topic.text,
                kind="timeline",
                as_of=as_of,
                as_of_given=request.as_of is not None,
                window=window,
                window_words="" if request.window else topic.window_words,
                sources=where.sources,
                k=request.k,
            ),
            fingerprint=self._fingerprint,
            warnings=(*topic.notes, *found.found.warnings, *_warnings(span)),
        )

    def find(self, topic: UnderstoodQuestion, query: Query, window: DateInterval | None, *, limit: int) -> EventsFound:
        """The most telling events of a topic, at most `limit`; `window` limits their days and not the articles'."""
        query = query.model_copy(update={"recency": False, "prefer": window})
        found = self._retriever.retrieve(query)
        passages = one_article_a_story(found.passages)
        bare = topic.model_copy(update={"topic": subject_of(topic.topic)})
        rarity = partial(self._retriever.rarity, not_after=_wall(query.where))
        evidence = gather(bare, passages, self._retriever.terms, rarity)
        drafts = self._drafts(bare.topic, evidence, window, rarity)
        best = max((each.score for each in drafts), default=0.0)
        least = WORTH * best if limit <= MOST_EVENTS else 0.0
        shown = sorted((each for each in drafts if each.score >= least), key=lambda each: -each.score)[:limit]
        shown.sort(key=lambda each: (*time_order(each.interval), each.text))
        return EventsFound(shown, len(drafts) - len(shown), evidence, passages, found)

    def _understand(self, request: Request, as_of: date) -> UnderstoodQuestion:
        span = self._library.span(SearchFilter(not_after=request.as_of))
        covered = (span.first, span.last) if span.first and span.last else None
        topic = understand(request.question, as_of=as_of, sources=self._library.sources(), covered=covered)
        return between_milestones(topic, as_of)

    def _drafts(self, topic: str, evidence: Evidence, window: DateInterval | None, rarity: Rarity) -> list[EventDraft]:
        if min(evidence.names_found, evidence.together) < LEAST_TOGETHER:
            return []
        mentions = mentions_of(evidence.sentences, Subject(topic, evidence, self._retriever.terms, rarity))
        agreement = Agreement(mentions, evidence.terms, self._retriever.terms, rarity)
        drafts = [drafted(happening) for happening in merged(mentions, agreement)]
        return [each for each in drafts if window is None or each.interval.overlaps(window)]

    def _gap(self, events: Sequence[TimelineEvent], where: SearchFilter) -> TimelineGap | None:
        longest = max(_gaps(events), key=lambda each: (each[1] - each[0]).days, default=None)
        if longest is None:
            return None
        first, last = longest
        inside = DateInterval(first=first, last=last, precision=Precision.RANGE)
        articles = self._library.span(where.model_copy(update={"window": inside})).articles
        return TimelineGap(first=first, last=last, days=(last - first).days + 1, articles=articles)

    def _why_none(self, span: Span, where: SearchFilter, evidence: Evidence, window: DateInterval | None) -> str:
        known = {source_key(source) for source in self._library.sources()}
        if where.sources and not any(source_key(source) in known for source in where.sources):
            return f"no article in the library is from {' or '.join(f'“{source}”' for source in where.sources)}"
        if not span.articles:
            return "no dated article in the library was published in the period searched"
        if evidence.missing:
            return f"the articles found do not mention {' or '.join(f'“{word}”' for word in evidence.missing[:4])}"
        period = f" in {format_interval(window)}" if window else ""
        return f"the articles searched date no event about it{period}"


def _gaps(events: Iterable[TimelineEvent]) -> Iterator[tuple[date, date]]:
    """First and last day of every stretch that no event's days touch."""
    reached: date | None = None
    for one in events:
        first, last = one.interval.first, one.interval.last
        assert first
        assert last
        if reached is not None and (first - reached).days > 1:
            yield reached + timedelta(days=1), first - timedelta(days=1)
        reached = max(reached, last) if reached else last


def _warnings(span: Span) -> Iterator[str]:
    if span.undated:
        left_out = "1 undated article was" if span.undated == 1 else f"{span.undated} undated articles were"
        yield f"{left_out} left out"


def _wall(where: SearchFilter) -> date | None:
    return None if where.not_after == date.max else where.not_after
