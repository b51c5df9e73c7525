"""The days of ranges and open intervals, from the days of their ends."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.dates import DateInterval, Precision
from index.temporal.expressions import TimeKind
from index.temporal.meanings import (
    Around,
    CalendarPoint,
    Direction,
    EndingWith,
    Meaning,
    Portion,
    Stretch,
    Weekday,
    Weekend,
)
from index.temporal.resolving import resolve
from index.temporal.tense import direction_at

if TYPE_CHECKING:
    from index.temporal.candidates import Candidate

__all__ = ["interval_of"]


def interval_of(text: str, one: Candidate, anchor: DateInterval | None) -> DateInterval | None:
    """The days of a candidate, with the tense of its clause where that matters."""
    direction = one.direction or Direction.NEAREST
    if one.direction is None and (_repeats(one.meaning) or (one.until and _repeats(one.until))):
        direction = _direction(text, one)
    if one.until is not None:
        return _range(one, anchor, direction)
    interval = resolve(one.meaning, anchor, direction)
    return _open(interval, one.side) if interval and one.kind is TimeKind.OPEN else interval


FIGURES_FOR = re.compile(
    r"\b(?:data|figures?|numbers|statistics|sales|exports|imports|output|production|orders|inflation|deficit|surplus|"
    r"earnings|results|reports?) for (?:the )?$",
    re.IGNORECASE,
)
"""Figures are told of a period that is over, even when they "are due next week"."""
SHIPPED = re.compile(r" (?:shipment|delivery|loading)\b", re.IGNORECASE)
PAUSE = re.compile(r" (?:recess|break|holidays?)\b", re.IGNORECASE)
"""What is named by its month, so that the tense says nothing of its year."""


def _direction(text: str, one: Candidate) -> Direction:
    if FIGURES_FOR.search(text[max(0, one.start - 30) : one.start]):
        return Direction.PAST
    if SHIPPED.match(text, one.end):
        return Direction.FUTURE
    if PAUSE.match(text, one.end):
        return Direction.NEAREST
    if one.side != "until":
        return direction_at(text, one.start, one.end)
    # "delayed until May" says by its "until" that May is ahead, so that word is read as well.
    found = direction_at(text, one.end, one.end)
    return Direction.FUTURE if found is Direction.NEAREST else found


def _repeats(meaning: Meaning) -> bool:
    """Whether there is more than one such day, so that the tense has to choose."""
    match meaning:
        case CalendarPoint():
            return not _is_dated(meaning) and meaning.turn is None
        case Weekday() | Weekend():
            return meaning.turn is None
        case Portion(of=inner) | Stretch(of=inner) | EndingWith(of=inner) | Around(of=inner):
            return _repeats(inner)
        case _:
            return False


def _range(one: Candidate, anchor: DateInterval | None, direction: Direction) -> DateInterval | None:
    """Both ends; a first end without a year of its own is the latest before the last one."""
    if one.until is None:
        return None
    last = resolve(one.until, anchor, direction)
    meaning = one.meaning
    if _is_dated(meaning) and isinstance(one.until, CalendarPoint) and not _is_dated(one.until):
        last = _after(one.until, resolve(meaning, anchor, direction))
    if last is None or last.last is None:
        return None
    repeats = isinstance(meaning, Weekday | CalendarPoint) and not _is_dated(meaning)
    first = _before(meaning, last) if repeats else resolve(meaning, anchor, direction)
    if first is None or first.first is None or first.first > last.last:
        return None
    return DateInterval(first=first.first, last=last.last, precision=Precision.RANGE)


def _is_dated(meaning: Meaning) -> bool:
    return isinstance(meaning, CalendarPoint) and (meaning.year is not None or meaning.year_shift is not None)


def _after(until: CalendarPoint, first: DateInterval | None) -> DateInterval | None:
    if first is None or first.first is None:
        return None
    for year in (first.first.year, first.first.year + 1):
        found = resolve(replace(until, year=year), None, Direction.PAST)
        if found and found.first and found.first >= first.first:
            return found
    return None


def _before(meaning: Meaning, last: DateInterval) -> DateInterval | None:
    if last.first is None:
        return None
    day = DateInterval(first=last.first, last=last.first, precision=Precision.DAY)
    if isinstance(meaning, CalendarPoint):
        for year in (last.first.year, last.first.year - 1):
            found = resolve(replace(meaning, year=year), None, Direction.PAST)
            if found and found.first and found.first <= last.first:
                return found
        return None
    return resolve(meaning, day, Direction.PAST)


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
