"""Patterns for months, quarters, halves, seasons, years and decades by name."""

from __future__ import annotations

import re
from dataclasses import replace

from index.dates import Precision
from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import CalendarPoint, Meaning, Settled, Unsettled
from index.temporal.months import is_month
from index.temporal.periods import days_interval, decade_interval, month_interval, year_interval
from index.temporal.places import Cue
from index.temporal.said_years import SAID_YEAR, START, century, with_year
from index.temporal.vocabulary import (
    DECADE_NAMES,
    MONTH,
    ORDINAL,
    TURN,
    YEAR,
    decade_of,
    month_of,
    ordinal_of,
    season_of,
)
from index.temporal.years import UNITS, is_year

__all__ = ["PERIOD_RULES"]


def _date(match: re.Match[str], meaning: Meaning) -> Candidate:
    return Candidate(match.start(), match.end(), TimeKind.DATE, meaning)


def _month(match: re.Match[str]) -> Candidate | None:
    dated = any(match[group] for group in ("year", "yy", "rel", "turn"))
    if not is_month(match.string, match.start("month"), match.end("month"), dated=dated):
        return None
    return _date(match, with_year(match, CalendarPoint(Precision.MONTH, month=month_of(match["month"]))))


def _months(match: re.Match[str]) -> Candidate | None:
    """Only where abbreviated names need each other to be months: "Jan-Sept"."""
    begin, end = month_of(match["month"]), month_of(match["until"])
    first = with_year(match, CalendarPoint(Precision.MONTH, month=begin))
    last = with_year(match, CalendarPoint(Precision.MONTH, month=end))
    if isinstance(first, CalendarPoint) and first.year and end < begin:
        first = replace(first, year=first.year - 1)
    return Candidate(match.start(), match.end(), TimeKind.RANGE, first, until=last)


HALF_BEFORE = re.compile(r"\b(?:in|for|during|over|until|by|since|from) $", re.IGNORECASE)
PART_OF_IT = re.compile(r" of\b")
GAME = re.compile(r"\b(?:goals?|match|game|scored?|season|kick-?off|half-?time|half back)\b", re.IGNORECASE)


def _is_half_year(match: re.Match[str]) -> bool:
    """Whether "in the second half" without a year is of the year: nothing that halves otherwise stands by it."""
    text = match.string
    around = text[max(0, match.start() - 80) : match.end() + 80]
    plain = not GAME.search(around) and not PART_OF_IT.match(text, match.end())
    return plain and bool(HALF_BEFORE.search(text[: match.start()]))


def _quarter(match: re.Match[str]) -> Candidate | None:
    """Without any year, a half may be of a match, and "the first quarter of" a share of something."""
    groups = match.groupdict()
    part = ordinal_of(groups["ord"]) if groups.get("ord") else int(groups["n"])
    unit = Precision.HALF if match["what"][0] in "hH" else Precision.QUARTER
    if unit is Precision.HALF and part > 2:
        return None
    point = CalendarPoint(unit, part=part)
    if groups.get("short"):
        return _date(match, replace(point, year=century(int(groups["short"]))))
    meaning = replace(point, year_shift=0) if groups.get("now") else with_year(match, point)
    is_share = match.string.startswith(" of ", match.end()) or (unit is Precision.HALF and not _is_half_year(match))
    return None if meaning == point and is_share else _date(match, meaning)


SEASON_BEFORE = re.compile(r"\b(?:in|by|since|until|during|early|late|mid)[ -](?:the )?$", re.IGNORECASE)


CLOSED = re.compile(r"[.,;)]|$")
BOUND_BEFORE = re.compile(r"\b(?:by|until|till|before) the $", re.IGNORECASE)


def _season_ahead(match: re.Match[str]) -> Candidate | None:
    """ "by the summer": without a year only where it bounds a time and ends its clause."""
    bound = BOUND_BEFORE.search(match.string[: match.start()]) and CLOSED.match(match.string, match.end())
    point = CalendarPoint(Precision.YEAR, season=season_of(match["season"]))
    return _date(match, point) if bound else None


def _season(match: re.Match[str]) -> Candidate | None:
    turn = match["turn"]
    dated = match["year"] or match["yy"] or match["rel"]
    if not turn and not dated:
        return _season_ahead(match)
    if re.fullmatch(r"fall,? in .*", match.group(), re.IGNORECASE) and not SEASON_BEFORE.search(
        match.string[: match.start()]
    ):
        return None  # "prices fall in 2018"
    followed = match.string.startswith(" in ", match.end())
    a_time = CLOSED.match(match.string, match.end())
    if match["season"].lower() == "fall" and not dated and ((turn.lower() == "this" and not a_time) or followed):
        return None
    return _date(match, with_year(match, CalendarPoint(Precision.YEAR, season=season_of(match["season"]))))


def _decade(match: re.Match[str]) -> Candidate | None:
    if match["word"]:
        year = decade_of(match["word"])
    elif match["short"]:
        year = 1900 + int(match["short"])
    else:
        year = int(match["year"])
    if year % 100 == 0 and year < 2000:
        return _years_from(match, year, year + 99)
    interval = decade_interval(year)
    return _date(match, Settled(interval)) if interval else None


