"""The words of a question → the period it asks about, the day it is to be answered as of, the event it counts from.

Rules over the question's own words; no look at the articles. What is named and not dated ("the Osaka summit") is
handed on with its words, for `assistant.answering.named_events` to date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from index.dates import DateInterval, Precision
from index.temporal import TimeExpression, TimeKind, find_question_times

__all__ = ["ABOUT_NOW", "ABOUT_PAST", "BesideEvent", "Period", "Side", "named_event", "period_of", "stated_day"]

ABOUT_NOW = re.compile(
    r"^(?:is|are|will|does|do|has|have|can)\b|\b(?:latest|newest|now|today|current(?:ly)?|at present|at the moment|"
    r"these days|lately|recently|so far|still|status)\b|"
    r"\b(?:when|(?:what|which) (?:exact )?(?:date|day|month|year)) (?:is|are|does|do|will)\b",
    re.IGNORECASE,
)
"""A question of how things stand: it sets no period, and its newest article counts most."""
ABOUT_PAST = re.compile(r"\b(?:when|why|who|what|which|how) (?:\w+ ){0,3}?(?:did|was|were|had)\b", re.IGNORECASE)
LEADS_WINDOW = re.compile(
    r"\b(?:in|during|throughout|since|before|after|between|from|until|till|by|on|as of|over|within|around|"
    r"through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\b(?:this|past|last|next|previous) |\byesterday\b")
"""A year, or words that are counted from today."""
AS_OF = re.compile(r"^as of\b", re.IGNORECASE)
NOW = re.compile(r"^(?:today|tonight|now)$", re.IGNORECASE)
"""Counted from today, but said of how things stand."""
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
HAPPENINGS = (
    r"(?:summit|truce|cease-?fire|meeting|talks|dinner|elections?|deal|agreement|accord|pact|treaty|signing|"
    r"announcement|ban|arrest|strike|vote|referendum|ruling|verdict|hearing|inauguration|round|crash|attack|invasion|"
    r"lockdown|shutdown|visit|withdrawal|ratification|collapse|breakdown|blacklisting|suspension|conference|congress|"
    r"ceremony|embargo|devaluation|default)"
)
RELATION = r"(?P<side>since|before|after|until|till|following|ahead of|prior to|in the wake of|in the run-up to)"
NOT_IN_A_NAME = r"(?!(?:and|or|to|of|in|on|that|which|who|was|were|is|are|did|has|had|have|will)\b)"
BESIDE = re.compile(
    rf"\b{RELATION} (?P<name>(?:the|their|its|[A-Z][\w’']+[’']s) (?:{NOT_IN_A_NAME}[\w.’'&-]+ ){{0,5}}?"
    rf"(?i:{HAPPENINGS})(?: (?:in|at|with|of|between) (?:the )?[A-Z][\w’'-]+(?:(?: and)? [A-Z][\w’'-]+)*)?)(?![\w-])"
)
"""A word of before or after, and the name of something that happened; what is no name begins with "a" or "any"."""


class Side(StrEnum):
    """Which side of an event a question asks about."""

    SINCE = "since"
    BEFORE = "before"
    UNTIL = "until"


SIDES = {
    "before": Side.BEFORE,
    "ahead of": Side.BEFORE,
    "prior to": Side.BEFORE,
    "in the run-up to": Side.BEFORE,
    "until": Side.UNTIL,
    "till": Side.UNTIL,
}


class Period(BaseModel):
    """Days asked about, and the words of the question that say so."""

    model_config = ConfigDict(frozen=True)

    interval: DateInterval
    words: str


class BesideEvent(BaseModel):
    """A period that begins or ends with an event that the question names: "since the Osaka summit"."""

    model_config = ConfigDict(frozen=True)

    side: Side
    name: str
    """Without its article: "Osaka summit"."""
    words: str
    """As the question has them: "since the Osaka summit"."""

    def period(self, event: DateInterval) -> Period | None:
        """The period, once the event's days are known; None when the side asked about has no day."""
        first, last = event.first, event.last
        if self.side is Side.SINCE:
            interval = DateInterval(first=first, last=None, precision=event.precision) if first else None
        elif self.side is Side.BEFORE:
            ends = first - timedelta(days=1) if first and first > date.min else None
            interval = DateInterval(first=None, last=ends, precision=event.precision) if ends else None
        else:
            interval = DateInterval(first=None, last=last, precision=event.precision) if last else None
        return Period(interval=interval, words=self.words) if interval else None


def stated_day(text: str, today: date) -> date | None:
    """The day of "as of 10 April 2019", which is a wall like `as_of`; None for a day that is still to come.

    Of a month or a year it is the last day; a day without a year is the last such day up to `today`.
    """
    for one in find_question_times(text, today):
        last = one.interval.last if one.interval else None
        if AS_OF.match(one.text) and last is not None and last <= today:
            return last
    return None


def period_of(text: str, as_of: date, covered: tuple[date, date] | None) -> Period | None:
    """The days that limit what is asked; an expression that only names a thing ("the June 28 meeting") sets none.

    `covered` are the first and last day of the articles: what says no year and is not counted from today limits
    nothing when it falls outside them, for it may be of any year.
    """
    for one in find_question_times(text, as_of):
        interval = one.interval
        if interval is None or one.kind is TimeKind.FISCAL or NOW.match(one.text):
            continue
        if not YEAR.search(one.text) and covered and not _within(interval, covered):
            continue
        if interval.first is not None and interval.first > as_of and not ABOUT_PAST.search(text):
            continue
        beside = _beside_dated(text, one)
        if beside is not None:
            return beside.period(interval)
        if _limits(text, one):
            return Period(interval=interval, words=one.text)
    return None


def named_event(text: str) -> BesideEvent | None:
    """The event that the question's period begins or ends with, where it is named and not dated."""
    found = BESIDE.search(text)
    if found is None:
        return None
    name = re.sub(r"^(?:the|their|its) ", "", found["name"], flags=re.IGNORECASE)
    side = SIDES.get(found["side"].lower(), Side.SINCE)
    return BesideEvent(side=side, name=name, words=found.group())


def _limits(text: str, one: TimeExpression) -> bool:
    if one.kind in {TimeKind.OPEN, TimeKind.RANGE}:
        return True
    if one.kind is TimeKind.RELATIVE and not WEEKDAY.search(one.text):
        # "last year's tariffs" names the tariffs
        return not re.match(r"[’']s?\b", text[one.end :])
    return bool(LEADS_WINDOW.search(text[: one.start]) or LEADS_WINDOW.match(f"{one.text} "))


def _beside_dated(text: str, one: TimeExpression) -> BesideEvent | None:
    """ "after the December 2018 truce": the words date the event, and the period is after it."""
    for found in BESIDE.finditer(text):
        if found.start("name") < one.start and one.end < found.end("name"):
            side = SIDES.get(found["side"].lower(), Side.SINCE)
            return BesideEvent(side=side, name=found["name"], words=found.group())
    return None


def _within(interval: DateInterval, covered: tuple[date, date]) -> bool:
    return interval.overlaps(DateInterval(first=covered[0], last=covered[1], precision=Precision.RANGE))
