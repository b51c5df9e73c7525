"""A sentence about a topic → mentions: what it tells of one day or period.

A sentence with two dates makes two mentions. The day on which somebody merely spoke counts only where the sentence
has nothing better.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.evidence import REPORTED_ON, Sentence
from assistant.timelines.cues import (
    NEW_DAY,
    OLD_DAY,
    clause_at,
    has_done_cue,
    hypothetical,
    planned_last,
    put_aside,
    state_in,
    tells_of_past,
)
from assistant.timelines.models import DateBasis, StateKind
from index.dates import DateInterval, Precision
from index.temporal import TimeExpression, TimeKind

__all__ = [
    "LEAD_CHARACTERS",
    "Mention",
    "announced_on",
    "dated_mentions",
    "is_fresh",
    "is_statement",
    "misread",
    "rated",
]

LEAD_CHARACTERS = 400
"""News says what matters first."""
FRESH = timedelta(days=4)
"""An article that dates something this shortly before its own day lends its own day to nothing."""
LONGEST_SPAN = timedelta(days=370)
LONG, SHORT = 45, 6
"""Words beyond and below which a sentence makes a poor line."""
SUPERLATIVE = re.compile(
    r"\b(?:(?!inter)\w{3,}est|first|worst|best|most|least|time|level|loss|gain)\b[^,;]{0,40}$", re.IGNORECASE
)
HOLDS = re.compile(r"\b(?:has|have|had|is|are|was|were)\b|\bin (?:force|place|effect)\b", re.IGNORECASE)
NAMED_BY_IT = re.compile(
    r"\b(?!(?:end|beginning|start|middle|half|quarter|week|days?|months?|weeks?|rest)\b)\w+ of $", re.IGNORECASE
)
"""What stands before a month that only names a thing: "the ban of April"."""
PERFECT = re.compile(r"\b(?:has|have) (?:\w+ly )?\w+", re.IGNORECASE)
REACH = 80
"""Letters in which the verb stands of a sentence that begins with its time."""
COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|against|unlike|as in)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
OLD_DAY_BEFORE = re.compile(f"(?:{OLD_DAY.pattern})$", re.IGNORECASE)
ACCORDING = re.compile(
    r"\b(?:according to|statement|tweets?|interview|briefing|reporters)\b[^,;.]{0,40}$", re.IGNORECASE
)
DATELINE = re.compile(
    r"^(?:[A-Z][\w.’'-]*(?:[ /]+|, ?)){1,6}(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2})?(?:, ?\d{4})? ?"
    r"(?:\([^()]{2,30}\) ?)?(?:—|–|--?) "
)
"""Where and when the report was written, before its first words."""
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True)
class Mention:
    """What one sentence says of one time."""

    sentence: Sentence
    interval: DateInterval
    """Closed at both ends."""
    basis: DateBasis
    kind: StateKind
    time: TimeExpression | None = None
    """What the interval was read from."""
    aside: StateKind | None = None
    """Set when the days are those of putting something off or calling it off, not of the thing itself."""
    moved: bool = False
    """Whether the days are those that something was put off to."""
    instead_of: DateInterval | None = None
    """The days before that, where the sentence names both."""
    lent: bool = False
    """Whether the days are those that the sentence after it tells."""
    telling: float = 0.0
    """How good a line it makes, about 0 to 1.5."""


def is_statement(sentence: Sentence) -> bool:
    """Whether the article itself says it: no question, no scrap, and not somebody's words for the most part."""
    if sentence.text.rstrip('”"’) ').endswith("?") or sentence.words < SHORT:
        return False
    quoted = sum(len(match.group()) for match in QUOTED.finditer(sentence.text))
    return quoted <= len(sentence.text) / 2


def dated_mentions(sentence: Sentence) -> Iterator[Mention]:
    """What a sentence tells of each of its times."""
    published = sentence.article.published.interval
    if published is None or published.last is None:
        return
    head = DATELINE.match(sentence.text)
    written = head.end() if head else 0
    quotes = [match.span() for match in QUOTED.finditer(sentence.text)]
    usable = [
        (time, interval)
        for time in sentence.times
        if time.start >= written
        and not any(start <= time.start < end for start, end in quotes)
        and (interval := _days(time, sentence.text)) is not None
    ]
    told = [each for each in usable if not _is_spoken(each[0], sentence.text)]
    spoken = [each for each in usable if each not in told and not misread(each[0], sentence)][:1]
    if (
        told and spoken and not all(_long_over(interval, published) for _, interval in told)
    ):  # "have agreed, he said on Friday, and a rise due on 1 March is off": both count
        first = spoken[0][0].start < told[0][0].start
        spoken = spoken if first and tells_of_past(sentence.text[: spoken[0][0].start]) else []
    for time, interval in [*told, *spoken]:
        basis = DateBasis.TOLD if (time, interval) in told else DateBasis.SPOKEN
        mention = _read(sentence, time, interval, basis)
        if mention is not None:
            yield mention


def _long_over(interval: DateInterval, published: DateInterval) -> bool:
    """Whether it is a month or longer that was over when the article was written: no news."""
    over = interval.last is not None and published.first is not None and interval.last < published.first
    return over and interval.precision not in {Precision.DAY, Precision.WEEK, Precision.RANGE}


def misread(time: TimeExpression, sentence: Sentence) -> bool:
    """Whether its days cannot be right: nobody has spoken on a day to come."""
    ahead = time.interval is not None and _after(time.interval, sentence.article.published.last_day)
    return ahead and _is_spoken(time, sentence.text)


