"""Days that another date of the same sentence settles.

"The talks, which opened on Tuesday, were to end on Saturday" means the Saturday after that Tuesday, even when the
article is of the Monday after; "in steps on September 1 and December 15" are of one year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.dates import DateInterval, Precision
from index.temporal.candidates import Candidate
from index.temporal.meanings import CalendarPoint, Direction, Weekday
from index.temporal.resolving import resolve
from index.temporal.tense import SENTENCE_END

__all__ = ["counted_from_told_days", "of_one_year"]

LISTED = re.compile(r",? (?:and|or|then|and then)(?: again)?(?: in| on| from)? |, (?:in |on )?", re.IGNORECASE)

WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:to|due|set|scheduled|expected|planned|supposed|meant)\b[^,;:.]*$",
    re.IGNORECASE,
)


def counted_from_told_days(
    text: str, found: Sequence[Candidate], days: Sequence[DateInterval | None], anchor: DateInterval | None
) -> list[DateInterval | None]:
    """The days of each candidate; those of such a weekday are mended. `days` are as the tense alone gives them."""
    if anchor is None or anchor.first is None or anchor.first != anchor.last:
        return list(days)
    planned = [_is_plain_weekday(one) and bool(WAS_TO.search(text[: one.start])) for one in found]
    if not any(planned):
        return list(days)
    told = [
        (one, interval.first)
        for one, interval, plan in zip(found, days, planned, strict=True)
        if not plan and _is_plain_weekday(one) and interval and interval.first and interval.first <= anchor.first
    ]
    return [
        _first_after(one, text, told) or interval if plan else interval
        for one, interval, plan in zip(found, days, planned, strict=True)
    ]


def of_one_year(
    text: str, found: Sequence[Candidate], days: Sequence[DateInterval | None]
) -> list[DateInterval | None]:
    """The days of each candidate; the second of two listed dates, later in the calendar, is of the first one's year."""
    mended = list(days)
    for n in range(1, len(found)):
        one, other, before, after = found[n - 1], found[n], mended[n - 1], mended[n]
        if not LISTED.fullmatch(text[one.end : other.start]) or before is None or after is None:
            continue
        first, second = one.meaning, other.meaning
        if not isinstance(first, CalendarPoint) or not isinstance(second, CalendarPoint) or before.first is None:
            continue
        if _yearless(first) and _yearless(second) and _place(first) < _place(second) and not other.side:
            mended[n] = resolve(replace(second, year=before.first.year), None, Direction.NEAREST)
    return mended


def _yearless(point: CalendarPoint) -> bool:
    plain = point.year is None and point.year_shift is None and point.turn is None and point.weekday is None
    return plain and point.unit in {Precision.DAY, Precision.MONTH}


def _place(point: CalendarPoint) -> tuple[int, int]:
    return point.month or 0, point.day or 0


def _is_plain_weekday(one: Candidate) -> bool:
    meaning = one.meaning
    return isinstance(meaning, Weekday) and meaning == Weekday(meaning.day)


def _first_after(one: Candidate, text: str, told: Sequence[tuple[Candidate, date]]) -> DateInterval | None:
    beside = [day for other, day in told if _in_one_sentence(text, one, other)]
    if not beside or max(beside) == date.max:
        return None
    after = max(beside) + timedelta(days=1)
    return resolve(one.meaning, DateInterval(first=after, last=after, precision=Precision.DAY), Direction.FUTURE)


def _in_one_sentence(text: str, one: Candidate, other: Candidate) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    return not SENTENCE_END.search(text[first.end : second.start])
