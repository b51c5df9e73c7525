"""Timelines of the cases of kind timeline against what a careful reader would put on them.

`parley-eval timelines` prints it, for `parley timeline` and for the answer to the same question. A line is right when
it has a word of an expected event and the event's days, or days that hold them where no line is more precise; two
lines cannot be one event. Precision is the share of the lines that are right, recall that of the needed events that
are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from evals.statistics import Rate, rate_of
from index.dates import DateInterval, parse_partial_date
from index.errors import InputError
from index.temporal import format_interval

__all__ = ["Line", "TimelineGold", "TimelineScores", "read_timeline_gold", "timeline_scores", "timeline_scores_text"]

DATA = Path(__file__).with_name("timelines.yaml")
LEAST_PRECISION, LEAST_RECALL = 0.9, 0.8
"""Asked of the lines and of the needed events."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline or of an answer."""

    interval: DateInterval
    text: str
    announced: tuple[DateInterval, ...] = ()
    """Days on which its plan, delay or end was made known: they tell of an event that no line of its own tells."""


class GoldEvent(BaseModel):
    """An event that must or may be on a timeline."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: str
    """As precisely as the articles tell: YYYY, YYYY-MM or YYYY-MM-DD."""
    words: str
    """A regular expression; a line about the event holds it, in any case."""
    need: Literal["need", "may"]

    @property
    def interval(self) -> DateInterval:
        """Its days."""
        return parse_partial_date(self.days)

    @field_validator("days", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> str:
        text = value.isoformat() if isinstance(value, date) else str(value)
        parse_partial_date(text)
        return text


class TimelineGold(BaseModel):
    """What belongs on the timeline of one case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    events: tuple[GoldEvent, ...]

    @field_validator("events", mode="before")
    @classmethod
    def _from_lists(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        names = ("days", "words", "need")
        return [dict(zip(names, each, strict=True)) if isinstance(each, list) else each for each in value]


class TimelineScores(BaseModel):
    """What came out for some cases."""

    model_config = ConfigDict(frozen=True)

    name: str
    precision: Rate
    """Of the lines."""
    recall: Rate
    """Of the events that must be there."""
    problems: tuple[str, ...]
    """Every wrong line and every needed event that is missing."""

    @property
    def passed(self) -> bool:
        """Whether both are as high as asked."""
        return (self.precision.share or 0) >= LEAST_PRECISION and (self.recall.share or 0) >= LEAST_RECALL


def read_timeline_gold(path: Path = DATA) -> dict[str, TimelineGold]:
    """By case. Raises: InputError when the file is not made as it must be."""
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        listed = [TimelineGold.model_validate(case) for case in data["cases"]]
    except (OSError, YAMLError, ValidationError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from error
    return {each.case: each for each in listed}


def timeline_scores(name: str, made: Iterable[tuple[TimelineGold, Sequence[Line]]]) -> TimelineScores:
    """Every line against the events of its case."""
    right: list[bool] = []
    there: list[bool] = []
    problems: list[str] = []
    for gold, lines in made:
        matched = _matched(gold.events, lines)
        for n, line in enumerate(lines):
            right.append(n in matched.values())
            if n not in matched.values():
                problems.append(f"{gold.case}: wrong: {format_interval(line.interval)}: {line.text}")
        for number, event in enumerate(gold.events):
            if event.need == "need":
                told = number in matched or any(_announces(line, event) for line in lines)
                there.append(told)
                if not told:
                    problems.append(f"{gold.case}: missing: {event.days}: {event.words}")
    return TimelineScores(name=name, precision=rate_of(right), recall=rate_of(there), problems=tuple(problems))


def timeline_scores_text(scores: TimelineScores, *, problems: bool) -> str:
    """The figures as lines to read."""
    lines = [scores.name]
    for label in ("precision", "recall"):
        rate: Rate = getattr(scores, label)
        lines.append(f"  {label:<9} {rate.share or 0:.3f} ({rate.hits} of {rate.of})")
    if problems:
        lines += [f"  - {problem}" for problem in scores.problems]
    return "\n".join(lines)


def _matched(events: Sequence[GoldEvent], lines: Sequence[Line]) -> dict[int, int]:
    """Events and their lines by number: exact days first, so that a vaguer line of the same event stays over."""
    pairs = sorted(
        (closeness, event_number, line_number)
        for event_number, event in enumerate(events)
        for line_number, line in enumerate(lines)
        if (closeness := _closeness(event, line)) is not None
    )
    found: dict[int, int] = {}
    for _, event_number, line_number in pairs:
        if event_number not in found and line_number not in found.values():
            found[event_number] = line_number
    return found


def _closeness(event: GoldEvent, line: Line) -> int | None:
    """0 for the same days, else how much wider one is than the other; None for another event."""
    if not re.search(event.words, line.text, re.IGNORECASE):
        return None
    one, other = event.interval, line.interval
    if not (one.contains(other) or other.contains(one)):
        return None
    return abs(_days(one) - _days(other))


def _announces(line: Line, event: GoldEvent) -> bool:
    return any(_closeness(event, Line(days, line.text)) is not None for days in line.announced)


def _days(interval: DateInterval) -> int:
    return (interval.last - interval.first).days if interval.first and interval.last else 10**6
