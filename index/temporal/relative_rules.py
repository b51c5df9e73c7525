"""Patterns for dates counted from the day of writing: weekdays, "last month", "two weeks ago"."""

from __future__ import annotations

import re

from index.dates import Precision
from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import (
    DayOfMonth,
    Meaning,
    Portion,
    Shift,
    SoFar,
    Unsettled,
    Weekday,
    Weekend,
    Window,
)
from index.temporal.periods import Share
from index.temporal.vocabulary import (
    COUNT,
    DAY_PART,
    FEW,
    TURN,
    UNIT,
    WEEKDAY_FULL,
    count_of,
    turn_of,
    unit_of,
    weekday_of,
)

__all__ = ["RELATIVE_RULES"]

START = r"(?<![\w$-])"
END = r"(?![\w-])"
ABOUT = (
    r"(?:(?P<about>(?i:about|around|some|roughly|nearly|almost|more than|over|at least|less than|under)) )?"
)
ANY_COUNT = rf"(?:{COUNT}|(?i:an?)|{FEW})"


def _relative(match: re.Match[str], meaning: Meaning) -> Candidate:
    return Candidate(match.start(), match.end(), TimeKind.RELATIVE, meaning)


DAY_WORDS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip


def _day_word(text: str, match: re.Match[str]) -> Candidate | None:
    days = DAY_WORDS[match["word"].lower()]
    return _relative(match, Shift(Precision.DAY, days, days))


def _turn(text: str, match: re.Match[str]) -> Candidate | None:
    words = match["turn"].lower().split()
    if words[0] == "the" and words[-1] in {"last", "next"}:
        return None
    unit, count = unit_of(match["unit"]), turn_of(words[-1])
    return _relative(match, Shift(unit, count, count))


def _twice(text: str, match: re.Match[str]) -> Candidate | None:
    count = -2 if match["way"].lower() == "before last" else 2
    return _relative(match, Shift(unit_of(match["unit"]), count, count))


def _ago(text: str, match: re.Match[str]) -> Candidate | None:
    low, high = count_of(match["n"])
    unit = unit_of(match["unit"])
    about = (match["about"] or "").lower()
    if about in {"more than", "over", "at least"}:
        side = "until"
        return Candidate(match.start(), match.end(), TimeKind.OPEN, Shift(unit, -low, -low), side=side)
    if about in {"less than", "under"}:
        return _relative(match, Window(unit, high))
    if about:
        low, high = max(low - 1, 0), high + 1
    return _relative(match, Shift(unit, -high, -low))


def _from_now(text: str, match: re.Match[str]) -> Candidate | None:
    low, high = count_of(match["n"])
    return _relative(match, Shift(unit_of(match["unit"]), low, high))


def _window(text: str, match: re.Match[str]) -> Candidate | None:
    forward = match["way"].lower() in {"next", "coming"}
    return _relative(match, Window(unit_of(match["unit"]), count_of(match["n"] or "1")[1], forward))


