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
from index.temporal.periods import Share
from index.temporal.vocabulary import COUNT, UNIT, count_of, share_named, unit_of

__all__ = ["with_open_end", "with_part", "with_ranges"]

REACH = 60

SHARE_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<plain>(?:early|mid)-?(?: and | to |-to-)(?:mid|late)|early|mid|late)"
    r"(?:[ -](?:in |on )?(?:the )?)|(?:the )?(?:very )?"
    r"(?P<named>beginning|start|middle(?: ten days)?|end|close|first half|second half) of (?:the )?|(?P<short>end)-)$",
    re.IGNORECASE,
)
YEAR_END_BEFORE = re.compile(r"(?<![\w-])(?:the )?(?P<short>year-end|end) $", re.IGNORECASE)
STRETCH_BEFORE = re.compile(
    r"(?<![\w-])(?:the )?(?P<which>first|last|final|opening|closing|second|third|fourth) "
    rf"(?:(?P<n>{COUNT}) )?"
    rf"(?P<unit>{UNIT})(?P<many>s?) (?P<link>of|in) (?:the )?$",
    re.IGNORECASE,
)
SPAN_UNIT = "week|month|quarter|year"
ENDING_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:the )?(?P<n>{COUNT})[ -](?P<units>{SPAN_UNIT})s?(?: period)? "
    r"(?:ended|ending|to|through|up to)"
    rf"|(?:(?:the |a )(?:fiscal |financial |calendar )?|fiscal |financial )(?P<unit>{SPAN_UNIT}) "
    rf"(?:that )?(?:ended|ending)|(?P<week>week) (?:ended|ending)|the (?P<one>{SPAN_UNIT}) to) (?:on |in )?$",
    re.IGNORECASE,
)
WEEK_BEFORE = re.compile(
    r"(?<![\w-])(?:the )?week (?:of|beginning|starting|commencing) (?:on )?(?:the )?$", re.IGNORECASE
)
AFTER_NAME = {"first": 0, "second": 1, "third": 2, "fourth": 3, "opening": 0}


def with_part(text: str, one: Candidate) -> Candidate | None:
    """Take in "early", "the end of", "the first 11 months of" and the like; None for a bare "the year"."""
    wider = _with_one_part(text, one)
    return with_part(text, wider) if wider and wider.start < one.start else wider


def _with_one_part(text: str, one: Candidate) -> Candidate | None:
    if one.kind is TimeKind.FISCAL or one.until is not None:
        return one
    before = text[max(0, one.start - REACH) : one.start]
    wider = _with_share(before, one) or _with_stretch(before, one) or _with_week(before, one)
    return wider or _with_ending(before, one) or (None if one.bare else one)


def _with_share(before: str, one: Candidate) -> Candidate | None:
    """ "early", "mid-", "the end of"; on a day, "late on" narrows nothing."""
    if isinstance(one.meaning, Unsettled):
        return None
    single = _is_day(one.meaning)
    match = SHARE_BEFORE.search(before)
    if match and (match["plain"] or not single):
        name = match["plain"] or match["named"] or match["short"]
        return _widened(one, match, one.meaning if single else Portion(one.meaning, share_named(name)))
    is_year = isinstance(one.meaning, CalendarPoint) and one.meaning.unit is Precision.YEAR
    if is_year and (match := YEAR_END_BEFORE.search(before)):
        return _widened(one, match, Portion(one.meaning, Share.LATE))
    return None


def _with_stretch(before: str, one: Candidate) -> Candidate | None:
    match = STRETCH_BEFORE.search(before)
    if match is None:
        return None
    if match["many"] and not match["n"]:
        vague = {"first": Share.EARLY, "last": Share.LATE, "final": Share.LATE}.get(match["which"].lower())
        return _widened(one, match, Portion(one.meaning, vague)) if vague else None
    count = count_of(match["n"])[0] if match["n"] else 1
    skip = AFTER_NAME.get(match["which"].lower())
    if skip and (match["n"] or match["link"].lower() == "in"):
        # "for the second month in 2019" counts events and not months of the year.
        return None
    unit = unit_of(match["unit"])
    return _widened(one, match, Stretch(one.meaning, unit, count, from_end=skip is None, skip=skip or 0))


def _with_week(before: str, one: Candidate) -> Candidate | None:
    match = WEEK_BEFORE.search(before)
    if match is None or not _is_day(one.meaning):
        return None
    return _widened(one, match, Around(one.meaning, Precision.WEEK))