def _year(match: re.Match[str]) -> Candidate | None:
    if not is_year(match.string, match.start(), match.end()):
        return None
    return _date(match, CalendarPoint(Precision.YEAR, year=int(match["year"])))


def _short_year(match: re.Match[str]) -> Candidate | None:
    return _date(match, CalendarPoint(Precision.YEAR, year=century(int(match["yy"]))))


AMOUNT_NEXT = re.compile(rf"[ -]?{UNITS}", re.IGNORECASE)


def _years(match: re.Match[str]) -> Candidate | None:
    """Years with a dash; "2019-05" is a month, and "2001-05" could be either."""
    year, other = int(match["year"]), match["until"]
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)
    if AMOUNT_NEXT.match(match.string, match.end()):
        return None
    month = month_interval(year, int(other)) if len(other) == 2 and 1 <= int(other) <= 12 else None
    if month and match["dash"] == "-":
        return _date(match, Unsettled() if last > year else Settled(month))
    return _years_from(match, year, last) if last > year else None


def _years_from(match: re.Match[str], year: int, last: int) -> Candidate | None:
    first_year, last_year = year_interval(year), year_interval(last)
    if not first_year or not last_year or not first_year.first or not last_year.last:
        return None
    interval = days_interval(first_year.first, last_year.last)
    return Candidate(match.start(), match.end(), TimeKind.RANGE, Settled(interval))


QUARTER = rf"(?P<ord>{ORDINAL})[ -](?P<what>(?i:quarter|half))(?!\w)"
LETTER = r"(?P<what>[QHqh])(?P<n>[1-4])"

PERIOD_RULES = (
    Rule(
        re.compile(rf"{START}(?:(?P<turn>{TURN}) )?(?P<month>{MONTH}){SAID_YEAR}?(?!\w)(?! ?\d\d?(?!\d)|-[a-z])"),
        _month,
        (Cue.MONTH,),
        before=6,
    ),
    Rule(
        re.compile(
            rf"{START}(?P<month>{MONTH})(?: ?[-–—/] ?| to | through |-to-)(?P<until>{MONTH}){SAID_YEAR}?"
            r"(?!\w)(?! \d\d?(?!\d))"
        ),
        _months,
        (Cue.MONTH,),
        before=0,
    ),
    Rule(
        re.compile(
            rf"{START}(?i:the )?{QUARTER}"
            rf"(?:{SAID_YEAR}|(?i: of)? (?P<now>(?i:the|the current) (?i:year)))?(?!\w)"
        ),
        _quarter,
        (Cue.UNIT,),
        before=12,
    ),
    Rule(
        re.compile(rf"{START}{LETTER}(?:{SAID_YEAR}|['’]?(?P<short>\d\d))?(?!\w)"),
        _quarter,
        (Cue.SHORT,),
        before=0,
    ),
    Rule(
        re.compile(rf"{START}(?P<n>[1-4])(?P<what>[QH])(?:{SAID_YEAR}| ?['’]?(?P<short>\d\d))?(?!\w)"),
        _quarter,
        (Cue.SHORT,),
        before=0,
    ),
    Rule(
        re.compile(rf"{START}(?P<year>{YEAR})(?:['’]s)?[ -]{LETTER}(?!\w)"),
        _quarter,
        (Cue.YEAR,),
        before=0,
    ),
    Rule(re.compile(rf"{START}(?P<year>{YEAR})['’]s {QUARTER}"), _quarter, (Cue.YEAR,), before=0),
    Rule(
        re.compile(rf"{START}(?P<rel>{TURN}) (?i:year)['’](?i:s) {QUARTER}"),
        _quarter,
        (Cue.UNIT,),
        before=6,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?P<turn>{TURN}) )?(?P<season>(?i:spring|summer|autumn|winter|fall))"
            rf"(?: (?i:of))?{SAID_YEAR}?(?!\w)"
        ),
        _season,
        (Cue.SEASON,),
        before=6,
    ),
    Rule(
        re.compile(
            r"(?:(?<![\w$£€-])|(?<=\b[Mm]id-))(?:(?P<year>(?:1[7-9]|20)\d0)['’]?s|['’](?P<short>\d0)s"
            rf"|(?i:the )(?P<word>(?i:{DECADE_NAMES})))(?!\w)"
        ),
        _decade,
        (Cue.YEAR, Cue.SHORT),
        before=5,
    ),
    Rule(
        re.compile(
            rf"(?<![\w$£€#/.,&-])(?P<year>{YEAR})(?P<dash>[-–—/])(?P<until>(?:1[6-9]|2[01])?\d\d)"
            r"(?![\w%]|[.,]\d|[-/]\d)"
        ),
        _years,
        (Cue.YEAR,),
        before=0,
    ),
    Rule(
        re.compile(rf"(?<![\w$£€#/@])(?<!\d[-.,:–])(?P<year>{YEAR})(?![\w%]|[.,:]\d|[-–/]\d)"),
        _year,
        (Cue.YEAR,),
        before=0,
    ),
    Rule(
        re.compile(r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince ))['’](?P<yy>\d\d)(?!\w)"),
        _short_year,
        (Cue.SHORT,),
        before=0,
    ),
)
