"""Follow-ups that ask the same of other days: "And a month later?", "What about in 2018?", "and before that?"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.conversations.models import Exchange
from index.dates import DateInterval, Precision
from index.temporal import TimeExpression, find_question_times, find_times

__all__ = ["anchor_of", "asked_period", "days_in_words", "moved", "with_period"]

NUMBERS = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "the": 1, "a couple of": 2, "a few": 3, "several": 3}
AMOUNT = rf"(?P<n>\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?"
MOVED = re.compile(
    rf"^(?:just |only |about |some )?(?:{AMOUNT} )?(?:(?P<next>next|following|previous|preceding|prior) )?{UNIT}"
    r"(?: (?P<way>later|after|afterwards?|on|earlier|before|previously))?(?: that)?$",
    re.IGNORECASE,
)
SIDE = re.compile(
    r"^(?:(?P<after>after(?:wards?| that| then)?|later(?: on)?|thereafter)|(?P<before>before(?: that| then)?|earlier|"
    r"previously|until then)|(?P<since>since(?: then| that)?|ever since))$",
    re.IGNORECASE,
)
NOW = re.compile(
    r"^(?:now|today|currently|at present|these days|nowadays|lately|right now|so far|up to now|"
    r"until now|to date|up to today|until today)$",
    re.IGNORECASE,
)
UP_TO = re.compile(r"^(?:so far|up to|until|to date)\b", re.IGNORECASE)
LEAD = re.compile(
    r"^(?:in|on|at|for|during|by|around|about|as of|of|back in|over|throughout)\s+(?:the\s+)?", re.IGNORECASE
)
BEFORE_TIME = re.compile(
    r"[\s,]*\b(?:(?:in|on|at|during|by|around|as of|for|over|throughout|of|from)\s+)?(?:the\s+)?$", re.IGNORECASE
)
FELL = re.compile(r"fall\s+(?:in|of)\b")
DID = re.compile(r"\b(?:did|does|do|will|would|to|can|could|may|might)\b", re.IGNORECASE)
BACKWARD = frozenset({"earlier", "before", "previously"})
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
WEEK_SLACK_DAYS = 3
"""A week later is any day of the seven around it."""


def asked_period(fragment: str, anchor: DateInterval | None, as_of: date) -> str:
    """The period that a few words ask about, with its preposition: "in June 2019"; empty when they name none.

    `anchor` is the period that the conversation was about: "a month later" counts from it, "June" is of its year.
    """
    words = LEAD.sub("", fragment.strip())
    if NOW.match(words):
        return f"until {_day(as_of)}" if UP_TO.match(words) else f"as of {_day(as_of)}"
    if anchor and (side := SIDE.match(words)):
        return _beside(anchor, side)
    if anchor and (match := MOVED.match(words)) and (match["way"] or match["next"]):
        amount = match["n"].lower() if match["n"] else "a"
        count = int(amount) if amount.isdecimal() else NUMBERS[amount]
        back = (match["way"] or "").lower() in BACKWARD or (match["next"] or "").lower() in {
            "previous",
            "preceding",
            "prior",
        }
        return days_in_words(moved(anchor, -count if back else count, match["unit"].lower()))
    return _named(fragment.strip(), words, anchor, as_of)


def anchor_of(last: Exchange, as_of: date) -> DateInterval | None:
    """The period that an exchange is about: the last one its question names, else the first day of its answer."""
    asked = [time.interval for time in find_question_times(last.question, as_of) if time.interval]
    if asked:
        return asked[-1]
    told = [time.interval for time in find_times(last.answer, None) if time.interval and time.interval.first]
    return told[0] if told else None


def with_period(question: str, period: str, as_of: date) -> str:
    """The question with this period in the place of its own, or behind it."""
    text = question.rstrip("?!. ")
    times = find_question_times(text, as_of)
    if not times:
        return f"{text} {period}?"
    last = times[-1]
    # "did prices fall in 2019" asks of no autumn
    start = (
        last.start + len("fall") if FELL.match(text[last.start :]) and DID.search(text[: last.start]) else last.start
    )
    before = BEFORE_TIME.sub("", text[:start])
    after = text[last.end :]
    return f"{before} {period}{after}?" if before else f"{period[:1].upper()}{period[1:]}{after}?"


def without_periods(question: str, times: Sequence[TimeExpression]) -> str:
    """The question without these expressions and their prepositions."""
    text = question
    for time in reversed(times):
        text = BEFORE_TIME.sub("", text[: time.start]) + text[time.end :]
    return text


def moved(anchor: DateInterval, count: int, unit: str) -> DateInterval:
    """The period so many units from the anchor, as precise as the unit and the anchor allow."""
    first = anchor.first or anchor.last
    if first is None:
        raise ValueError("an interval without days has no neighbour")
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit == "decade":
        count, unit = 10 * count, "year"
    if unit == "quarter":
        count, unit = 3 * count, "month"
    if unit == "day":
        day = (anchor.last if count > 0 and anchor.last else first) + timedelta(days=count)
        return DateInterval(first=day, last=day, precision=Precision.DAY)
    if unit == "week":
        day = first + timedelta(days=7 * count)
        slack = timedelta(days=WEEK_SLACK_DAYS)
        return DateInterval(first=day - slack, last=day + slack, precision=Precision.RANGE)
    if unit == "year" and anchor.precision is Precision.YEAR:
        return _year(first.year + count)
    months = first.year * 12 + first.month - 1 + count * (12 if unit == "year" else 1)
    return _month(months // 12, months % 12 + 1)


def days_in_words(interval: DateInterval) -> str:
    """With its preposition, so that it reads as the same days again."""
    first, last = interval.first, interval.last
    if first is None or last is None:
        return f"since {_day(first)}" if first else f"until {_day(last)}" if last else ""
    if first == last:
        return f"on {_day(first)}"
    if interval.precision is Precision.MONTH:
        return f"in {first:%B %Y}"
    if interval.precision is Precision.YEAR:
        return f"in {first.year}"
    return f"between {_day(first)} and {_day(last)}"


def _beside(anchor: DateInterval, side: re.Match[str]) -> str:
    first, last = anchor.first or anchor.last, anchor.last or anchor.first
    if side["after"]:
        return f"after {_bare(anchor, last)}"
    return f"before {_bare(anchor, first)}" if side["before"] else f"since {_bare(anchor, first)}"


def _bare(anchor: DateInterval, edge: date | None) -> str:
    if edge is None:
        return "then"
    if anchor.precision is Precision.MONTH:
        return f"{edge:%B %Y}"
    return str(edge.year) if anchor.precision is Precision.YEAR else _day(edge)


def _named(fragment: str, words: str, anchor: DateInterval | None, as_of: date) -> str:
    """A period that the words themselves name, all of them."""
    times = find_question_times(f"in {words}", as_of) or find_question_times(fragment, as_of)
    if len(times) != 1 or (meant := times[0].interval) is None:
        return ""
    time = times[0]
    around = fragment.replace(time.text, "", 1).strip().lower()
    if around not in {"", "in", "on", "at", "for", "during", "by", "the", "in the", "around", "as of", "back in", "of"}:
        return ""
    if not YEAR.search(time.text) and anchor and anchor.first and meant.precision is Precision.MONTH:
        return f"in {_month_name(time)} {anchor.first.year}"
    if LEAD.match(fragment):
        return fragment
    starts = time.text.split()[0].lower()
    led = starts in {"since", "until", "before", "after", "between", "from", "last", "this", "next", "yesterday", "by"}
    preposition = "on" if meant.first == meant.last else "in"
    return time.text if led else f"{preposition} {time.text}"


def _month_name(time: TimeExpression) -> str:
    if time.interval is None or time.interval.first is None:
        return time.text
    return calendar.month_name[time.interval.first.month]


def _month(year: int, month: int) -> DateInterval:
    last = calendar.monthrange(year, month)[1]
    return DateInterval(first=date(year, month, 1), last=date(year, month, last), precision=Precision.MONTH)


def _year(year: int) -> DateInterval:
    return DateInterval(first=date(year, 1, 1), last=date(year, 12, 31), precision=Precision.YEAR)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
