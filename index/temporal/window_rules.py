"""Patterns that count units: "two months ago", "the past 12 weeks", "later this year".

What is counted from another event ("two weeks later", "the previous month") is found here too, and
left unsettled.
"""

from __future__ import annotations

import re

from index.dates import Precision
from index.temporal.candidates import Candidate, Reader, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import Meaning, Shift, SoFar, Unsettled, Window
from index.temporal.places import Cue
from index.temporal.vocabulary import COUNT, FEW, SEASON, UNIT, count_of, unit_of

__all__ = ["WINDOW_RULES"]

START = r"(?<![\w$-])"
END = r"(?![\w-])"
ABOUT = r"(?:(?P<about>about|around|some|roughly|nearly|almost|more than|over|at least|less than|under) )?"
ANY_COUNT = rf"(?:{COUNT}|an?|{FEW})"
WAY = r"(?P<way>past|last|previous|next|coming)"
LONGER_UNIT = r"(?P<unit>week|month|quarter|year|decade)"


def _relative(match: re.Match[str], meaning: Meaning) -> Candidate:
    return Candidate(match.start(), match.end(), TimeKind.RELATIVE, meaning)


def _ago(match: re.Match[str]) -> Candidate | None:
    """ "about" widens by a unit on both sides; "more than" leaves the beginning open."""
    low, high = count_of(match["n"])
    unit = unit_of(match["unit"])
    about = (match["about"] or "").lower()
    if about in {"more than", "over", "at least"}:
        return Candidate(match.start(), match.end(), TimeKind.OPEN, Shift(unit, -low, -low), side="until")
    if about in {"less than", "under"}:
        return _relative(match, Window(unit, high))
    if about:
        low, high = low - 1, high + 1
    return _relative(match, _shift(unit, -high, -low))


def _from_now(match: re.Match[str]) -> Candidate | None:
    low, high = count_of(match["n"])
    return _relative(match, _shift(unit_of(match["unit"]), low, high))


TIMETABLE = re.compile(
    r"\b(?:opens?|begins?|starts?|expires?|ends?|lapses?|resumes?|meets?|closes?|runs? out|takes? (?:effect|place)|"
    r"comes? into force|(?:is|are) due)\b[^,.;:\d]{0,40}$"
)


def _in_so_many(match: re.Match[str]) -> Candidate | None:
    """ "opens in 42 days"; "built in 42 days" is a length of time."""
    ahead = TIMETABLE.search(match.string[max(0, match.start() - 60) : match.start()])
    return _from_now(match) if ahead else None


def _shift(unit: Precision, low: int, high: int) -> Shift:
    """ "a decade ago" is said of some five years around; a calendar decade could be wrong by nine."""
    if unit is Precision.DECADE:
        return Shift(Precision.YEAR, 10 * low - 5, 10 * high + 5)
    return Shift(unit, low, high)


def _window(match: re.Match[str]) -> Candidate | None:
    forward = (match["way"] or "past").lower() in {"next", "coming"}
    return _relative(match, Window(unit_of(match["unit"]), count_of(match["n"] or "1")[1], forward))


def _hours(match: re.Match[str]) -> Candidate | None:
    forward = match["way"].lower() in {"next", "coming"}
    return _relative(match, Window(Precision.DAY, int(match["n"]) // 24, forward))


def _so_far(match: re.Match[str]) -> Candidate | None:
    later = match["way"].lower() in {"later", "rest", "remainder"}
    return _relative(match, SoFar(unit_of(match["unit"]), later))


def _to_date(match: re.Match[str]) -> Candidate | None:
    return _relative(match, SoFar(Precision.YEAR))


def _unsettled(match: re.Match[str]) -> Candidate | None:
    return _relative(match, Unsettled())


def _rule(pattern: str, read: Reader, before: int) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read, (Cue.UNIT,), before)


WINDOW_RULES = (
    _rule(rf"{START}{ABOUT}(?P<n>{ANY_COUNT}) (?P<unit>{UNIT})s? ago{END}", _ago, 24),
    _rule(
        rf"{START}(?:in )?(?P<n>{ANY_COUNT}) (?P<unit>{UNIT})s?"
        rf"(?:(?: from (?:now|today)| hence)|['’]s? time){END}",
        _from_now,
        16,
    ),
    _rule(rf"{START}in (?P<n>{COUNT}) (?P<unit>{UNIT})s?{END}", _in_so_many, 12),
    _rule(rf"{START}(?:the )?{WAY} (?P<n>{COUNT}|few|several|couple of) (?P<unit>{UNIT})s{END}", _window, 24),
    _rule(
        r"(?:(?:(?<=\bin )|(?<=\bfor )|(?<=\bover )|(?<=\bduring )|(?<=\bwithin ))"
        rf"the (?P<way>past|last|next|coming)|{START}the (?P<way2>past)) (?P<n>)(?P<unit>{UNIT}){END}(?! of)",
        _window,
        13,
    ),
    _rule(rf"{START}the {WAY} (?P<n>24|48|72) hours{END}", _hours, 16),
    _rule(rf"{START}(?P<way>earlier|so far|later) (?:on )?(?:this|in the) {LONGER_UNIT}{END}", _so_far, 19),
    _rule(rf"{START}(?:the )?(?P<way>rest|remainder) of (?:the|this) {LONGER_UNIT}{END}", _so_far, 22),
    _rule(rf"{START}(?:the )?year[- ]to[- ]date{END}", _to_date, 4),
    _rule(
        rf"{START}{ABOUT}(?:{COUNT} (?:to|or) )?{ANY_COUNT} {UNIT}s? "
        rf"(?:earlier|later|before|after|afterwards?|beforehand|previously){END}"
        rf"|{START}(?:the|that) (?:same|following|previous|preceding) {UNIT}{END}"
        rf"|(?:(?<=\bin )|(?<=\bover )|(?<=\bduring )|(?<=\bfor ))the first {COUNT} (?:months|quarters){END}"
        r"(?! (?:of|in|after|since|following)\b)"
        rf"|{START}the {LONGER_UNIT.replace('?P<unit>', '?:')} (?:earlier|previously){END}"
        rf"|{START}(?:(?:an?|{COUNT}) {UNIT}s? and a half|{COUNT} and a half {UNIT}s|half an? {UNIT})"
        rf" (?:ago|earlier|later){END}"
        rf"|{START}the (?:day|week|month|year) (?:before|after){END}|{START}the next day{END}"
        rf"|(?<=\bin )that year{END}|{START}later that {UNIT}{END}",
        _unsettled,
        24,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the|that) (?:same|following|previous|preceding|next) {SEASON}{END}(?! (?:in|of)\b)",
            re.IGNORECASE,
        ),
        _unsettled,
        (Cue.SEASON,),
        14,
    ),
)
