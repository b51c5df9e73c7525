"""A question in words → what is asked, of which period, of whom.

Rules over the question's own words; no model and no look at the articles beyond the names of their
outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assistant.questions.periods import ABOUT_NOW, ABOUT_PAST, BesideEvent, named_event, period_of, stated_day
from index.dates import DateInterval
from index.temporal import find_question_times

__all__ = ["Aspect", "UnderstoodQuestion", "understand"]

MOST_CHARACTERS = 2000


class Aspect(StrEnum):
    """What a question wants to know; one question may want several."""

    WHEN = "when"
    WHY = "why"
    WHO = "who"
    WHERE = "where"
    HOW_MUCH = "how_much"
    WHAT = "what"


class UnderstoodQuestion(BaseModel):
    """A question taken apart."""

    model_config = ConfigDict(frozen=True)

    text: str
    """The question as it is searched."""
    aspects: tuple[Aspect, ...]
    """In the order of the question, at least one."""
    window: DateInterval | None = None
    """The period asked about; None when the question names none. Articles published in it, or soon after,
    are preferred, and what is answered must be of it."""
    window_words: str = ""
    beside: BesideEvent | None = None
    """The event that bounds the period, where the question names one and no dates: "since the Osaka summit"."""
    stated_day: date | None = None
    """The day the question wants an answer as of: "as of 10 April 2019"."""
    sources: tuple[str, ...] = ()
    """Outlets that the question names."""
    wants_state: bool = False
    """Whether it asks how things stand on the day of asking, so that a newer article settles it: "will …?",
    "does …?", "latest"."""
    about_past: bool = False
    """Whether it asks of something that has happened: "when did …?"."""
    counted: str = ""
    """What "how many" asks the number of: "exclusions"."""
    wants_events: bool = False
    """Whether it asks how something went, step by step: "trace …", "how did … develop"."""
    topic: str = ""
    """The question without its time expressions: what the words of an article are matched with."""
    notes: tuple[str, ...] = ()
    """What the person should know about how the question was taken."""

    @property
    def kind(self) -> str:
        """The aspects as one word, `when_why`; `timeline` where events are asked for."""
        return "timeline" if self.wants_events else "_".join(aspect.value for aspect in self.aspects)


PATTERNS: tuple[tuple[Aspect, re.Pattern[str]], ...] = tuple(
    (aspect, re.compile(pattern, re.IGNORECASE))
    for aspect, pattern in (
        (
            Aspect.WHEN,
            r"(?:^|[,;:]\s*|\b(?:and|or|but|then)\s+)(?:(?:since|until|by|from)\s+)?when\b|\b(?:what|which)\s+"
            r"(?:exact\s+)?(?:date|day|month|year|time)\b|\bhow long ago\b",
        ),
        (
            Aspect.WHY,
            r"\bwhy\b|\bhow come\b|\bwhat (?:caused|led to|prompted|triggered|made)\b|"
            r"\b(?:what|which) (?:reasons?|grounds)\b|\bwhat (?:is|was|were|are) the (?:reasons?|causes?|grounds?)\b",
        ),
        (
            Aspect.WHO,
            r"\bwho(?:se|m)?\b|"
            r"\bwhich (?:official|person|minister|negotiator|president|leader|senator|adviser)s?\b",
        ),
        (Aspect.WHERE, r"\bwhere\b|\b(?:in )?(?:which|what) (?:country|city|place|venue|state|capital)\b"),
        (
            Aspect.HOW_MUCH,
            r"\bhow (?:much|many|large|big|high|low|long|far|fast|old)\b|"
            r"\b(?:what|which) (?:is|was|were|are)?\s*(?:the )?(?:\w+ ){0,2}"
            r"(?:rates?|percentage|share|value|amount|sum|price|level|size|number|total|figure|cost|worth)\b"
            r"|\bat what (?:rate|price|level)\b|\bby what percentage\b|\bwhat percentage\b",
        ),
    )
)
HOW_MANY = re.compile(
    r"\bhow many (?:[\w’'-]+ ){0,4}?((?!times\b)[\w’'-]+s|people|men|women|children|percent)\b"
    r"(?<!\bhas)(?<!\bwas)(?<!\bis)",
    re.IGNORECASE,
)
"""The first plural after "how many" is what is counted."""
WANTS_EVENTS = re.compile(
    r"\b(?:timeline|chronology|chronological|sequence of|course of events|in order of time|step by step)\b|"
    r"\bhistory of (?:the|this)\b|"
    r"(?:^|[.?!,;]\s*(?:and\s+)?|\b(?:please|can you|could you)\s+)trace\b|"
    r"\bhow (?:did|has|have|had) (?:[\w’'.$%-]+,? ){1,14}?"
    r"(?:develop|evolve|unfold|come about|play out|proceed|progress)(?:ed)?\b|"
    r"\b(?:list|give|name|show|outline|describe|summari[sz]e|what (?:were|are)|which) (?:me )?(?:all )?"
    r"(?:the |of the )?(?:\w+ )?(?:steps|stages|rounds|milestones|phases|events|turns|dates)\b|"
    r"\bwhat (?:has |have )?happened\b(?= .{0,80}\b(?:between|from)\b.{3,60}\b(?:and|to|until|till)\b)",
    re.IGNORECASE,
)
"""Words that ask for events in their order and not for one of them."""
ACCORDING = re.compile(
    r"\b(?:according to|reported by|(?:report|article|story|coverage)s? (?:by|in|from|of)|did|does|says?)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)

COUNTED_FROM_A_DEED = re.compile(r"\b(?:after|before)$", re.IGNORECASE)
"""What "two days after the minister left" ends its time with: without it the two clauses would run into one."""


def understand(
    question: str, *, as_of: date, sources: Iterable[str] = (), covered: tuple[date, date] | None = None
) -> UnderstoodQuestion:
    """Take a question apart.

    `sources` are the outlets that the library knows; `covered` are the first and last day of its articles: a
    month without a year that falls outside them limits nothing, for it may be the month of any year.
    White space is folded; a question beyond 2,000 characters is cut, with a note.
    """
    text = " ".join(question.split())
    notes: tuple[str, ...] = ()
    if len(text) > MOST_CHARACTERS:
        notes = (f"the question was cut from {len(text)} to {MOST_CHARACTERS} characters",)
        text = text[:MOST_CHARACTERS]
    window = period_of(text, as_of, covered)
    return UnderstoodQuestion(
        text=text,
        aspects=_aspects(text),
        window=window.interval if window else None,
        window_words=window.words if window else "",
        beside=None if window else named_event(text),
        stated_day=stated_day(text, as_of),
        sources=_named_sources(text, sources),
        wants_state=bool(ABOUT_NOW.search(text)),
        about_past=bool(ABOUT_PAST.search(text)),
        wants_events=bool(WANTS_EVENTS.search(text)),
        counted=match[1] if (match := HOW_MANY.search(text)) else "",
        topic=_without_times(text, as_of),
        notes=notes,
    )


def _aspects(text: str) -> tuple[Aspect, ...]:
    found = [(match.start(), aspect) for aspect, pattern in PATTERNS if (match := pattern.search(text))]
    return tuple(aspect for _, aspect in sorted(found)) or (Aspect.WHAT,)


def _without_times(text: str, as_of: date) -> str:
    pieces, position = [], 0
    for expression in find_question_times(text, as_of):
        if COUNTED_FROM_A_DEED.search(expression.text):
            continue
        pieces.append(text[position : expression.start])
        position = expression.end
    return " ".join("".join([*pieces, text[position:]]).split())


def _named_sources(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Outlets named as such: "according to the Ledger", "did the Ledger report"."""
    found = []
    plain = text.lower() if text.isascii() else None
    for source in sources:
        # a look for the plain words first: a pattern of each of a thousand outlets is made in a second
        if not source or (plain is not None and source.isascii() and source.lower() not in plain):
            continue
        match = re.search(rf"\b{re.escape(source)}(?:'s|’s)?(?!\w)", text, re.IGNORECASE)
        if match and ACCORDING.search(text[: match.start()]):
            found.append(source)
    return tuple(found)
