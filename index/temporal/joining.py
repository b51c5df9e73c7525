"""Joins what patterns found with the words around it: parts, ranges and open ends.

"the end of" + "May", "June 28" + "to" + "July 3", "since" + "last month".
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.dates import Precision
from index.temporal.candidates import Candidate
from index.temporal.expressions import TimeKind
from index.temporal.meanings import (
    Around,
    CalendarPoint,
    Direction,
    EndingWith,
    Meaning,
    Portion,
    Settled,
    Shift,
    Stretch,
    Unsettled,
    Weekday,
)
from index.temporal.vocabulary import COUNT, UNIT, count_of, share_named, unit_of

__all__ = ["with_open_end", "with_part", "with_ranges"]

REACH = 60

SHARE_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<plain>early|mid|late)(?:[ -](?:in |on )?(?:the )?)|(?:the )?(?:very )?"
    r"(?P<named>beginning|start|middle|end|close|first half|second half) of (?:the )?|(?P<short>end)-)$",
    re.IGNORECASE,
)
YEAR_END_BEFORE = re.compile(r"(?<![\w-])(?:the )?(?P<short>year-end|end) $", re.IGNORECASE)
STRETCH_BEFORE = re.compile(
    rf"(?<![\w-])(?:the )?(?P<which>first|last|final|opening|closing|second|third|fourth) (?:(?P<n>{COUNT}) )?"
    rf"(?P<unit>{UNIT})s? (?:of|in) (?:the )?$",
    re.IGNORECASE,
)
ENDING_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:the )?(?P<n>{COUNT})[ -](?P<units>week|month|quarter|year)s?(?: period)? (?:ended|ending|to|through|up to)|"
    r"(?:the )?(?:fiscal |financial |calendar )?(?P<unit>week|month|quarter|year) (?:that )?(?:ended|ending)|"
    r"the (?P<one>week|month|quarter|year) to) (?:on |in )?$",
    re.IGNORECASE,
)
WEEK_BEFORE = re.compile(
    r"(?<![\w-])(?:the )?week (?:of|beginning|starting|commencing) (?:on )?(?:the )?$", re.IGNORECASE
)
AFTER_NAME = {"first": 0, "second": 1, "third": 2, "fourth": 3, "opening": 0}


def with_part(text: str, one: Candidate) -> Candidate | None:
    """Take in "early", "the end of", "the first 11 months of" and the like; None for a bare "the year"."""
    before = text[max(0, one.start - REACH) : one.start]
    if one.kind is TimeKind.FISCAL or one.until is not None:
        return one
    single = _is_day(one.meaning)
    match = SHARE_BEFORE.search(before)
    if match and not (single and match["plain"] is None) and not isinstance(one.meaning, Unsettled):
        name = match["plain"] or match["named"] or match["short"]
        meaning: Meaning = one.meaning if single else Portion(one.meaning, share_named(name))
        return _widened(one, match, meaning)
    if isinstance(one.meaning, CalendarPoint) and one.meaning.unit is Precision.YEAR and one.meaning.year:
        if match := YEAR_END_BEFORE.search(before):
            return _widened(one, match, Portion(one.meaning, share_named("end")))
    if match := STRETCH_BEFORE.search(before):
        which = match["which"].lower()
        count = count_of(match["n"])[0] if match["n"] else 1
        skip = AFTER_NAME.get(which)
        if skip is None or skip == 0 or not match["n"]:
            stretch = Stretch(
                one.meaning, unit_of(match["unit"]), count, from_end=skip is None, skip=skip or 0
            )
            return _widened(one, match, stretch)
    if match := WEEK_BEFORE.search(before):
        return _widened(one, match, Around(one.meaning, Precision.WEEK)) if single else one
    if (match := ENDING_BEFORE.search(before)) and not one.bare:
        unit = match["units"] or match["unit"] or match["one"]
        count = count_of(match["n"])[0] if match["n"] else 1
        wide = _widened(one, match, EndingWith(one.meaning, unit_of(unit), count))
        return replace(wide, kind=TimeKind.RANGE)
    return None if one.bare else one


def _widened(one: Candidate, match: re.Match[str], meaning: Meaning) -> Candidate:
    return replace(one, start=one.start - len(match[0]), meaning=meaning, bare=False)


def _is_day(meaning: Meaning) -> bool:
    match meaning:
        case CalendarPoint(unit=Precision.DAY) | Weekday() | Shift(unit=Precision.DAY):
            return True
        case Settled(interval=interval):
            return interval.precision is Precision.DAY
        case _:
            return False


DASH = re.compile(r" ?[-–—] ?")
WORD_BETWEEN = re.compile(r",? (?:to|through|until|till|thru|up to) (?:the )?", re.IGNORECASE)
AND_BETWEEN = re.compile(r",? and (?:the )?", re.IGNORECASE)
FROM_BEFORE = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
BETWEEN_BEFORE = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
LIST_BETWEEN = re.compile(r" (?:and|or) (?:in |on )?", re.IGNORECASE)


def with_ranges(text: str, found: list[Candidate]) -> list[Candidate]:
    """Join neighbours into ranges, and let "May and June 1987" share its year."""
    joined: list[Candidate] = []
    for one in found:
        previous = joined[-1] if joined else None
        if previous is not None and _joinable(previous) and _joinable(one):
            pair = _join(text, previous, one)
            joined[-1:] = pair
            continue
        joined.append(one)
    return joined


def _joinable(one: Candidate) -> bool:
    return (
        one.until is None
        and one.kind in {TimeKind.DATE, TimeKind.RELATIVE}
        and not isinstance(one.meaning, Unsettled)
    )


def _join(text: str, first: Candidate, second: Candidate) -> list[Candidate]:
    between = text[first.end : second.start]
    before = text[max(0, first.start - 14) : first.start]
    same = type(first.meaning) is type(second.meaning) and first.kind is second.kind
    opener = FROM_BEFORE.search(before)
    bounded = bool(BETWEEN_BEFORE.search(before) and AND_BETWEEN.fullmatch(between))
    spanned = bool(WORD_BETWEEN.fullmatch(between) and (opener or same)) or bool(
        DASH.fullmatch(between) and same
    )
    if bounded or (spanned and _in_order(first.meaning, second.meaning)):
        start = first.start - len(opener[0]) if opener else first.start
        return [
            Candidate(
                start,
                second.end,
                TimeKind.RANGE,
                _yeared(first.meaning, second.meaning),
                until=second.meaning,
            )
        ]
    if LIST_BETWEEN.fullmatch(between) or between == ", ":
        shared = _yeared(first.meaning, second.meaning) if same else first.meaning
        return [replace(first, meaning=shared), second]
    return [first, second]


def _in_order(first: Meaning, second: Meaning) -> bool:
    """ "from 2019 to 2017" compares two years and is no range."""
    if isinstance(first, CalendarPoint) and isinstance(second, CalendarPoint) and first.year and second.year:
        return (first.year, first.month or 0, first.day or 0) < (
            second.year,
            second.month or 12,
            second.day or 31,
        )
    return True


def _yeared(first: Meaning, second: Meaning) -> Meaning:
    """The first of two dates with the year that only the second one says."""
    if not isinstance(first, CalendarPoint) or not isinstance(second, CalendarPoint):
        return first
    if first.year is not None or first.year_shift is not None or first.turn is not None:
        return first
    later = (first.month or 0, first.day or 0) > (second.month or 12, second.day or 31)
    if second.year is not None:
        return replace(first, year=second.year - later)
    if second.year_shift is not None:
        return replace(first, year_shift=second.year_shift - later)
    return first


OPENERS = (
    ("since", re.compile(r"\b(?:ever )?since (?:the )?$", re.IGNORECASE)),
    (
        "until",
        re.compile(r"\b(?:until|till|up to|through|by|no later than|up until) (?:the )?$", re.IGNORECASE),
    ),
    ("before", re.compile(r"\b(?:before|prior to) (?:the )?$", re.IGNORECASE)),
    ("after", re.compile(r"\bafter (?:the )?$", re.IGNORECASE)),
    (
        "since",
        re.compile(r"\b(?:starting|beginning|effective|as) (?:from|on|in|of)? ?(?:the )?$", re.IGNORECASE),
    ),
)
AS_OF = re.compile(r"\bas (?:of|at) (?:the )?$", re.IGNORECASE)
ONWARD = re.compile(r" (?:onwards?|on)(?![\w-])", re.IGNORECASE)
FROM = re.compile(r"\bfrom $", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?\b|['’] ")


def with_open_end(text: str, one: Candidate, *, question: bool) -> Candidate:
    """Take in "since", "until", "by", "before", "after"; in a question also "as of"."""
    if one.side or one.kind in {TimeKind.RANGE, TimeKind.FISCAL} or isinstance(one.meaning, Unsettled):
        return one
    before = text[max(0, one.start - 24) : one.start]
    if match := AS_OF.search(before):
        return _opened(one, match, "until") if question else one
    owner = bool(POSSESSIVE.match(text, one.end))
    if (match := FROM.search(before)) and (onward := ONWARD.match(text, one.end)):
        return replace(_opened(one, match, "since"), end=onward.end())
    for side, pattern in OPENERS:
        match = pattern.search(before)
        if match and not (owner and side in {"before", "after"}):
            return _opened(one, match, side)
    return one


def _opened(one: Candidate, match: re.Match[str], side: str) -> Candidate:
    direction = {"since": Direction.PAST, "until": None}.get(side, one.direction)
    return replace(one, start=one.start - len(match[0]), kind=TimeKind.OPEN, side=side, direction=direction)
