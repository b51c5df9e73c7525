"""Dates: is each one of the sentence there, however either of them puts it?"""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.grounding.clauses import Clause, clauses_of
from assistant.grounding.matching import Evident, Matcher
from index.dates import DateInterval, Precision
from index.temporal import find_times

__all__ = ["dates_there", "years_bound"]

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
LINKED, CLEARLY, LEAST_OF_RIVAL = 0.3, 0.5, 0.5
YEAR_BEFORE = re.compile(
    r"\b(?:year|twelve months|12 months) (?:before|earlier|ago|previously)|previous year|prior year", re.IGNORECASE
)
MONTH_BEFORE = re.compile(r"\bmonth (?:before|earlier)\b", re.IGNORECASE)
YEAR_AFTER = re.compile(r"\byear (?:later|after)|following year", re.IGNORECASE)


def dates_there(m: Matcher) -> str:
    """The first date that is not there, in words; empty when all are."""
    published = m.evidence[0].published
    known = [each.interval for e in m.evidence for each in e.times if each.interval is not None]
    if published.interval is not None:
        known.append(published.interval)
    known += [shifted for e in m.evidence for shifted in _before(e)]
    years = {day.year for each in known if _is_short(each) for day in (each.first, each.last) if day}
    years |= {int(year) for e in m.evidence for year in YEAR.findall(e.text)}
    years |= _derived(m)
    for time in find_times(m.claim, published):
        if time.interval is None or _said_as_is(m, time.text):
            continue
        mine = [int(year) for year in YEAR.findall(time.text)]
        if any(year not in years for year in mine):
            return f"the date {time.text!r} is not there"
        whole_year = bool(mine) and time.text.strip().lower().removeprefix("in ").isdigit()
        if len(mine) > 1 or whole_year or any(time.interval.contains(each) or time.interval == each for each in known):
            continue
        if any(each.contains(time.interval) and _is_short(each, 31) for each in known):
            continue
        return f"the date {time.text!r} is not there"
    return ""


def years_bound(m: Matcher) -> str:
    """The first year that is told there of something else, in words; empty when none."""
    for clause in clauses_of(m.claim):
        mine = {int(year) for year in YEAR.findall(clause.text)}
        wanted = m.words.told(clause.text)
        if not wanted or len(mine) != 1 or not any(str(min(mine)) in each.text for each in m.evidence):
            continue
        own = best = 0.0
        for i, each in enumerate(m.evidence):
            theirs = {int(year) for year in YEAR.findall(each.text)} | _years_in(each, Clause("", 0, len(each.text)))
            for part in clauses_of(each.text):
                years = _years_in(each, part)
                figures = [f for f in each.figures if part.start <= f.start < part.end]
                near = m.words.score(wanted, m.words.stems(part.text))
                near += sum(any(mine.agrees(f) for f in figures) for mine in m.figures)
                score = near + LINKED * (m.words.score(wanted, m.held[i]) - near)
                if years and not (years | theirs) & mine:
                    best = max(best, score if near else 0.0)
                else:
                    own = max(own, score)
        if best > own + CLEARLY and best >= LEAST_OF_RIVAL * m.words.total(wanted):
            return f"the year {min(mine)} is that of something else there"
    return ""


def _years_in(each: Evident, part: Clause) -> set[int]:
    """The years that a clause is told of; none where it gives no date."""
    spans = [
        t.interval for t in each.times if part.start <= t.start < part.end and t.interval and _is_short(t.interval)
    ]
    return {day.year for span in spans for day in (span.first, span.last) if day}


def _is_short(span: DateInterval, days: int = 366) -> bool:
    """Whether a span is a year at most: the ends of "the past three years" are no dates that anybody names."""
    return span.first is None or span.last is None or (span.last - span.first).days <= days


def _before(each: Evident) -> list[DateInterval]:
    """The spans that are told by another: "412 by the end of October, from 295 a month earlier"."""
    spans = [time.interval for time in each.times if time.interval]
    found: list[DateInterval] = []
    if MONTH_BEFORE.search(each.text):
        ends = [span.first.replace(day=1) - timedelta(days=1) for span in spans if span.first]
        found += [DateInterval(first=end.replace(day=1), last=end, precision=Precision.MONTH) for end in ends]
    if YEAR_BEFORE.search(each.text):
        found += [_a_year_before(span) for span in spans]
    return found


def _a_year_before(span: DateInterval) -> DateInterval:
    days = [
        day - timedelta(days=365 + (day.month > 2 and day.year % 4 == 0)) if day else None
        for day in (span.first, span.last)
    ]
    return DateInterval(first=days[0], last=days[1], precision=span.precision)


def _derived(m: Matcher) -> set[int]:
    """Years that are told by another: "a year earlier"."""
    found: set[int] = set()
    for each in m.evidence:
        named = {int(year) for year in YEAR.findall(each.text)}
        if each.published.interval is not None and each.published.interval.first is not None:
            named |= {each.published.interval.first.year}
        if YEAR_BEFORE.search(each.text):
            found |= {year - 1 for year in named}
        if YEAR_AFTER.search(each.text):
            found |= {year + 1 for year in named}
    return found


def _said_as_is(m: Matcher, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(words)}\b", each.text, re.IGNORECASE) for each in m.evidence)
