"""The days that a text names, as precisely as it names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from index.dates import DateInterval, Precision, PublicationDate, parse_partial_date
from index.temporal import TimeExpression, find_times

__all__ = ["intervals_of", "named_days", "times_in"]

OPENING = re.compile(
    r"^(?:since|until|till|from|by|before|after|through|starting|beginning|as of)\s+(?:about\s+)?", re.IGNORECASE
)
DAY_NUMERAL = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
MONTH_NAME = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


@lru_cache(maxsize=16384)
def times_in(text: str, anchor: PublicationDate | None) -> tuple[TimeExpression, ...]:
    """`find_times`, once for every text and day: scorers read the same sentences and passages again and again."""
    return tuple(find_times(text, anchor))


def intervals_of(text: str) -> list[DateInterval]:
    """Every date of `text` that says its own year; see `named_days` for open ones and ranges."""
    return [
        days
        for each in times_in(text, None)
        if each.interval is not None
        for days in named_days(each.text, each.interval, None)
    ]


def named_days(words: str, interval: DateInterval, anchor: PublicationDate | None) -> Iterable[DateInterval]:
    """The days an expression names.

    "since May 2019" names May 2019 and "from May 9 to May 11, 2019" its two ends, since a fact that
    asks for the first day of something is stated by either.
    """
    if interval.first is None or interval.last is None:
        inner = times_in(OPENING.sub("", words), anchor)
        closed = [each.interval for each in inner if each.interval and each.interval.first and each.interval.last]
        return closed or _at_the_end(interval)
    if interval.precision is Precision.RANGE:
        return [interval, *_ends(words, interval.first, interval.last)]
    return [interval]


def _at_the_end(interval: DateInterval) -> list[DateInterval]:
    """The period at the closed end, where the words alone do not say it."""
    edge = interval.first or interval.last
    return [_period(edge, interval.precision)] if edge else []


def _ends(words: str, first: date, last: date) -> list[DateInterval]:
    if len(DAY_NUMERAL.findall(words)) >= 2:
        precision = Precision.DAY
    elif MONTH_NAME.search(words):
        precision = Precision.MONTH
    elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        precision = Precision.YEAR
    else:
        return []
    return [_period(first, precision), _period(last, precision)]


def _period(day: date, precision: Precision) -> DateInterval:
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision, 10)
    return parse_partial_date(day.isoformat()[:length])
