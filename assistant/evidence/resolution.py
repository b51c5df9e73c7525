"""Say which days a sentence means where its own words leave them relative.

    "stalled since May, when ..."  of an article of 5 July 2019  →  "stalled since May [May 2019], when ..."

The brackets stand in the answer's text only, never in a quote.
"""

from __future__ import annotations

import re

from assistant.answers import ResolvedDate
from index.dates import DateInterval, PublicationDate
from index.temporal import TimeExpression, format_interval

__all__ = ["resolved_dates", "with_dates"]

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def resolved_dates(times: tuple[TimeExpression, ...], anchor: PublicationDate) -> tuple[ResolvedDate, ...]:
    """The expressions whose days are known, in order."""
    return tuple(
        ResolvedDate(text=time.text, interval=time.interval, anchor=anchor)
        for time in times
        if time.interval is not None
    )


def with_dates(text: str, times: tuple[TimeExpression, ...]) -> str:
    """The sentence with each relative date resolved in brackets behind its words."""
    pieces, position = [], 0
    for time in times:
        if time.interval is None or YEAR.search(time.text):
            continue
        pieces += [text[position : time.end], f" [{_short(time.interval)}]"]
        position = time.end
    return "".join([*pieces, text[position:]])


def _short(interval: DateInterval) -> str:
    """The interval's words, without the "since" or "until" that the sentence says already."""
    words = format_interval(interval)
    for lead in ("since ", "until "):
        words = words.removeprefix(lead)
    # bare numbers in brackets would read as citations
    return words if any(letter.isalpha() for letter in words) else f"in {words}"
