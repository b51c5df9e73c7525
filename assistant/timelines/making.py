"""The steps from a topic to its timeline, in their order. No other module knows the order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from assistant.answers import Coverage, QueryRecord
from assistant.composing import Request
from assistant.evidence import Evidence, gather
from assistant.questions import UnderstoodQuestion, understand
from assistant.timelines.lines import EventDraft, composed, drafted
from assistant.timelines.mentions import mentions_of
from assistant.timelines.merging import Agreement, merged
from assistant.timelines.models import Timeline, TimelineEvent, TimelineGap, time_order
from assistant.timelines.subject import Subject
from index.dates import DateInterval, Precision
from index.errors import UsageError
from index.filters import SearchFilter, source_key
from index.library import Library, Span
from index.retrieval import Query, Retriever, ScoredPassage
from index.temporal import format_interval

__all__ = ["DEFAULT_K", "MOST_EVENTS", "Timeliner"]

DEFAULT_K = 60
"""Passages that events are looked for in."""
MOST_EVENTS = 20
LEAST_TOGETHER = 0.5
"""Of the topic's words and names, in the best passages between them: below it the articles are about something else."""
MILESTONES = re.compile(r"[,;]?\s*\b(?:from|between)\b.+?\b(?:to|until|till|and)\b.+$", re.IGNORECASE | re.DOTALL)
"""Where a timeline is to begin and end: part of it, but not what every event of it is about."""
MADE_OF = re.compile(
    r"\b(?:timelines?|chronolog(?:y|ies)|sequence|histor(?:y|ies)|events?|steps?|milestones?|key|dates?|"
    r"case|affair|saga|story|unfold(?:ed|s)?|develop(?:ed|ments?)?)\b",
    re.IGNORECASE,
)
"""Words for a timeline, and for whatever has one."""
FROM_TO = re.compile(r"\bfrom\b[^.;,]*$", re.IGNORECASE)
TO = re.compile(r"^[^.;,]*?\b(?:to|until|till|through)\b", re.IGNORECASE)


Rarity = Callable[[Sequence[str]], Mapping[str, float]]


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
        window = request.window or (_window(topic, request.question) if topic.window else None)
        # with a last day undated articles are left out: what they call "on Friday" cannot be dated
        where = SearchFilter(not_after=request.as_of or date.max, sources=request.sources or topic.sources)
        query = Query(text=topic.text, k=request.k, where=where, today=as_of, recency=False, prefer=window)
        found = self._retriever.retrieve(query)
        bare = topic.model_copy(update={"topic": _subject(topic.topic)})
        rarity = partial(self._retriever.rarity, not_after=request.as_of)
        evidence = gather(bare, _one_article_a_story(found.passages), self._retriever.terms, rarity)
        drafts = self._drafts(bare.topic, evidence, window, rarity)
        shown = sorted(drafts, key=lambda each: -each.score)[:limit]
        shown.sort(key=lambda each: (*time_order(each.interval), each.text))
        members = self._library.members({story for each in shown for story in each.stories})
        events, citations = composed(shown, members, request.as_of)
        span = self._library.span(where)
        return Timeline(
            topic=topic.text,
            events=tuple(events),
            citations=tuple(citations),
            gap=self._gap(events, where),
            omitted=len(drafts) - len(shown),
            refusal_reason="" if events else self._why_none(span, where, evidence, window),
            coverage=_coverage(span, shown),
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
            warnings=(*topic.notes, *found.warnings, *_warnings(span)),
        )

    def _understand(self, request: Request, as_of: date) -> UnderstoodQuestion:
        span = self._library.span(SearchFilter(not_after=request.as_of))
        covered = (span.first, span.last) if span.first and span.last else None
        return understand(request.question, as_of=as_of, sources=self._library.sources(), covered=covered)

    def _drafts(self, topic: str, evidence: Evidence, window: DateInterval | None, rarity: Rarity) -> list[EventDraft]:
        if min(evidence.names_found, evidence.together) < LEAST_TOGETHER:
            return []
        mentions = mentions_of(evidence.sentences, Subject(topic, evidence, self._retriever.terms))
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


def _subject(topic: str) -> str:
    """The topic without words that its events need not share; as it is when nothing would be left."""
    bare = MADE_OF.sub(" ", MILESTONES.sub("", topic))
    return bare if any(letter.isalnum() for letter in bare) else topic


def _window(topic: UnderstoodQuestion, text: str) -> DateInterval | None:
    """The period in the topic's words; in "from the outline in October 2019 to its signing" only its beginning."""
    if topic.window is None:
        return None
    before, _, after = " ".join(text.split()).partition(topic.window_words)
    begins = FROM_TO.search(before) and TO.match(after)
    return topic.window.model_copy(update={"last": None}) if begins else topic.window


def _one_article_a_story(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    heads: dict[str, str] = {}
    return [each for each in passages if heads.setdefault(each.article.story_id, each.article.id) == each.article.id]


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


def _coverage(span: Span, shown: Sequence[EventDraft]) -> Coverage:
    outlets = {outlet for each in shown for outlet in each.outlets}
    return Coverage(
        articles=span.articles,
        undated=span.undated,
        first=span.first,
        last=span.last,
        independent_sources=len(outlets),
    )


def _warnings(span: Span) -> Iterator[str]:
    if span.undated:
        left_out = "1 undated article was" if span.undated == 1 else f"{span.undated} undated articles were"
        yield f"{left_out} left out"
