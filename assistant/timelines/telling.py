"""Events → an answer: one dated sentence an event, oldest first, each with the articles that report it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers import Answer, AnswerSentence, AnswerStatus, Coverage, Event, Support
from assistant.evidence import Sentence
from assistant.evidence.resolution import resolved_dates
from assistant.evidence.searched import Asked, query_record
from assistant.language.standing import modality_of
from assistant.markers import marked
from assistant.timelines.lines import EventDraft, composed
from assistant.timelines.making import EventsFound
from assistant.timelines.models import TimelineEvent
from assistant.timelines.wording import day_words, state_words
from index.library import Library

__all__ = ["events_among", "events_told"]

MARKERS = re.compile(r" ?\[\d+\]")


def events_told(asked: Asked, found: EventsFound, library: Library, fingerprint: str) -> Answer:
    """The answer that the events make; `usage` is left for whoever has measured it."""
    members = library.members({story for each in found.drafts for story in each.stories})
    events, citations = composed(found.drafts, members, asked.query.where.not_after)
    sentences = [_sentence(draft, event) for draft, event in zip(found.drafts, events, strict=True)]
    span = asked.span
    outlets = {outlet for each in found.drafts for outlet in each.outlets}
    return Answer(
        status=AnswerStatus.ANSWERED,
        text=" ".join(marked(each.text, each.citations) for each in sentences),
        sentences=tuple(sentences),
        citations=tuple(citations),
        events=tuple(
            Event(text=each.text, interval=each.interval, citations=each.citations, basis=each.basis) for each in events
        ),
        coverage=Coverage(
            articles=span.articles,
            undated=span.undated,
            first=span.first,
            last=span.last,
            independent_sources=len(outlets),
        ),
        query=query_record(asked),
        fingerprint=fingerprint,
        warnings=(*asked.question.notes, *found.found.warnings, *_warnings(asked, found)),
    )


def events_among(drafts: Sequence[EventDraft], cited: Sequence[Sentence]) -> Iterator[Event]:
    """The events that an answer tells which cites these sentences, numbered from 1 in their order."""
    numbers = {(each.article.id, each.start): n for n, each in enumerate(cited, start=1)}
    for draft in drafts:
        places = [(each.article.id, each.start) for each in draft.sentences]
        found = sorted({numbers[place] for place in places if place in numbers})
        if found:
            yield Event(text=draft.text, interval=draft.interval, citations=tuple(found), basis=draft.dating.basis)


def _sentence(draft: EventDraft, event: TimelineEvent) -> AnswerSentence:
    states = MARKERS.sub("", state_words(event))
    sentence = draft.clearest.sentence
    return AnswerSentence(
        text=f"{day_words(event)}: {event.text}{f' ({states})' if states else ''}",
        citations=event.citations,
        support=Support.SUPPORTED,
        dates=resolved_dates(sentence.times, sentence.article.published),
        modality=modality_of(sentence.text),
    )


def _warnings(asked: Asked, found: EventsFound) -> Iterator[str]:
    if found.omitted:
        yield f"{found.omitted} less telling event{' is' if found.omitted == 1 else 's are'} left to `parley timeline`"
    if asked.query.where.dated and asked.span.undated:
        undated = asked.span.undated
        yield f"{undated} undated article{' was' if undated == 1 else 's were'} left out"
