"""Patterns for dates that name a place in the calendar: days, months, quarters, years.

Each rule reads one shape of words; what stands around them ("since", "the end of") is joined later.
"""

from __future__ import annotations

import re

from index.dates import Precision
from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import CalendarPoint, Meaning, Settled, Unsettled
from index.temporal.months import is_month, names_an_event
from index.temporal.periods import day_interval, days_interval, decade_interval, month_interval, year_interval
from index.temporal.vocabulary import (
    DAY,
    MONTH,
    ORDINAL,
    TURN,
    WEEKDAY,
    YEAR,
    month_of,
    ordinal_of,
    season_of,
    turn_of,
    weekday_of,
)
from index.temporal.years import UNITS, is_year

__all__ = ["CALENDAR_RULES"]

START = r"(?<!\d[.,:])(?:(?<![\w$£€#/&@-])|(?<=\b[Mm]id-)|(?<=\b[Ee]nd-)|(?<=\bMID-)|(?<=\bEND-))"
NO_AMOUNT = rf"(?![\d%])(?![.,:]\d)(?![ -]?(?i:{UNITS}))"
NTH = r"(?i:st|nd|rd|th)?"
TO_LAST = rf"(?: ?[-–—/] ?|(?i: to | through | and | or | & ))(?P<last>{DAY}){NTH}"
SAID_YEAR = (
    rf"(?:(?:,? (?i:of |in )?|-)(?P<year>{YEAR}){NO_AMOUNT}(?![-–/]\d)|,? ?['’](?P<yy>\d\d)(?!\w)"
    r"|,? (?:(?i:of ))?(?P<rel>(?i:last|this|next|that|the same|the previous|the following)) (?i:year)\b)"
)
NAMED_DAY = rf"(?:(?P<wd>{WEEKDAY}),? \(?)?"


def _point(match: re.Match[str], point: CalendarPoint) -> Meaning:
    """The point with its year, as far as the words say one."""
    groups = match.groupdict()
    if groups.get("year"):
        year: int | None = int(groups["year"])
    elif groups.get("yy"):
        year = _century(int(groups["yy"]))
    else:
        year = None
    shift = None
    if relative := groups.get("rel"):
        if relative.lower() not in {"last", "this", "next"}:
            return Unsettled()
        shift = turn_of(relative)
    turn = turn_of(groups["turn"]) if groups.get("turn") else None
    return CalendarPoint(**{**vars(point), "year": year, "year_shift": shift, "turn": turn})


