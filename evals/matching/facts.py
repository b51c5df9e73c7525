"""Is a fact stated: the matchers of a case against what a text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from evals.cases import Direction, GoldDate, GoldNumber, Matchers, Unit
from evals.given import GivenSentence, given, spoken
from evals.matching.directions import direction_of
from evals.matching.numbers import Quantity, read_quantities
from evals.matching.phrases import holds_phrase, plain, typed_plainly
from evals.matching.times import intervals_of, named_days, times_in
from index.dates import DateInterval, Precision

if TYPE_CHECKING:
    from assistant.answers import Answer
    from evals.given import GivenAnswer

__all__ = [
    "FactMatch",
    "Said",
    "date_missing",
    "match_fact",
    "number_missing",
    "said_in_answer",
    "said_in_text",
    "said_in_windows",
    "states_date",
    "states_number",
]

MARKER = re.compile(r"\s*\[\d{1,3}\]")
MOST_NAMED = 4
WINDOW = 3
"""Sentences in which a fact must be stated whole: one and its two neighbours."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, read once for all the facts that are looked for in it."""

    text: str
    """`plain`, without citation markers."""
    quantities: tuple[Quantity, ...]
    dates: tuple[DateInterval, ...]


@dataclass(frozen=True, slots=True)
class FactMatch:
    """Whether a fact is stated, and what is missing when it is not."""

    matched: bool
    missing: tuple[str, ...]
    """One readable piece a matcher that failed: "said 35 percent, gold 25 percent"."""

    @property
    def reason(self) -> str:
        """All that is missing, in one line; empty when the fact is stated."""
        return "; ".join(self.missing)


@lru_cache(maxsize=8192)
def said_in_text(text: str) -> Said:
    """What a text says by itself: dates without their year are left out."""
    unmarked = MARKER.sub("", text)
    return Said(plain(unmarked), tuple(_quantities(unmarked)), tuple(intervals_of(unmarked)))


def said_in_answer(answer: Answer | GivenAnswer) -> Said:
    """What an answer says, with the relative dates that it resolved. A refusal says nothing."""
    if answer.refused:
        return said_in_text("")
    said = said_in_text(answer.text)
    resolved = [days for sentence in given(answer).sentences for days in _resolved(sentence)]
    return Said(said.text, said.quantities, (*said.dates, *resolved))


def said_in_windows(answer: Answer | GivenAnswer) -> tuple[Said, ...]:
    """The same for every sentence with its two neighbours: what is said together.

    A fact is stated in one of them, or a list of everything would state any combination. One for an
    answer of up to three sentences; one that says nothing for a refusal.
    """
    if answer.refused:
        return (said_in_text(""),)
    sentences = spoken(given(answer))
    if len(sentences) <= WINDOW:
        return (said_in_answer(answer),)
    windows = [sentences[at : at + WINDOW] for at in range(len(sentences) - WINDOW + 1)]
    return tuple(_said_together(window) for window in windows)


def _said_together(sentences: Sequence[GivenSentence]) -> Said:
    said = said_in_text(" ".join(sentence.text for sentence in sentences))
    resolved = [days for sentence in sentences for days in _resolved(sentence)]
    return Said(said.text, said.quantities, (*said.dates, *resolved))


def _resolved(sentence: GivenSentence) -> list[DateInterval]:
    return [days for each in sentence.dates for days in named_days(each.text, each.interval, each.anchor)]


def match_fact(fact: Matchers, said: Said) -> FactMatch:
    """Whether all of `all_of` and `patterns`, one of `any_of`, every number and every date of the fact are said."""
    missing = [f"lacks {phrase!r}" for phrase in fact.all_of if not holds_phrase(said.text, phrase)]
    if fact.any_of and not any(holds_phrase(said.text, phrase) for phrase in fact.any_of):
        missing.append(f"lacks any of {_listed([repr(phrase) for phrase in fact.any_of])}")
    missing += [f"lacks {pattern!r}" for pattern in fact.patterns if not re.search(pattern, said.text)]
    missing += [number_missing(number, said) for number in fact.numbers if not states_number(number, said)]
    missing += [date_missing(day, said) for day in fact.dates if not states_date(day, said)]
    return FactMatch(not missing, tuple(missing))


def _quantities(text: str) -> list[Quantity]:
    """The numbers of a text, without those that are part of a date."""
    # "May" is a month by its capital, so dates are found before the text is put in lower case
    dates = [(each.start, each.end) for each in times_in(typed_plainly(text), None)]
    return [
        each
        for each in read_quantities(plain(text))
        if each.unit is not Unit.NONE or not any(start <= each.start and each.end <= end for start, end in dates)
    ]


def states_number(number: GoldNumber, said: Said) -> bool:
    """Whether the figure is said with its unit and, where the case asks, the way it went."""
    return any(_is_number(number, each, said.text) for each in said.quantities)


def states_date(day: GoldDate, said: Said) -> bool:
    """Whether a day of the gold date, or all of it, is said."""
    return any(day.interval.contains(each) for each in said.dates)


def number_missing(number: GoldNumber, said: Said) -> str:
    """What is said instead: "said 35 %, gold 25 %"."""
    way = f" {number.direction}" if number.direction else ""
    gold = f"{_shown(number.value, number.unit)}{way}"
    same = [_shown(each.value, each.unit) for each in said.quantities if each.unit is number.unit]
    return f"said {_listed(same)}, gold {gold}" if same else f"no such figure, gold {gold}"


def date_missing(day: GoldDate, said: Said) -> str:
    """What is said instead: "said 2019-05-13, gold 2019-05-10"."""
    days = [_shown_days(each) for each in said.dates]
    return f"said {_listed(days)}, gold {day.value}" if days else f"no date, gold {day.value}"


def _is_number(gold: GoldNumber, each: Quantity, text: str) -> bool:
    if each.unit is not gold.unit:
        return False
    if abs(each.value - gold.value) <= gold.within:
        way = gold.direction
    elif gold.value < 0 and abs(each.value + gold.value) <= gold.within:
        way = Direction.DOWN
    else:
        return False
    return way is None or direction_of(text, each.start, each.end) is way


def _shown(value: Decimal, unit: Unit) -> str:
    for name, exponent in (("tn", 12), ("bn", 9), ("m", 6)):
        if abs(value) >= 10**exponent:
            return f"{_digits(value.scaleb(-exponent))}{name}{_unit(unit)}"
    return f"{_digits(value)}{_unit(unit)}"


def _digits(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(unit: Unit) -> str:
    return {Unit.NONE: "", Unit.PERCENT: " %"}.get(unit, f" {unit.value.replace('_', ' ')}")


def _shown_days(days: DateInterval) -> str:
    if days.first is None or days.last is None:
        return f"{days.first or '…'} to {days.last or '…'}"
    if days.first == days.last:
        return days.first.isoformat()
    length = {Precision.MONTH: 7, Precision.YEAR: 4}.get(days.precision)
    return days.first.isoformat()[:length] if length else f"{days.first} to {days.last}"


def _listed(items: list[str]) -> str:
    different = list(dict.fromkeys(items))
    more = f" and {len(different) - MOST_NAMED} more" if len(different) > MOST_NAMED else ""
    return ", ".join(different[:MOST_NAMED]) + more
