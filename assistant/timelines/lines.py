"""Events → lines: the clearest sentence, the states in the order of their reports, numbered citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answers import Citation
from assistant.evidence import Sentence, cite
from assistant.evidence.citing import known_on
from assistant.evidence.resolution import with_dates
from assistant.markers import without_markers
from assistant.timelines.mentions import Mention, announced_on, misread
from assistant.timelines.merging import Happening
from assistant.timelines.models import DateBasis, EventState, StateKind, TimelineEvent
from index.articles import Article
from index.dates import DateInterval

__all__ = ["EventDraft", "composed", "drafted"]

OTHER_STORY = 0.12
"""What each further story that reports an event adds to how telling it is."""
CHANGED = 0.15
"""What each further state adds."""
MOST_COUNTED = 4


@dataclass(frozen=True)
class _State:
    kind: StateKind
    interval: DateInterval
    mentions: list[Mention]


@dataclass(frozen=True)
class EventDraft:
    """A line before its citations have numbers."""

    dating: Mention
    clearest: Mention
    states: list[_State]
    interval: DateInterval

    @property
    def text(self) -> str:
        """The line's words."""
        sentence = self.clearest.sentence
        others = tuple(
            time for time in sentence.times if time.interval != self.interval and not misread(time, sentence)
        )
        return without_markers(" ".join(with_dates(sentence.text, others).split()))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every cited sentence, the text's own first."""
        listed = [self.clearest.sentence, *(each.sentence for state in self.states for each in state.mentions)]
        return list({_place(each): each for each in listed}.values())

    @property
    def stories(self) -> frozenset[str]:
        """Of the articles cited."""
        return frozenset(each.article.story_id for each in self.sentences)

    @property
    def outlets(self) -> frozenset[str]:
        """Those that report it on their own: of copies, the one that is cited."""
        by_story = {each.article.story_id: each.article.source or each.article.id for each in self.sentences}
        return frozenset(by_story.values())

    @property
    def score(self) -> float:
        """How telling the event is, for choosing."""
        more = min(len(self.stories) - 1, MOST_COUNTED) * OTHER_STORY
        changes = min(len(self.states) - 1, MOST_COUNTED) * CHANGED
        return max(self.clearest.telling, self.dating.telling) + more + changes


def drafted(happening: Happening) -> EventDraft:
    """The line of an event."""
    dating = happening.dating
    same_days = [each for each in happening.mentions if each.interval == dating.interval and each.kind is dating.kind]
    clearest = max(same_days, key=lambda each: (each.telling, -each.sentence.start))
    return EventDraft(dating=dating, clearest=clearest, states=list(_states(happening)), interval=dating.interval)


def composed(
    drafts: Sequence[EventDraft], members: Mapping[str, Sequence[Article]], not_after: date | None
) -> tuple[list[TimelineEvent], list[Citation]]:
    """The lines with their citations, numbered in the order of the lines.

    `members` are the articles of each story; those after `not_after` are not named.
    """
    numbers: dict[tuple[str, int], int] = {}
    citations: list[Citation] = []
    events = []
    for draft in drafts:
        for sentence in draft.sentences:
            if _place(sentence) not in numbers:
                numbers[_place(sentence)] = len(numbers) + 1
                copies = members.get(sentence.article.story_id, ())
                citations.append(
                    cite(sentence, len(numbers), [each for each in copies if known_on(each, not_after or date.max)])
                )
        events.append(_event(draft, numbers))
    return events, citations


def _states(happening: Happening) -> Iterator[_State]:
    """Reports in their order, neighbours of one kind and the same days together; one sentence an article each."""
    what_was_put_aside = [each.interval for each in happening.mentions if not each.aside]
    found: list[_State] = []
    for mention in sorted(happening.mentions, key=_reported):
        alone = not what_was_put_aside
        kind = mention.kind if alone or not mention.aside else mention.aside
        interval = mention.interval
        if mention.aside and not alone:
            interval = found[-1].interval if found else what_was_put_aside[0]
        last = found[-1] if found else None
        article = mention.sentence.article.id
        if last and last.kind is kind is StateKind.POSTPONED and last.mentions[-1].sentence.article.id == article:
            found[-1] = _State(kind, interval if mention.moved else last.interval, last.mentions)
        elif last and last.kind is kind and (last.interval == interval or kind is StateKind.DONE):
            if all(each.sentence.article.id != article for each in last.mentions):
                last.mentions.append(mention)
        else:
            found.append(_State(kind, interval, [mention]))
    yield from found


def _reported(mention: Mention) -> tuple[date, bool, float]:
    published = mention.sentence.article.published.last_day or date.max
    return published, mention.kind is StateKind.DONE, -mention.telling


def _event(draft: EventDraft, numbers: Mapping[tuple[str, int], int]) -> TimelineEvent:
    dating = draft.dating
    return TimelineEvent(
        text=draft.text,
        interval=draft.interval,
        basis=dating.basis,
        words=dating.time.text if dating.time and dating.basis is not DateBasis.REPORTED else "",
        states=tuple(_event_state(each, draft, numbers) for each in draft.states),
        citations=tuple(numbers[_place(each)] for each in draft.sentences),
        independent_sources=len(draft.outlets),
    )


def _event_state(state: _State, draft: EventDraft, numbers: Mapping[tuple[str, int], int]) -> EventState:
    cited = [numbers[_place(each.sentence)] for each in state.mentions]
    clearest = draft.clearest
    if state.kind is clearest.kind and state.interval == clearest.interval:
        cited.append(numbers[_place(clearest.sentence)])
    return EventState(
        kind=state.kind,
        interval=state.interval,
        reported=state.mentions[0].sentence.article.published,
        announced=next((day for each in state.mentions if (day := announced_on(each))), None),
        citations=tuple(sorted(set(cited))),
    )


def _place(sentence: Sentence) -> tuple[str, int]:
    return sentence.article.id, sentence.start