def _century(two_digits: int) -> int:
    """The year that two digits name; the split is where POSIX `strptime` has it."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _date(match: re.Match[str], meaning: Meaning, start: int | None = None) -> Candidate:
    return Candidate(match.start() if start is None else start, match.end(), TimeKind.DATE, meaning)


def _day(text: str, match: re.Match[str]) -> Candidate | None:
    weekday = match["wd"]
    last = int(match["last"]) if match["last"] else None
    day = int(match["day"])
    if last is not None and last <= day:
        return None
    article = text[max(0, match.start() - 4) : match.start()].lower()
    point = CalendarPoint(
        unit=Precision.DAY,
        month=month_of(match["month"]),
        day=day,
        last_day=last,
        weekday=weekday_of(weekday) if weekday else None,
        nearest=article == "the " and names_an_event(text, match.end()),
    )
    if point.month == 9 and day == 11 and re.match(r" (?:terror(?:ist)? )?attacks", text[match.end() :]):
        point = CalendarPoint(unit=Precision.DAY, month=9, day=11, year=2001)
        return _date(match, point)
    return _date(match, _point(match, point))


def _month(text: str, match: re.Match[str]) -> Candidate | None:
    dated = any(match[group] for group in ("year", "yy", "rel", "turn"))
    if not is_month(text, match.start("month"), match.end("month"), dated=dated):
        return None
    return _date(match, _point(match, CalendarPoint(unit=Precision.MONTH, month=month_of(match["month"]))))


def _months(text: str, match: re.Match[str]) -> Candidate | None:
    first = _point(match, CalendarPoint(unit=Precision.MONTH, month=month_of(match["month"])))
    last = _point(match, CalendarPoint(unit=Precision.MONTH, month=month_of(match["until"])))
    if (
        isinstance(first, CalendarPoint)
        and first.year
        and month_of(match["until"]) < month_of(match["month"])
    ):
        first = CalendarPoint(unit=Precision.MONTH, month=first.month, year=first.year - 1)
    return Candidate(match.start(), match.end(), TimeKind.RANGE, first, until=last)


def _quarter(text: str, match: re.Match[str]) -> Candidate | None:
    groups = match.groupdict()
    name = next(groups[key] for key in ("ord", "q") if groups.get(key))
    part = int(name) if name.isdecimal() else ordinal_of(name)
    short = groups.get("short")
    unit = Precision.HALF if "h" in match["what"].lower() else Precision.QUARTER
    if unit is Precision.HALF and part > 2:
        return None
    point = CalendarPoint(unit=unit, part=part)
    if short:
        return _date(match, CalendarPoint(unit=unit, part=part, year=_century(int(short))))
    meaning = _point(match, point)
    if groups.get("now"):
        meaning = CalendarPoint(unit=unit, part=part, year_shift=0)
    bare = isinstance(meaning, CalendarPoint) and meaning.year is None and meaning.year_shift is None
    return None if bare and unit is Precision.HALF else _date(match, meaning)


def _season(text: str, match: re.Match[str]) -> Candidate | None:
    turn = match["turn"]
    dated = match["year"] or match["yy"] or match["rel"]
    if not turn and not dated:
        return None
    falls = (
        match["season"].lower() == "fall"
        and turn
        and (turn.lower() == "this" or text[match.end() :].startswith(" in "))
    )
    if falls and not dated:
        return None
    point = CalendarPoint(unit=Precision.YEAR, season=season_of(match["season"]))
    return _date(match, _point(match, point))


def _decade(text: str, match: re.Match[str]) -> Candidate | None:
    if word := match["word"]:
        year = 1900 + 10 * (NAMED_DECADES.index(word.lower()) + 2)
    elif short := match["short"]:
        year = _century(int(short)) if int(short) >= 20 else 2000 + int(short)
        year = 1900 + int(short) if int(short) in range(20, 100) else year
    else:
        year = int(match["year"])
    if year % 100 == 0 and year < 2000:
        first, last = year_interval(year), year_interval(year + 99)
        if first is None or last is None or first.first is None or last.last is None:
            return None
        return _date(match, Settled(days_interval(first.first, last.last)))
    interval = decade_interval(year)
    return _date(match, Settled(interval)) if interval else None


NAMED_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _year(text: str, match: re.Match[str]) -> Candidate | None:
    if not is_year(text, match.start(), match.end()):
        return None
    return _date(match, CalendarPoint(unit=Precision.YEAR, year=int(match["year"])))


def _short_year(text: str, match: re.Match[str]) -> Candidate | None:
    return _date(match, CalendarPoint(unit=Precision.YEAR, year=_century(int(match["yy"]))))


def _years(text: str, match: re.Match[str]) -> Candidate | None:
    """ "2018-2020", "2018-20" and "2018/19"; "2019-05" is a month, and "2001-05" could be either."""
    year, other = int(match["year"]), match["until"]
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)
    if year not in range(1700, 2101) or re.match(rf"(?i:[ -]?{UNITS})", text[match.end() : match.end() + 24]):
        return None
    month = month_interval(year, int(other)) if len(other) == 2 and 1 <= int(other) <= 12 else None
    if month and match["dash"] == "-":
        return _date(match, Unsettled() if last > year else Settled(month))
    first_days, last_days = year_interval(year), year_interval(last)
    if not first_days or not last_days or not first_days.first or not last_days.last or last <= year:
        return None
    return Candidate(
        match.start(), match.end(), TimeKind.RANGE, Settled(days_interval(first_days.first, last_days.last))
    )


def _iso(text: str, match: re.Match[str]) -> Candidate | None:
    interval = day_interval(int(match["year"]), int(match["month"]), int(match["day"]))
    return _date(match, Settled(interval)) if interval else None


MONTH_WORDS = rf"(?P<month>{MONTH})"

CALENDAR_RULES = (
    Rule(
        re.compile(
            rf"{START}(?P<year>{YEAR})(?P<s>[-/.])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)(?!\d|[-/]\d|\.\d)"
        ),
        _iso,
    ),
    Rule(
        re.compile(
            rf"{START}{NAMED_DAY}{MONTH_WORDS} ?(?i:the )?(?P<day>{DAY}){NTH}{NO_AMOUNT}(?:{TO_LAST}{NO_AMOUNT}(?! {MONTH}| [a-z]+s\b))?"
            rf"{SAID_YEAR}?(?!\w)"
        ),
        _day,
    ),
    Rule(
        re.compile(
            rf"{START}{NAMED_DAY}(?i:the )?(?P<day>{DAY}){NTH}(?:{TO_LAST})?[ -](?i:day )?(?i:of )?{MONTH_WORDS}"
            rf"{SAID_YEAR}?(?!\w)"
        ),
        _day,
    ),
    Rule(
        re.compile(rf"{START}(?:(?P<turn>{TURN}) )?{MONTH_WORDS}{SAID_YEAR}?(?!\w)(?! ?\d\d?(?!\d))"), _month
    ),
    Rule(
        re.compile(
            rf"{START}{MONTH_WORDS}(?: ?[-–—] ?| to | through )(?P<until>{MONTH}){SAID_YEAR}?(?!\w)(?! \d\d?(?!\d))"
        ),
        _months,
    ),
    Rule(
        re.compile(
            rf"{START}(?i:the )?(?P<ord>{ORDINAL})[ -](?P<what>(?i:quarter|half))"
            rf"(?:{SAID_YEAR}|(?i: of)? (?P<now>(?i:the|the current) (?i:year)))?(?!\w)"
        ),
        _quarter,
    ),
    Rule(
        re.compile(rf"{START}(?P<what>[QH])(?P<q>[1-4])(?:{SAID_YEAR}|['’]?(?P<short>\d\d))?(?!\w)"), _quarter
    ),
    Rule(
        re.compile(rf"{START}(?P<q>[1-4])(?P<what>[QH])(?:{SAID_YEAR}| ?['’]?(?P<short>\d\d))?(?!\w)"),
        _quarter,
    ),
    Rule(re.compile(rf"{START}(?P<year>{YEAR})(?:['’]s)?[ -](?P<what>[QH])(?P<q>[1-4])(?!\w)"), _quarter),
    Rule(
        re.compile(rf"{START}(?P<year>{YEAR})['’]s (?P<ord>{ORDINAL})[ -](?P<what>(?i:quarter|half))(?!\w)"),
        _quarter,
    ),
    Rule(
        re.compile(
            rf"{START}(?P<rel>{TURN}) (?i:year)['’](?i:s) (?P<ord>{ORDINAL})[ -](?P<what>(?i:quarter|half))(?!\w)"
        ),
        _quarter,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?P<turn>{TURN}) )?(?P<season>(?i:spring|summer|autumn|winter|fall))"
            rf"(?: (?i:of ))?{SAID_YEAR}?(?!\w)"
        ),
        _season,
    ),
    Rule(
        re.compile(
            rf"(?<![\w$£€-])(?:(?<=mid-))?(?:(?P<year>(?:1[7-9]|20)\d0)['’]?s|['’](?P<short>\d0)s"
            rf"|(?i:the )(?P<word>(?i:{'|'.join(NAMED_DECADES)})))(?!\w)"
        ),
        _decade,
    ),
    Rule(
        re.compile(
            rf"(?<![\w$£€#/.,&-])(?P<year>{YEAR})(?P<dash>[-–—/])(?P<until>(?:1[6-9]|2[01])?\d\d)(?![\w%]|[.,]\d|[-/]\d)"
        ),
        _years,
    ),
    Rule(
        re.compile(
            rf"(?<![\w$£€#/@])(?<![\d.,:–-][.,:–-])(?<!\d[-.,:–])(?P<year>{YEAR})(?![\w%]|[.,:]\d|[-–/]\d)"
        ),
        _year,
    ),
    Rule(re.compile(r"(?<=\b(?i:in|of|by) )['’](?P<yy>\d\d)(?!\w)"), _short_year),
)
