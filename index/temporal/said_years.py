"""The year that stands by a date, as a pattern and as it is read: "2019", "[2019]", "'87", "last year"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.temporal.meanings import CalendarPoint, Meaning, Unsettled
from index.temporal.vocabulary import YEAR, turn_of
from index.temporal.years import UNITS

if TYPE_CHECKING:
    import re

__all__ = ["NO_AMOUNT", "SAID_YEAR", "START", "century", "with_year"]

START = r"(?<!\d[.,:])(?:(?<![\w$£€#/&@-])|(?<=\b[Mm]id-)|(?<=\b[Ee]nd-)|(?<=\bMID-)|(?<=\bEND-)|(?<=\b\d{4}-))"
"""Not inside a word, an amount or an address."""

NO_AMOUNT = rf"(?![\d%])(?![.,:]\d)(?!(?! local time)[ -]?(?i:{UNITS}))"
"""A day may be told by its place ("July 6 local time"), an amount may not follow."""

SAID_YEAR = (
    rf"(?:(?:,? (?i:of |in )?|-| [\[(])(?P<year>{YEAR}){NO_AMOUNT}(?![-–/]\d)(?:(?<=[\[(]\d{{4}})[\])])?"
    r"|,? ?['’](?P<yy>\d\d)(?!\w)"
    r"|,? (?:(?i:of ))?(?P<rel>(?i:last|this|next|that|the same|the previous|the following)) (?i:year)\b)"
)


def century(two_digits: int) -> int:
    """The year that two digits name; the split is where POSIX `strptime` has it (69 is 1969)."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def with_year(match: re.Match[str], point: CalendarPoint) -> Meaning:
    """The point with its year as far as the match says one; unsettled for "May that year"."""
    groups = match.groupdict()
    turn = turn_of(groups["turn"]) if groups.get("turn") else None
    if groups.get("year"):
        return replace(point, year=int(groups["year"]), turn=turn)
    if groups.get("yy"):
        return replace(point, year=century(int(groups["yy"])), turn=turn)
    relative = (groups.get("rel") or "").lower()
    if relative in {"last", "this", "next"}:
        return replace(point, year_shift=turn_of(relative))
    return Unsettled() if relative else replace(point, turn=turn)
