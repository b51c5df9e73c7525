"""Numbers with what they count, as the news writes them.

"25 percent", "25 pct", "25 per cent" and "25%" are one thing, and so are "$50 billion", "$50bn",
"US$50 billion", "50 billion dlrs" and "fifty billion dollars". A number that carries no unit of
`evals.cases.Unit` counts `none`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from evals.cases import Unit
from evals.matching.number_words import SPELLED, spelled_value

__all__ = ["Quantity", "read_quantities"]

CURRENCY_SIGNS = {
    "us$": Unit.USD,
    "c$": Unit.CAD,
    "can$": Unit.CAD,
    "a$": Unit.OTHER_DOLLAR,
    "nz$": Unit.OTHER_DOLLAR,
    "hk$": Unit.OTHER_DOLLAR,
    "nt$": Unit.OTHER_DOLLAR,
    "s$": Unit.OTHER_DOLLAR,
    "$": Unit.USD,
    "€": Unit.EUR,
    "£": Unit.GBP,
    "¥": Unit.JPY,
    "usd": Unit.USD,
    "eur": Unit.EUR,
    "gbp": Unit.GBP,
    "rmb": Unit.CNY,
    "cny": Unit.CNY,
}
SCALES = {
    **dict.fromkeys(("thousand", "k"), 3),
    **dict.fromkeys(("million", "millions", "mln", "mn", "m"), 6),
    **dict.fromkeys(("billion", "billions", "bln", "bn", "b"), 9),
    **dict.fromkeys(("trillion", "trillions", "trln", "trn", "tn"), 12),
}
UNITS = (
    (Unit.PERCENTAGE_POINTS, r"percentage[ -]points?|per ?cent[ -]points?|pct[ -]points?|%[ -]points?|pp|ppts?"),
    (Unit.BASIS_POINTS, r"basis[ -]points?|bps|bp"),
    (Unit.PERCENT, r"percent|per cent|pct|%"),
    (Unit.CAD, r"canadian (?:dollars?|dlrs?)|cad"),
    (Unit.OTHER_DOLLAR, r"(?:australian|hong kong|new taiwan|taiwan|singapore|new zealand) (?:dollars?|dlrs?)"),
    (Unit.USD, r"(?:(?:u\.s\.|us|american) )?(?:dollars?|dlrs?)|usd"),
    (Unit.EUR, r"euros?|eur"),
    (Unit.CNY, r"(?:chinese )?yuan|renminbi|rmb|cny"),
    (Unit.JPY, r"yen|jpy"),
    (Unit.GBP, r"(?:pounds? sterling|stg|gbp)"),
    (Unit.TONNES, r"(?:metric[ -])?tonnes?|metric[ -]tons?"),
    (Unit.TONS, r"(?:(?:short|long)[ -])?tons?"),
    (Unit.JOBS, r"(?:(?!and\b|or\b|to\b)[a-z][a-z'-]* ){0,2}jobs?"),
    (Unit.DAYS, r"(?:(?:calendar|working|business)[ -])?days?"),
    (Unit.WEEKS, r"weeks?"),
    (Unit.MONTHS, r"months?"),
    (Unit.YEARS, r"years?"),
)  # fmt: skip

_SIGNS = "|".join(sorted((re.escape(sign) for sign in CURRENCY_SIGNS), key=len, reverse=True))
_LONG = "|".join(sorted((name for name in SCALES if len(name) > 1), key=len, reverse=True))
NUMBER = re.compile(
    rf"""
    (?<!\w)(?<!\d[.,])(?P<minus>-(?=[\d$€£¥])|minus\ )?
    (?:(?P<sign>{_SIGNS})\ ?)?
    (?: (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
      | (?P<words>(?:{SPELLED})\b) | (?P<one>an?(?=[ ](?:thousand|million|billion|trillion)\b)) )
    (?: [ -]?(?P<scale>{_LONG})(?![^\W\d_]) | (?P<letter>[kmb])(?!\w) )?
    """,
    re.VERBOSE,
)
SUFFIXES = tuple((unit, re.compile(rf"[ -]?(?:{pattern})(?!\w)")) for unit, pattern in UNITS)
LIST = re.compile(r" ?(?:-|/|to|or|and|,|, and|, or) ?")
RANGE = re.compile(r" ?(?:-|to|and|or) ?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text says it."""

    value: Decimal
    """With its scale: 50000000000 for "$50bn"."""
    unit: Unit
    start: int
    """Offset in the text given, which must be `plain`."""
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    raw: Decimal
    exponent: int | None
    unit: Unit
    signed: bool
    """It carries a currency sign of its own."""
    written: bool
    """In words, such as "one"; counts only when something is counted."""
    start: int
    end: int


def read_quantities(said: str) -> list[Quantity]:
    """Every number of a `plain` text, in order.

    In a list or range the last one's unit holds for all ("15 or 25 percent", "$10-12 billion").
    """
    readings = _shared([_reading(said, match) for match in NUMBER.finditer(said)], said)
    return [
        Quantity(each.raw.scaleb(each.exponent or 0), each.unit, each.start, each.end)
        for each in readings
        if not each.written or each.unit is not Unit.NONE or each.exponent is not None
    ]


def _reading(said: str, match: re.Match[str]) -> _Reading:
    digits, words = match["digits"], match["words"]
    raw = Decimal(digits.replace(",", "")) if digits else Decimal(spelled_value(words) if words else 1)
    scale = match["scale"] or match["letter"]
    unit, end = CURRENCY_SIGNS.get(match["sign"] or "", Unit.NONE), match.end()
    if unit is Unit.NONE:
        unit, end = _suffix(said, end)
    return _Reading(
        raw=-raw if match["minus"] else raw,
        exponent=SCALES[scale] if scale else None,
        unit=unit,
        signed=bool(match["sign"]),
        written=not digits,
        start=match.start(),
        end=end,
    )


def _suffix(said: str, end: int) -> tuple[Unit, int]:
    for unit, pattern in SUFFIXES:
        if found := pattern.match(said, end):
            return unit, found.end()
    return Unit.NONE, end


def _shared(readings: Sequence[_Reading], said: str) -> list[_Reading]:
    """Units and scales handed back to the members of a list, from its last one to its first."""
    done = list(readings)
    for at in range(len(done) - 2, -1, -1):
        left, right = done[at], done[at + 1]
        between = said[left.end : right.start]
        if LIST.fullmatch(between):
            done[at] = _from_right(left, right)
    for at, (left, right) in enumerate(pairwise(done)):
        if left.signed and right.unit is Unit.NONE and RANGE.fullmatch(said[left.end : right.start]):
            same_scale = left.exponent if right.exponent is None else right.exponent
            done[at + 1] = replace(right, unit=left.unit, exponent=same_scale)
    return done


def _from_right(left: _Reading, right: _Reading) -> _Reading:
    """`left` with what it leaves unsaid. A year says all: "2018 and 25 percent" is no list."""
    if left.exponent is None and left.unit is Unit.NONE and not left.signed and 1900 <= left.raw < 2100:
        return left
    unit = right.unit if left.unit is Unit.NONE else left.unit
    bare = left.exponent is None and not right.signed and left.unit in {Unit.NONE, right.unit}
    range_of_sign = left.exponent is None and left.signed and right.unit is Unit.NONE
    exponent = right.exponent if (bare or range_of_sign) and left.raw < 1000 else left.exponent
    return replace(left, unit=unit, exponent=exponent)
