"""Dates in digits, 07/05/2019: American or British order, or unknown."""

from __future__ import annotations

import re

from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import Settled, Unsettled
from index.temporal.periods import day_interval

__all__ = ["numeric_rule"]

NUMERIC = re.compile(
    r"(?<![\w$£€#/.,-])(?P<a>\d{1,2})(?:(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<year>(?:1[6-9]|2[01])\d\d)"
    r"|/(?P<b2>\d{1,2})/(?P<yy>\d\d))(?![\w/%]|[.,-]\d)"
)


def numeric_rule(*, day_first: bool | None) -> Rule:
    """The rule for one order of day and month; with None a date that could be either stays unresolved."""

    def read(text: str, match: re.Match[str]) -> Candidate | None:
        first, second = int(match["a"]), int(match["b"] or match["b2"])
        short = int(match["yy"] or 0)
        year = int(match["year"] or (short + (1900 if short >= 69 else 2000)))
        orders = (
            {(first, second), (second, first)}
            if day_first is None
            else {(first, second) if day_first else (second, first)}
        )
        days = {interval for day, month in orders if (interval := day_interval(year, month, day))}
        if not days:
            return None
        meaning = Settled(days.pop()) if len(days) == 1 else Unsettled()
        return Candidate(match.start(), match.end(), TimeKind.DATE, meaning)

    return Rule(NUMERIC, read)
