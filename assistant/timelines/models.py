"""The timeline and its parts: frozen, and the same in Python and in JSON.

`Timeline.model_validate_json(timeline.model_dump_json()) == timeline` always holds.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.answers import Citation, Coverage, DateBasis, Frozen, QueryRecord
from index.dates import DateInterval, PublicationDate

__all__ = ["DateBasis", "EventState", "StateKind", "Timeline", "TimelineEvent", "TimelineGap", "time_order"]


class StateKind(StrEnum):
    """How an event stood when an article reported it."""

    PLANNED = "planned"
    DONE = "done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class EventState(Frozen):
    """What one or more reports said of an event."""

    kind: StateKind
    interval: DateInterval
    """The days that these reports give for the event; those of a postponed one are the last ones known."""
    reported: PublicationDate
    """When the first of them was published."""
    announced: DateInterval | None = None
    """The day on which a plan, a delay or a cancellation was made known, where a report tells it."""
    citations: tuple[int, ...] = Field(min_length=1)


class TimelineEvent(Frozen):
    """One line: something that happened, is to happen, or was to."""

    text: str
    """The clearest sentence about it; dates other than the line's own are resolved in square brackets."""
    interval: DateInterval
    """Its days, as precisely as they are known. Both ends are set."""
    basis: DateBasis
    words: str
    """The words that the days were read from, as the article has them; empty when it has none."""
    states: tuple[EventState, ...] = Field(min_length=1)
    """In the order of the reports. The last one is how it stands."""
    citations: tuple[int, ...] = Field(min_length=1)
    """Of all articles that report it; the first is the text's own."""
    independent_sources: int = Field(ge=1)
    """Outlets among them, copies of one story counted once."""

    @property
    def state(self) -> StateKind:
        """How it stands, as far as the articles know."""
        return self.states[-1].kind


class TimelineGap(Frozen):
    """Days between two events without one."""

    first: date
    last: date
    days: int
    articles: int
    """Articles of those days that were searched: with none, the silence is the library's."""


class Timeline(Frozen):
    """The events of a topic in order of time, with everything needed to check them."""

    schema_version: Literal[1] = 1
    topic: str
    events: tuple[TimelineEvent, ...] = ()
    """By first day; of those that share it the less precise first, as `2019`, `2019-05`, `2019-05-01`."""
    citations: tuple[Citation, ...] = ()
    gap: TimelineGap | None = None
    """The longest stretch without an event; None with fewer than two events."""
    omitted: int = 0
    """Less telling events that were found and are not shown."""
    refusal_reason: str = ""
    """Why there are no events; empty when there are."""
    coverage: Coverage
    query: QueryRecord
    fingerprint: str
    """Of the settings and index that made it."""
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _numbering_holds(self) -> Self:
        numbers = [citation.n for citation in self.citations]
        used = list(dict.fromkeys(n for event in self.events for n in event.citations))
        if numbers != list(range(1, len(numbers) + 1)) or used != numbers:
            raise ValueError(f"events cite {used} in order of first use, the citations are {numbers}")
        for event in self.events:
            if {n for state in event.states for n in state.citations} != set(event.citations):
                raise ValueError(f"the states of {event.text!r} cite other articles than the event")
            if event.interval.first is None or event.interval.last is None:
                raise ValueError(f"{event.text!r} has no first or no last day")
        if any(time_order(one.interval) > time_order(other.interval) for one, other in pairwise(self.events)):
            raise ValueError("the events are not in order of time")
        return self


def time_order(interval: DateInterval) -> tuple[date, int]:
    """What sorts intervals: the first day, and the longer one before the shorter."""
    first, last = interval.first or date.min, interval.last or date.max
    return first, -(last - first).days