def _is_spoken(time: TimeExpression, text: str) -> bool:
    """Whether it only dates what somebody said."""
    before = text[: time.start]
    return bool(REPORTED_ON.search(before) or ACCORDING.search(before))


def _after(interval: DateInterval, day: date | None) -> bool:
    return day is not None and interval.first is not None and interval.first > day


def _days(time: TimeExpression, text: str) -> DateInterval | None:
    """The days of the event that the expression dates; None when it dates none."""
    interval = time.interval
    if interval is None or time.kind is TimeKind.FISCAL or interval.precision in {Precision.DECADE, Precision.UNKNOWN}:
        return None
    before = text[: time.start]
    if COMPARED.search(before) or (interval.precision is not Precision.DAY and NAMED_BY_IT.search(before)):
        return None
    if interval.last is None and interval.first is not None:  # "since May": it began then
        leads = not before.strip(' “"') and PERFECT.search(text[time.end : time.end + REACH])
        holds = leads or (HOLDS.search(before) and not SUPERLATIVE.search(before))
        return _period_of(interval.first, interval.precision) if holds else None
    if interval.first is None and interval.last is not None:  # "until May": only where something was put off until then
        clause = text[clause_at(text, time.start, time.end)[0] : time.start]
        return _period_of(interval.last, interval.precision) if put_aside(clause) is StateKind.POSTPONED else None
    if interval.first is None or interval.last is None or interval.last - interval.first > LONGEST_SPAN:
        return None
    return interval


def _period_of(day: date, precision: Precision) -> DateInterval | None:
    """The day, month or year at the end of an open interval; None for what is none of them."""
    if precision is Precision.DAY:
        return _one_day(day)
    if precision is Precision.MONTH:
        end = monthrange(day.year, day.month)[1]
        return DateInterval(first=day.replace(day=1), last=day.replace(day=end), precision=precision)
    if precision is Precision.YEAR:
        return DateInterval(first=date(day.year, 1, 1), last=date(day.year, 12, 31), precision=precision)
    return None


def _read(sentence: Sentence, time: TimeExpression, interval: DateInterval, basis: DateBasis) -> Mention | None:
    text = sentence.text
    begin, end = clause_at(text, time.start, time.end)
    clause = text[begin:end]
    if basis is DateBasis.TOLD and hypothetical(clause):
        return None
    if interval.precision is Precision.YEAR and not has_done_cue(clause):  # most often a statistic
        return None
    ahead = _after(interval, sentence.article.published.last_day)
    aside, act, old, moved = put_aside(text), None, None, False
    if aside is None or basis is DateBasis.SPOKEN:
        # words about what is to come say nothing of the day on which they were spoken
        spoken = basis is DateBasis.SPOKEN
        kind = StateKind.DONE if spoken else state_in(clause, text, ahead=ahead)
        said_first = text[: time.start]
        act = aside if spoken and (put_aside(said_first) or not tells_of_past(said_first)) else None
    elif aside is StateKind.POSTPONED and time.kind is TimeKind.RANGE and time.text.lower().startswith("from "):
        kind, old, interval, moved = aside, _one_day(interval.first), _one_day(interval.last), True
    elif _is_new_day(time, text) or ahead or planned_last(text[begin : time.start]):
        kind, moved = aside, aside is StateKind.POSTPONED and _is_new_day(time, text)
    else:
        kind, act = StateKind.DONE, aside
    later = OLD_DAY.match(text[time.end :].lstrip())
    if OLD_DAY_BEFORE.search(text[: time.start]):
        kind, act = StateKind.POSTPONED, None
    elif later and ahead:
        old = next((each.interval for each in sentence.times if each.start > time.end), None)
        kind, act, moved = StateKind.POSTPONED, None, True
    mention = Mention(sentence, interval, basis, kind, time, act, moved, old)
    return rated(mention, clause_is_first=begin == 0)


def _is_new_day(time: TimeExpression, text: str) -> bool:
    return time.kind is TimeKind.OPEN or bool(NEW_DAY.search(text[: time.start]))


def _one_day(day: date | None) -> DateInterval:
    return DateInterval(first=day, last=day, precision=Precision.DAY)


def is_fresh(mention: Mention) -> bool:
    """Whether its days are those of the report, or just before."""
    return _just_before(mention.interval, mention.sentence.article.published.last_day)


def announced_on(mention: Mention) -> DateInterval | None:
    """The day on which a plan, a delay or a cancellation was made known, where the sentence tells it."""
    if mention.aside:
        return mention.interval if mention.interval.precision is Precision.DAY else None
    if mention.kind is StateKind.DONE:
        return None
    published = mention.sentence.article.published.last_day
    return next(
        (
            time.interval
            for time in mention.sentence.times
            if time.interval
            and time.interval.precision is Precision.DAY
            and time.interval != mention.interval
            and _just_before(time.interval, published)
            and _is_spoken(time, mention.sentence.text)
        ),
        None,
    )


def _just_before(interval: DateInterval, published: date | None) -> bool:
    return bool(published and interval.last and published - FRESH <= interval.last <= published)


def rated(mention: Mention, *, clause_is_first: bool) -> Mention:
    """With how good a line it makes."""
    sentence, precision = mention.sentence, mention.interval.precision
    telling = (
        0.2 * (sentence.start < LEAD_CHARACTERS)
        + 0.1 * clause_is_first
        + 0.1 * (precision is Precision.DAY)
        - 0.25 * sentence.dangling
        - 0.15 * (mention.basis is not DateBasis.TOLD)
        - 0.15 * (precision is Precision.YEAR)
        - 0.01 * max(sentence.words - LONG, 0)
    )
    return replace(mention, telling=telling)
