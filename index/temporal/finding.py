"""Finds the time expressions of a text and resolves them: the order of the steps.

A quick look for date words first; only their surroundings meet the rules. What is told from
another event ("two weeks later", "three days earlier", "the previous month") is found but left
without days, because the anchor is the day of writing and not that event. Lengths of time
("for 90 days") are not times and are not found.
"""

from __future__ import annotations

from bisect import bisect
from datetime import date
from functools import cache

from index.dates import DateInterval, DateOrigin, PublicationDate
from index.temporal.candidates import Candidate, Rule
from index.temporal.day_rules import DAY_RULES, numeric_rule
from index.temporal.expressions import TimeExpression
from index.temporal.fiscal_rules import FISCAL_RULES
from index.temporal.joining import with_open_end, with_part, with_ranges
from index.temporal.meanings import Unsettled
from index.temporal.period_rules import PERIOD_RULES
from index.temporal.places import Cue, cues_of, stretches
from index.temporal.relative_rules import RELATIVE_RULES
from index.temporal.spans import interval_of
from index.temporal.told_days import counted_from_told_days, of_one_year
from index.temporal.window_rules import WINDOW_RULES

__all__ = ["find_question_times", "find_times"]


def find_times(text: str, anchor: PublicationDate | None, *, day_first: bool | None = None) -> list[TimeExpression]:
    """Every time expression of `text`, in order and without overlaps.

    `anchor` is the day of writing, as precisely as it is known: without it only expressions that
    say their own year have an interval. `day_first` settles 07/05/2019; None leaves such a date
    open unless one of its numbers can only be a day. "a week ago" is resolved; "a week earlier" and
    "a week later" are not, as they count from something told in the text.
    """
    return _find(text, anchor, day_first=day_first, question=False)


def find_question_times(text: str, as_of: date) -> list[TimeExpression]:
    """The time expressions of a question asked on the day `as_of`.

    "as of 10 April" is everything up to that day. "latest", "recent" and "now" are no expressions.
    """
    return _find(text, PublicationDate.of(as_of, DateOrigin.GIVEN), day_first=None, question=True)


def _find(
    text: str, written: PublicationDate | None, *, day_first: bool | None, question: bool
) -> list[TimeExpression]:
    cues = cues_of(text)
    if not cues:
        return []
    found = []
    around: dict[tuple[tuple[Cue, ...], int], list[tuple[int, int]]] = {}
    for rule in _rules_for(frozenset(cues), day_first=day_first):
        asked = rule.cues, rule.before
        if asked not in around:
            around[asked] = list(stretches(cues, *asked))
        for start, end in around[asked]:
            for match in rule.pattern.finditer(text, start, end):
                candidate = rule.read(match)
                if candidate and (whole := with_part(text, candidate)):
                    found.append(whole)
    if not found:
        return []
    anchor = written.interval if written else None
    joined = with_ranges(text, _longest(found))
    opened: list[Candidate] = []
    for one in joined:
        wider = with_open_end(text, one, question=question)
        # In "two months before May" the word belongs to what precedes it.
        opened.append(one if opened and wider.start < opened[-1].end else wider)
    days = of_one_year(text, opened, [interval_of(text, one, anchor) for one in opened])
    days = counted_from_told_days(text, opened, days, anchor)
    return [_expression(text, one, interval) for one, interval in zip(opened, days, strict=True)]


@cache
def _rules_for(cues: frozenset[Cue], *, day_first: bool | None) -> tuple[Rule, ...]:
    """The rules that date words of these sorts may fit, in their order."""
    rules = (
        *DAY_RULES,
        *PERIOD_RULES,
        *RELATIVE_RULES,
        *WINDOW_RULES,
        *FISCAL_RULES,
        numeric_rule(day_first=day_first),
    )
    return tuple(rule for rule in rules if not cues.isdisjoint(rule.cues))


def _longest(found: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap, longer ones first, in the order of the text."""
    chosen: list[Candidate] = []
    cluster: list[Candidate] = []
    reach = -1
    for one in [*sorted(found, key=lambda each: (each.start, -each.end)), None]:
        if one is None or one.start >= reach:
            chosen.extend(_disjoint(cluster))
            cluster, reach = [], -1
        if one is not None:
            cluster.append(one)
            reach = max(reach, one.end)
    return chosen


def _disjoint(cluster: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in sorted(cluster, key=lambda each: each.start - each.end):
        at = bisect(kept, one.start, key=lambda each: each.start)
        free_before = at == 0 or kept[at - 1].end <= one.start
        if free_before and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def _expression(text: str, one: Candidate, interval: DateInterval | None) -> TimeExpression:
    label = one.meaning.label if isinstance(one.meaning, Unsettled) else ""
    return TimeExpression(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        kind=one.kind,
        interval=interval,
        label=label,
    )
