"""Patterns for single periods counted from the day of writing: "on Thursday", "last month", "today"."""

from __future__ import annotations

import re

from index.dates import Precision
from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import DayOfMonth, Meaning, Portion, Shift, Weekday, Weekend, Window
from index.temporal.periods import Share
from index.temporal.places import Cue
from index.temporal.vocabulary import COUNT, DAY_PART, TURN, UNIT, WEEKDAY_FULL, count_of, turn_of, unit_of, weekday_of

__all__ = ["RELATIVE_RULES"]

START = r"(?<![\w$-])"
END = r"(?![\w-])"
LONGER_UNIT = r"(?P<unit>(?i:week|month|quarter|year|decade))"

DAY_WORDS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip

NAMES_BEFORE = re.compile(
    r"\b(?:Black|Good|Super|Cyber|Ash|Bloody|Easter|Fat|Maundy|Palm|Sheffield|Casual|Ruby|Giving|man"
    r"|(?:every|each|any|per)(?: (?:other|second|third|fourth|single))?) $",
    re.IGNORECASE,
)
"""Days with a name of their own, and days that come again and again."""
NAMES_AFTER = re.compile(
    r" (?:Harbou?r|Islands?|Street|Road|Club|Market|Group|Times|"
    r"Telegraph|Mail|Mirror|Express|Herald|People|Night Live|Night Football|Post|Review|Star)\b"
)


def _relative(match: re.Match[str], meaning: Meaning) -> Candidate:
    return Candidate(match.start(), match.end(), TimeKind.RELATIVE, meaning)


def _day_word(match: re.Match[str]) -> Candidate | None:
    if match.string.endswith("USA ", 0, match.start()):
        return None
    days = DAY_WORDS[match["word"].lower()]
    return _relative(match, Shift(Precision.DAY, days, days))


def _turn(match: re.Match[str]) -> Candidate | None:
    count = turn_of(match["turn"].split()[-1])
    return _relative(match, Shift(unit_of(match["unit"]), count, count))


def _twice(match: re.Match[str]) -> Candidate | None:
    count = -2 if match["way"].lower() == "before last" else 2
    return _relative(match, Shift(unit_of(match["unit"]), count, count))


def _weekday(match: re.Match[str]) -> Candidate | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if NAMES_BEFORE.search(before) or NAMES_AFTER.match(match.string, match.end("wd")):
        return None
    turn = turn_of(match["turn"].split()[-1]) if match["turn"] else None
    week = turn_of(match["rel"]) if match["rel"] else None
    return _relative(match, Weekday(weekday_of(match["wd"]), turn=turn, week=week))


def _weeks_ago(match: re.Match[str]) -> Candidate:
    """ "two Fridays ago": the last one is the first of them."""
    return _relative(match, Weekday(weekday_of(match["wd"]), later=-count_of(match["n"])[0]))


def _week_ago_on(match: re.Match[str]) -> Candidate:
    """ "a week ago Tuesday": so many weeks before the last one."""
    return _relative(match, Weekday(weekday_of(match["wd"]), before_last=count_of(match["n"])[0]))


def _week_on(match: re.Match[str]) -> Candidate:
    """ "on Thursday week"."""
    return _relative(match, Weekday(weekday_of(match["wd"]), later=1))


def _fortnight(match: re.Match[str]) -> Candidate:
    way = (match["way"] or match["turn"]).lower()
    if way == "ago":
        return _relative(match, Shift(Precision.WEEK, -2, -2))
    return _relative(match, Window(Precision.WEEK, 2, forward=way in {"next", "coming", "from now", "hence"}))


def _weeks_from(match: re.Match[str]) -> Candidate:
    """ "a week from Friday", "two weeks from today"."""
    weeks = count_of(match["n"])[0]
    if match["wd"]:
        return _relative(match, Weekday(weekday_of(match["wd"]), later=weeks))
    days = DAY_WORDS[match["word"].lower()] + 7 * weeks
    return _relative(match, Shift(Precision.DAY, days, days))


def _weekend(match: re.Match[str]) -> Candidate | None:
    turn = match["turn"].lower()
    return _relative(match, Weekend(None if turn == "the" else turn_of(turn.split()[-1])))


def _day_of_month(match: re.Match[str]) -> Candidate | None:
    return _relative(match, DayOfMonth(int(match["day"]), turn_of(match["turn"])))


