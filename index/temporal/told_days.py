"""A weekday that something "was to" happen on is counted from the past day that the same sentence tells.

"The talks, which opened on Tuesday, were to end on Saturday" means the Saturday after that Tuesday, even when the
article is of the Monday after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.dates import DateInterval, Precision
from index.temporal.candidates import Candidate
from index.temporal.meanings import Direction, Weekday
from index.temporal.resolving import resolve
from index.temporal.tense import SENTENCE_END

__all__ = ["counted_from_told_days"]

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