def _hours(text: str, match: re.Match[str]) -> Candidate | None:
    return _relative(
        match, Window(Precision.DAY, int(match["n"]) // 24, match["way"].lower() in {"next", "coming"})
    )


def _so_far(text: str, match: re.Match[str]) -> Candidate | None:
    return _relative(
        match, SoFar(unit_of(match["unit"]), match["way"].lower() in {"later", "rest", "remainder"})
    )


def _to_date(text: str, match: re.Match[str]) -> Candidate | None:
    return _relative(match, SoFar(Precision.YEAR))


def _unsettled(text: str, match: re.Match[str]) -> Candidate | None:
    return _relative(match, Unsettled())


NAMES_BEFORE = re.compile(
    r"(?:\b(?:Black|Good|Super|Cyber|Ash|Bloody|Easter|Fat|Maundy|Palm|Sheffield|every|each|any|per|Casual|Ruby|Giving)) $",
    re.IGNORECASE,
)
NAMES_AFTER = re.compile(
    r" (?:Times|Telegraph|Mail|Mirror|Express|Herald|People|Night Live|Night Football|Post|Review|Star)\b"
)


def _weekday(text: str, match: re.Match[str]) -> Candidate | None:
    if NAMES_BEFORE.search(text[max(0, match.start() - 12) : match.start()]) or NAMES_AFTER.match(
        text, match.end()
    ):
        return None
    turn = (match["turn"] or "").lower().split()
    week = match["rel"]
    return _relative(
        match,
        Weekday(
            weekday_of(match["wd"]),
            turn=turn_of(turn[-1]) if turn else None,
            week=turn_of(week) if week else None,
        ),
    )


def _weekend(text: str, match: re.Match[str]) -> Candidate | None:
    words = match["turn"].lower().split()
    return _relative(match, Weekend(None if words == ["the"] else turn_of(words[-1])))


def _day_of_month(text: str, match: re.Match[str]) -> Candidate | None:
    return _relative(match, DayOfMonth(int(match["day"]), turn_of(match["turn"].split()[-1])))


def _bare_unit(text: str, match: re.Match[str]) -> Candidate | None:
    return Candidate(
        match.start(), match.end(), TimeKind.RELATIVE, Shift(unit_of(match["unit"]), 0, 0), bare=True
    )


def _year_end(text: str, match: re.Match[str]) -> Candidate | None:
    """ "by year-end"; "year-end 2018" is the year's own rule."""
    return _relative(match, Portion(Shift(unit_of(match["unit"]), 0, 0), Share.LATE))


WAY = r"(?P<way>(?i:past|last|previous|next|coming))"

RELATIVE_RULES = (
    Rule(re.compile(rf"{START}(?P<word>(?i:{'|'.join(DAY_WORDS)})){END}"), _day_word),
    Rule(
        re.compile(
            rf"{START}(?P<turn>(?i:last|this|next|this past|the coming|the current|the past)) "
            rf"(?P<unit>(?i:week|month|quarter|year|decade)){END}"
        ),
        _turn,
    ),
    Rule(re.compile(rf"{START}(?i:the )(?P<unit>{UNIT}) (?P<way>(?i:before last|after next)){END}"), _twice),
    Rule(re.compile(rf"{START}{ABOUT}(?P<n>{ANY_COUNT}) (?P<unit>{UNIT})(?i:s?) (?i:ago){END}"), _ago),
    Rule(
        re.compile(
            rf"{START}(?:(?i:in ))?(?P<n>{ANY_COUNT}) (?P<unit>{UNIT})(?i:s?)"
            rf"(?:(?i: from (?:now|today)| hence)|['’](?i:s)?(?i: time)){END}"
        ),
        _from_now,
    ),
    Rule(
        re.compile(
            rf"{START}(?i:the )?{WAY} (?P<n>{COUNT}|(?i:few|several|couple of)) (?P<unit>{UNIT})s{END}",
            re.IGNORECASE,
        ),
        _window,
    ),
    Rule(
        re.compile(
            r"(?:(?<=\bin )|(?<=\bfor )|(?<=\bover )|(?<=\bduring )|(?<=\bwithin ))"
            rf"the {WAY} (?P<n>)(?P<unit>{UNIT}){END}(?! of)",
            re.IGNORECASE,
        ),
        _window,
    ),
    Rule(re.compile(rf"{START}(?:the ){WAY} (?P<n>24|48|72) hours{END}", re.IGNORECASE), _hours),
    Rule(
        re.compile(
            rf"{START}(?P<way>earlier|so far|later) (?:this|in the|on in the) (?P<unit>week|month|quarter|year|decade){END}",
            re.IGNORECASE,
        ),
        _so_far,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the )?(?P<way>rest|remainder) of (?:the|this) (?P<unit>week|month|quarter|year|decade){END}",
            re.IGNORECASE,
        ),
        _so_far,
    ),
    Rule(re.compile(rf"{START}(?:the )?year[- ]to[- ]date{END}", re.IGNORECASE), _to_date),
    Rule(
        re.compile(
            rf"{START}{ABOUT}{ANY_COUNT} {UNIT}s? (?:earlier|later|before|after|afterwards?|beforehand|previously){END}"
            rf"|{START}(?:the|that) (?:same|following|previous|preceding) {UNIT}{END}"
            rf"|{START}the (?:day|week|month|year) (?:before|after){END}|{START}the next day{END}"
            rf"|(?<=\bin )that year{END}|{START}later that {UNIT}{END}",
            re.IGNORECASE,
        ),
        _unsettled,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?P<turn>(?i:last|this|next|this past|this coming)) )?(?P<wd>{WEEKDAY_FULL})(?!\w){DAY_PART}?"
            rf"(?:(?i:,? (?:of )?)(?P<rel>{TURN}) (?i:week){END})?(?!-\w)"
        ),
        _weekday,
    ),
    Rule(
        re.compile(
            rf"{START}(?:over|at|on|during|for|through|ahead of) (?P<turn>the) weekend{END}",
            re.IGNORECASE,
        ),
        _weekend,
    ),
    Rule(
        re.compile(
            rf"{START}(?P<turn>last|this|next|this past|the past|this coming|the coming) weekend{END}",
            re.IGNORECASE,
        ),
        _weekend,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th) of (?P<turn>last|this|next) month{END}",
            re.IGNORECASE,
        ),
        _day_of_month,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the )?(?P<unit>year|month|quarter)-end{END}(?! (?:19|20)\d\d)", re.IGNORECASE
        ),
        _year_end,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the|the current) (?P<unit>week|month|quarter|year|decade){END}", re.IGNORECASE
        ),
        _bare_unit,
    ),
)