def _bare_unit(match: re.Match[str]) -> Candidate | None:
    meaning = Shift(unit_of(match["unit"]), 0, 0)
    return Candidate(match.start(), match.end(), TimeKind.RELATIVE, meaning, bare=True)


def _end_of_unit(match: re.Match[str]) -> Candidate | None:
    return _relative(match, Portion(Shift(unit_of(match["unit"]), 0, 0), Share.LATE))


RELATIVE_RULES = (
    Rule(
        re.compile(
            rf"{START}(?P<word>{'|'.join(DAY_WORDS)})(?:(?:(?<=yesterday)|(?<=tomorrow)){DAY_PART})?{END}",
            re.IGNORECASE,
        ),
        _day_word,
        (Cue.WORD,),
        before=15,
    ),
    Rule(
        re.compile(rf"{START}(?P<turn>(?i:last|this|next|this past|the coming|the current)) {LONGER_UNIT}{END}"),
        _turn,
        (Cue.UNIT,),
        before=12,
    ),
    Rule(
        re.compile(rf"{START}the (?P<unit>{UNIT}) (?P<way>before last|after next){END}", re.IGNORECASE),
        _twice,
        (Cue.UNIT,),
        before=4,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?P<turn>(?i:last|this|next|this past|this coming)) )?(?P<wd>{WEEKDAY_FULL})(?!\w)"
            rf"{DAY_PART}?(?:(?i:,? (?:of )?)(?P<rel>{TURN}) (?i:week){END})?(?!-\w)"
        ),
        _weekday,
        (Cue.WEEKDAY,),
        before=12,
    ),
    Rule(
        re.compile(rf"{START}(?P<n>{COUNT}) (?P<wd>{WEEKDAY_FULL})s (?i:ago){END}"),
        _weeks_ago,
        (Cue.WEEKDAY,),
        before=10,
    ),
    Rule(
        re.compile(rf"{START}(?P<n>(?i:an?)|{COUNT}) (?i:weeks? ago (?:on |last )?)(?P<wd>{WEEKDAY_FULL})(?!\w)"),
        _week_ago_on,
        (Cue.WEEKDAY,),
        before=24,
    ),
    Rule(
        re.compile(rf"{START}(?P<wd>{WEEKDAY_FULL}) (?i:week){END}(?! (?:of|in|at|when)\b)"),
        _week_on,
        (Cue.WEEKDAY,),
        before=0,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?:a|one) fortnight (?P<way>ago|hence|from now)"
            rf"|(?:the )?(?P<turn>last|past|next|coming) fortnight){END}",
            re.IGNORECASE,
        ),
        _fortnight,
        (Cue.UNIT,),
        before=12,
    ),
    Rule(
        re.compile(
            rf"{START}(?P<n>(?i:an?)|{COUNT}) (?i:weeks? (?:from|on)) (?:(?P<wd>{WEEKDAY_FULL})|"
            rf"(?P<word>(?i:today|tomorrow))){END}"
        ),
        _weeks_from,
        (Cue.WEEKDAY, Cue.WORD),
        before=26,
    ),
    Rule(
        re.compile(
            rf"{START}(?:(?:over|at|on|during|for|through|ahead of) (?P<turn>the) weekend{END})",
            re.IGNORECASE,
        ),
        _weekend,
        (Cue.UNIT,),
        before=13,
    ),
    Rule(
        re.compile(
            rf"{START}(?P<turn>last|this|next|this past|the past|this coming|the coming) weekend{END}",
            re.IGNORECASE,
        ),
        _weekend,
        (Cue.UNIT,),
        before=12,
    ),
    Rule(
        re.compile(
            rf"{START}(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th) of "
            rf"(?P<turn>last|this|next) month{END}",
            re.IGNORECASE,
        ),
        _day_of_month,
        (Cue.UNIT,),
        before=17,
    ),
    Rule(
        re.compile(rf"{START}(?:the )?(?P<unit>year|month|quarter)-end{END}(?! (?:19|20)\d\d)", re.IGNORECASE),
        _end_of_unit,
        (Cue.UNIT,),
        before=4,
    ),
    Rule(
        re.compile(rf"{START}(?:the|the current) {LONGER_UNIT}{END}", re.IGNORECASE),
        _bare_unit,
        (Cue.UNIT,),
        before=12,
    ),
)
