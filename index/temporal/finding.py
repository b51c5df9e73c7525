"""Finds the time expressions of a text and resolves them: the order of the steps.

A quick look for date words first; only their surroundings meet the rules. What is told from
another event ("two weeks later", "three days earlier", "the previous month") is found but left
without days, because the anchor is the day of writing and not that event. Lengths of time
("for 90 days") are not times and are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from index.dates import DateInterval, DateOrigin, Precision, PublicationDate
from index.temporal.calendar_rules import CALENDAR_RULES
from index.temporal.candidates import Candidate
from index.temporal.expressions import TimeExpression, TimeKind
from index.temporal.fiscal_rules import FISCAL_RULES
from index.temporal.joining import with_open_end, with_part, with_ranges
from index.temporal.meanings import CalendarPoint, Direction, Unsettled, Weekday, Weekend
from index.temporal.numeric_rules import numeric_rule
from index.temporal.relative_rules import RELATIVE_RULES
from index.temporal.resolving import resolve
from index.temporal.tense import direction_at

__all__ = ["find_question_times", "find_times"]

TRIGGER = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"|yesterday|today|tomorrow|tonight|last (?:night|evening)|this (?:morning|afternoon|evening)"
    r"|(?:day|week|month|quarter|half|year|decade|weekend|hour)s?\b|spring|summer|autumn|winter|fall\b"
    r"|(?:1[6-9]|2[01])\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d|fy ?\d|[qh][1-4]|[1-4][qh]|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)"
    r"|['’]\d\d",
    re.IGNORECASE,
)
BEFORE, AFTER = 80, 80
"""Characters around a date word that a rule may need."""


def find_times(
    text: str, anchor: PublicationDate | None, *, day_first: bool | None = None
) -> list[TimeExpression]:
    """Every time expression of `text`, in order and without overlaps.

    `anchor` is the day of writing, as precisely as it is known: without it only expressions that
    say their own year have an interval. `day_first` settles 07/05/2019; None leaves such a date
    open unless one of its numbers can only be a day. "a week ago" is resolved; "a week earlier" and
    "a week later" are not, as they count from something told in the text.
    """
    return _find(text, anchor.interval if anchor else None, day_first=day_first, question=False)


def find_question_times(text: str, as_of: date) -> list[TimeExpression]:
    """The time expressions of a question asked on the day `as_of`.

    "as of 10 April" is everything up to that day. "latest", "recent" and "now" are no expressions.
    """
    anchor = PublicationDate.of(as_of, DateOrigin.GIVEN).interval
    return _find(text, anchor, day_first=None, question=True)


def _find(
    text: str, anchor: DateInterval | None, *, day_first: bool | None, question: bool
) -> list[TimeExpression]:
    rules = (*CALENDAR_RULES, *RELATIVE_RULES, *FISCAL_RULES, numeric_rule(day_first=day_first))
    found = []
    for start, end in _places(text):
        for rule in rules:
            for match in rule.pattern.finditer(text, start, end):
                candidate = rule.read(text, match)
                whole = with_part(text, candidate) if candidate else None
                if whole:
                    found.append(whole)
    joined = with_ranges(text, _longest(found))
    opened = [with_open_end(text, one, question=question) for one in joined]
    return [_expression(text, one, anchor) for one in opened]


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around date words, cut at spaces and merged where they touch."""
    begin = end = -1
    for match in TRIGGER.finditer(text):
        if match.start() - BEFORE > end:
            if end >= 0:
                yield begin, end
            begin = (
                text.find(" ", max(0, match.start() - BEFORE), match.start()) + 1
                if match.start() > BEFORE
                else 0
            )
            begin = max(begin, end, 0) if begin else max(0, match.start() - BEFORE, end)
        cut = text.find(" ", match.end() + AFTER)
        end = len(text) if cut < 0 or cut > match.end() + 2 * AFTER else cut
        end = min(end, len(text), match.end() + 2 * AFTER)
    if end >= 0:
        yield begin, end


def _longest(found: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap, longer ones first, in the order of the text."""
    chosen: list[Candidate] = []
    cluster: list[Candidate] = []
    reach = -1
    for one in [*sorted(found, key=lambda each: (each.start, -each.end)), None]:
        if one is None or one.start >= reach:
            chosen.extend(_disjoint(cluster))
            cluster, reach = [], -1
        if one is not None:
            cluster.append(one)
            reach = max(reach, one.end)
    return chosen


def _disjoint(cluster: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in sorted(cluster, key=lambda each: each.start - each.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.start)


def _expression(text: str, one: Candidate, anchor: DateInterval | None) -> TimeExpression:
    label = one.meaning.label if isinstance(one.meaning, Unsettled) else ""
    return TimeExpression(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        kind=one.kind,
        interval=_interval(text, one, anchor),
        label=label,
    )


def _interval(text: str, one: Candidate, anchor: DateInterval | None) -> DateInterval | None:
    direction = one.direction or direction_at(text, one.start, one.end)
    if one.side == "until" and direction is Direction.NEAREST:
        direction = Direction.FUTURE
    if one.until is not None:
        return _range(one, anchor, direction)
    interval = resolve(one.meaning, anchor, direction)
    return _open(interval, one.side) if interval and one.kind is TimeKind.OPEN else interval


def _range(one: Candidate, anchor: DateInterval | None, direction: Direction) -> DateInterval | None:
    """Both ends; a first end without a year of its own is the latest before the last one."""
    if one.until is None:
        return None
    last = resolve(one.until, anchor, direction)
    meaning = one.meaning
    if isinstance(meaning, CalendarPoint) and isinstance(one.until, CalendarPoint):
        if meaning.year and not one.until.year and one.until.year_shift is None:
            last = _after(one.until, resolve(meaning, anchor, direction))
    if last is None or last.last is None:
        return None
    repeats = isinstance(meaning, Weekday | Weekend) or (
        isinstance(meaning, CalendarPoint) and meaning.year is None and meaning.year_shift is None
    )
    first = _before(meaning, last) if repeats else resolve(meaning, anchor, direction)
    if first is None or first.first is None or first.first > last.last:
        return None
    return DateInterval(first=first.first, last=last.last, precision=Precision.RANGE)


def _after(until: CalendarPoint, first: DateInterval | None) -> DateInterval | None:
    if first is None or first.first is None:
        return None
    for year in (first.first.year, first.first.year + 1):
        found = resolve(replace(until, year=year), None, Direction.PAST)
        if found and found.first and found.first >= first.first:
            return found
    return None


def _before(meaning: CalendarPoint | Weekday | Weekend | object, last: DateInterval) -> DateInterval | None:
    if last.first is None:
        return None
    day = DateInterval(first=last.first, last=last.first, precision=Precision.DAY)
    if isinstance(meaning, CalendarPoint):
        for year in (last.first.year, last.first.year - 1):
            found = resolve(replace(meaning, year=year), None, Direction.PAST)
            if found and found.first and found.first <= last.first:
                return found
        return None
    return resolve(meaning, day, Direction.PAST) if isinstance(meaning, Weekday | Weekend) else None


def _open(interval: DateInterval, side: str) -> DateInterval | None:
    """The interval with one end only; None where that end lies outside the calendar."""
    first, last = interval.first, interval.last
    if side == "since":
        last = None
    elif side == "until":
        first = None
    elif side == "before":
        first, last = None, (first - timedelta(days=1) if first and first > date.min else None)
    else:
        first, last = (last + timedelta(days=1) if last and last < date.max else None), None
    if first is None and last is None:
        return None
    return DateInterval(first=first, last=last, precision=interval.precision)