def _with_ending(before: str, one: Candidate) -> Candidate | None:
    match = ENDING_BEFORE.search(before)
    if match is None or one.bare:
        return None
    unit = unit_of(match["units"] or match["unit"] or match["one"] or match["week"])
    count = count_of(match["n"])[0] if match["n"] else 1
    return replace(_widened(one, match, EndingWith(one.meaning, unit, count)), kind=TimeKind.RANGE)


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
    ends = [0, *(one.end for one in joined)]
    return [_from_opener(text, one, end) for one, end in zip(joined, ends, strict=False)]


def _from_opener(text: str, one: Candidate, free_from: int) -> Candidate:
    """Take in the "from" or "between" of a range, unless an expression before it holds that word."""
    opener = FROM_BEFORE.search(text[max(free_from, one.start - 14) : one.start])
    if one.kind is not TimeKind.RANGE or opener is None:
        return one
    return replace(one, start=one.start - len(opener[0]))


def _joinable(one: Candidate) -> bool:
    return (
        one.until is None and one.kind in {TimeKind.DATE, TimeKind.RELATIVE} and not isinstance(one.meaning, Unsettled)
    )


def _join(text: str, first: Candidate, second: Candidate) -> list[Candidate]:
    between = text[first.end : second.start]
    before = text[max(0, first.start - 14) : first.start]
    same = type(first.meaning) is type(second.meaning) and first.kind is second.kind
    opener = FROM_BEFORE.search(before)
    bounded = bool(BETWEEN_BEFORE.search(before) and AND_BETWEEN.fullmatch(between))
    spanned = bool(WORD_BETWEEN.fullmatch(between) and (opener or same)) or bool(DASH.fullmatch(between) and same)
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
        re.compile(
            r"\b(?:until|till|up to|through|by|no later than|up until) (?:at least )?(?:the )?$",
            re.IGNORECASE,
        ),
    ),
    ("before", re.compile(r"\b(?:before|prior to) (?:the )?$", re.IGNORECASE)),
    ("after", re.compile(r"\bafter (?:the )?$", re.IGNORECASE)),
    (
        "since",
        re.compile(r"\b(?:(?:starting|beginning|effective)(?: from| on| in| of)?|as from) (?:the )?$", re.IGNORECASE),
    ),
)
AS_OF = re.compile(r"\bas (?:of|at) (?:the )?$", re.IGNORECASE)
ONWARD = re.compile(r" (?:onwards?|on)(?![\w-])", re.IGNORECASE)
FROM = re.compile(r"\bfrom $", re.IGNORECASE)
NOUN_NEXT = re.compile(r" \w")
POSSESSIVE = re.compile(r"['’]s?\b|['’] ")


def with_open_end(text: str, one: Candidate, *, question: bool) -> Candidate:
    """Take in "since", "until", "by", "before", "after"; in a question also "as of"."""
    if one.side or one.kind in {TimeKind.RANGE, TimeKind.FISCAL} or isinstance(one.meaning, Unsettled):
        return one
    before = text[max(0, one.start - 24) : one.start]
    if match := AS_OF.search(before):
        return replace(_opened(one, match, "until"), direction=Direction.PAST) if question else one
    owner = bool(POSSESSIVE.match(text, one.end))
    if (match := FROM.search(before)) and (onward := ONWARD.match(text, one.end)):
        return replace(_opened(one, match, "since"), end=onward.end())
    for side, pattern in OPENERS:
        match = pattern.search(before)
        if match and match[0].lower().startswith("through") and _is_decade(one.meaning):
            return one
        if match and not (side in {"before", "after"} and (owner or _is_attribute(text, one, match[0]))):
            return _opened(one, match, "until" if side == "before" and _is_end(one.meaning) else side)
    return one


def _is_decade(meaning: Meaning) -> bool:
    """Through a decade is all along it."""
    return isinstance(meaning, Settled) and meaning.interval.precision is Precision.DECADE


def _is_attribute(text: str, one: Candidate, opener: str) -> bool:
    """Whether the date only names something: "after the 2008 crisis" is not after 2008."""
    named = opener.endswith("the ") and one.kind is TimeKind.DATE and not isinstance(one.meaning, Portion)
    return named and bool(NOUN_NEXT.match(text, one.end))


def _is_end(meaning: Meaning) -> bool:
    """Before the end of a period is still within it."""
    return isinstance(meaning, Portion) and meaning.share is Share.LATE


def _opened(one: Candidate, match: re.Match[str], side: str) -> Candidate:
    direction = {"since": Direction.PAST, "until": None}.get(side, one.direction)
    return replace(one, start=one.start - len(match[0]), kind=TimeKind.OPEN, side=side, direction=direction)
