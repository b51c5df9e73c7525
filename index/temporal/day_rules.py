"""Patterns for calendar days: "5 July 2019", "June 28–29", 2019-07-05, 07/05/2019."""

from __future__ import annotations

import re

from index.dates import Precision
from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import CalendarPoint, Meaning, Settled, Unsettled
from index.temporal.months import is_day_of_event
from index.temporal.periods import day_interval
from index.temporal.places import Cue
from index.temporal.said_years import NO_AMOUNT, SAID_YEAR, START, century, with_year
from index.temporal.vocabulary import DAY, MONTH, WEEKDAY, YEAR, month_of, weekday_of

__all__ = ["DAY_RULES", "numeric_rule"]

NTH = r"(?i:st|nd|rd|th)?"
LAST_DAY = rf"(?: ?[-–—/] ?|(?i: to | through | and | or | & ))(?P<last>{DAY}){NTH}"
NAMED_DAY = rf"(?:(?<!\b[Ll]ast )(?<!\b[Nn]ext )(?P<wd>{WEEKDAY}),? \(?)?"
THING_NEXT = re.compile(r" (?!(?:and|but|or|if|when|unless|as|to)\b)[a-z]")
ATTACKS = re.compile(r" (?:terror(?:ist)? )?attacks", re.IGNORECASE)


def _date(match: re.Match[str], meaning: Meaning) -> Candidate:
    return Candidate(match.start(), match.end(), TimeKind.DATE, meaning)


def _day(match: re.Match[str]) -> Candidate | None:
    last = int(match["last"]) if match["last"] else None
    day, month = int(match["day"]), month_of(match["month"])
    if last is not None and last <= day:
        return None
    point = CalendarPoint(
        unit=Precision.DAY,
        month=month,
        day=day,
        last_day=last,
        weekday=weekday_of(match["wd"]) if match["wd"] else None,
        nearest=is_day_of_event(match.string, match.start(), match.end()),
    )
    if (month, day) == (9, 11) and ATTACKS.match(match.string, match.end()):
        point = CalendarPoint(unit=Precision.DAY, month=9, day=11, year=2001)
    kind = TimeKind.DATE if last is None else TimeKind.RANGE
    return Candidate(match.start(), match.end(), kind, with_year(match, point))


def _iso(match: re.Match[str]) -> Candidate | None:
    interval = day_interval(int(match["year"]), int(match["month"]), int(match["day"]))
    return _date(match, Settled(interval)) if interval else None


BOUND_BEFORE = re.compile(r"\b(?:before|by|until|till|since|after) $", re.IGNORECASE)


def _holiday(match: re.Match[str]) -> Candidate | None:
    """Days that are the same each year. "Christmas" alone is one only where it bounds a time: it names many things."""
    if match["christmas"]:
        alone = not match["eve"]
        if alone and (
            not BOUND_BEFORE.search(match.string[: match.start()]) or THING_NEXT.match(match.string, match.end())
        ):
            return None
        month, day = 12, 24 if match["eve"] == " Eve" else 25
    elif match["new"]:
        month, day = (12, 31) if match["at"] == " Eve" else (1, 1)
    else:
        month, day = (12, 26) if match["boxing"] else (7, 4)
    return _date(match, with_year(match, CalendarPoint(unit=Precision.DAY, month=month, day=day)))


DAY_RULES = (
    Rule(
        re.compile(
            rf"{START}(?P<year>{YEAR})(?P<s>[-/.])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)"
            r"(?!\d|[-/]\d|\.\d)"
        ),
        _iso,
        (Cue.YEAR,),
        before=0,
    ),
    Rule(
        re.compile(
            rf"{START}{NAMED_DAY}(?P<month>{MONTH}) ?(?i:the )?(?P<day>{DAY}){NTH}{NO_AMOUNT}"
            rf"(?:{LAST_DAY}{NO_AMOUNT}(?! {MONTH}| [a-z]+s\b))?{SAID_YEAR}?(?!\w)"
        ),
        _day,
        (Cue.MONTH,),
        before=13,
    ),
    Rule(
        re.compile(
            rf"{START}{NAMED_DAY}(?i:the )?(?P<day>{DAY}){NTH}(?:{LAST_DAY})?"
            rf"[ -](?i:day )?(?i:of )?(?P<month>{MONTH}){SAID_YEAR}?(?!\w)"
        ),
        _day,
        (Cue.MONTH,),
        before=40,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?P<christmas>Christmas)(?P<eve> Eve| Day)?|(?P<new>New Year['’]s)(?P<at> Eve| Day)|"
            rf"(?P<boxing>Boxing Day)|(?:[Tt]he )?(?P<fourth>Fourth of July)){SAID_YEAR}?(?!\w)"
        ),
        _holiday,
        (Cue.HOLIDAY,),
        before=4,
    ),
)

NUMERIC = re.compile(
    r"(?<![\w$£€#/.,-])(?P<a>\d{1,2})(?:(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<year>(?:1[6-9]|2[01])\d\d)"
    r"|/(?P<b2>\d{1,2})/(?P<yy>\d\d))(?![\w/%]|[.,-]\d)"
)


def numeric_rule(*, day_first: bool | None) -> Rule:
    """The rule for one order of day and month; with None a date that could be either stays unresolved."""

    def read(match: re.Match[str]) -> Candidate | None:
        first, second = int(match["a"]), int(match["b"] or match["b2"])
        year = int(match["year"] or century(int(match["yy"])))
        orders = [(first, second), (second, first)]
        if day_first is not None:
            orders = orders[:1] if day_first else orders[1:]
        days = {interval for day, month in orders if (interval := day_interval(year, month, day))}
        if not days:
            return None
        return _date(match, Settled(days.pop()) if len(days) == 1 else Unsettled())

    return Rule(NUMERIC, read, (Cue.SHORT,), before=0)
