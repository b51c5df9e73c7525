"""Is a fact stated: the matchers of a case against what a text says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from evals.cases import GoldDate, GoldNumber, Matchers, Unit
from evals.matching.numbers import Quantity, read_quantities
from evals.matching.phrases import holds_phrase, plain, typed_plainly
from evals.matching.times import intervals_of, named_days
from index.dates import DateInterval, Precision
from index.temporal import find_times

if TYPE_CHECKING:
    from assistant.answers import Answer

__all__ = ["FactMatch", "Said", "match_fact", "said_in_answer", "said_in_text"]

MARKER = re.compile(r"\s*\[\d{1,3}\]")
MOST_NAMED = 4


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


@lru_cache(maxsize=2048)
def said_in_text(text: str) -> Said:
    """What a text says by itself: dates without their year are left out."""
    unmarked = MARKER.sub("", text)
    return Said(plain(unmarked), tuple(_quantities(unmarked)), tuple(intervals_of(unmarked)))


def said_in_answer(answer: Answer) -> Said:
    """What an answer says, with the relative dates that it resolved. A refusal says nothing."""
    if answer.refused:
        return said_in_text("")
    said = said_in_text(answer.text)
    resolved = [
        days
        for sentence in answer.sentences
        for each in sentence.dates
        for days in named_days(each.text, each.interval, each.anchor)
    ]
    return Said(said.text, said.quantities, (*said.dates, *resolved))


def match_fact(fact: Matchers, said: Said) -> FactMatch:
    """Whether all of `all_of`, one of `any_of`, every number and every date of the fact are said."""
    missing = [f"lacks {phrase!r}" for phrase in fact.all_of if not holds_phrase(said.text, phrase)]
    if fact.any_of and not any(holds_phrase(said.text, phrase) for phrase in fact.any_of):
        missing.append(f"lacks any of {_listed([repr(phrase) for phrase in fact.any_of])}")
    missing += [_number_missing(number, said) for number in fact.numbers if not _states_number(number, said)]
    missing += [_date_missing(day, said) for day in fact.dates if not _states_date(day, said)]
    return FactMatch(not missing, tuple(missing))


def _quantities(text: str) -> list[Quantity]:
    """The numbers of a text, without those that are part of a date."""
    # "May" is a month by its capital, so dates are found before the text is put in lower case
    dates = [(each.start, each.end) for each in find_times(typed_plainly(text), None)]
    return [
        each
        for each in read_quantities(plain(text))
        if each.unit is not Unit.NONE or not any(start <= each.start and each.end <= end for start, end in dates)
    ]


def _states_number(number: GoldNumber, said: Said) -> bool:
    return any(each.unit is number.unit and each.value == number.value for each in said.quantities)


def _states_date(day: GoldDate, said: Said) -> bool:
    return any(day.interval.contains(each) for each in said.dates)


def _number_missing(number: GoldNumber, said: Said) -> str:
    gold = _shown(number.value, number.unit)
    same = [_shown(each.value, each.unit) for each in said.quantities if each.unit is number.unit]
    return f"said {_listed(same)}, gold {gold}" if same else f"no such figure, gold {gold}"


def _date_missing(day: GoldDate, said: Said) -> str:
    days = [_shown_days(each) for each in said.dates]
    return f"said {_listed(days)}, gold {day.value}" if days else f"no date, gold {day.value}"


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
