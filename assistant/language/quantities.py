"""Text → the quantities in it, in units that can be compared and others kept apart.

    "about $50bn a year"  →  50,000,000,000 usd, about
    "25 per cent"         →  25 percent
    "0.6 of a percentage point" → 0.6 points
    "190,000 jobs"        →  190,000 job

A percentage is not a percentage point, a short ton is not a tonne, and dollars of two countries are two currencies.
Numbers that are years, days or parts of names are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Quantity", "may_hold", "quantities_in", "same_value"]

SCALES = {
    "hundred": 100, "k": 1_000, "thousand": 1_000, "lakh": 100_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000,
    "million": 1_000_000, "crore": 10_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    "milliard": 1_000_000_000, "tn": 1_000_000_000_000, "trn": 1_000_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
"""The billion is the short one, as news in English has it; a milliard is the same number."""
WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
CURRENCY_SIGNS = {
    "$": "usd", "us$": "usd", "c$": "cad", "a$": "aud", "nz$": "nzd", "hk$": "hkd", "nt$": "twd", "s$": "sgd",
    "r$": "brl", "mex$": "mxn", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "rs": "inr", "rmb": "cny",
    "cny": "cny", "usd": "usd", "eur": "eur", "gbp": "gbp", "jpy": "jpy",
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "usd", "dlr": "usd", "euro": "eur", "yuan": "cny", "renminbi": "cny", "yen": "jpy", "pound": "gbp",
    "stg": "gbp", "mark": "dem", "franc": "frf", "rupee": "inr", "won": "krw", "peso": "mxn", "rand": "zar",
    "ruble": "rub", "rouble": "rub", "ecu": "xeu", "real": "brl", "lira": "try", "lire": "itl", "markka": "fim",
    "taka": "bdt", "ringgit": "myr", "baht": "thb", "schilling": "ats", "guilder": "nlg", "peseta": "esp",
    "escudo": "pte", "rupiah": "idr", "crown": "crown",
}  # fmt: skip
COUNTRY_DOLLARS = {
    "u.s.": "usd", "us": "usd", "american": "usd", "canadian": "cad", "australian": "aud", "hong kong": "hkd",
    "taiwan": "twd", "new zealand": "nzd", "singapore": "sgd",
}  # fmt: skip
NUMBER = r"(?<![\w.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
WORD_NUMBER = rf"(?P<n>\b(?:{'|'.join(WORDS)})\b|(?<![\w.,])(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?))"
SCALE = rf"(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})"
SIGN = r"(?P<sign>(?:US|C|A|NZ|HK|NT|S|R|Mex)?\$|€|£|¥|₹|\b(?:RMB|Rs\.?|CNY|USD|EUR|GBP|JPY)(?=\s?\d))"
MONEY_SIGNED = re.compile(
    rf"{SIGN}\s?(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)[\s-]?(?:{SCALE}\b)?", re.IGNORECASE
)
UNIT_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("money", MONEY_SIGNED),
    (
        "money",
        re.compile(
            rf"{WORD_NUMBER}[\s-]?(?:{SCALE}[\s-])?\s?(?P<of>U\.?S\.?|American|Canadian|Australian|Hong Kong|Taiwan|"
            rf"New Zealand|Singapore)?\s?(?P<money>{'|'.join(CURRENCY_WORDS)})s?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "points",
        re.compile(
            rf"{WORD_NUMBER}\s?(?:of a |of one )?(?:percentage|pct|percent|per cent)[\s-]points?\b", re.IGNORECASE
        ),
    ),
    ("basis_points", re.compile(rf"{WORD_NUMBER}\s?(?:basis points?|bps?)\b", re.IGNORECASE)),
    ("percent", re.compile(rf"{WORD_NUMBER}[\s-]?(?:%|per ?cents?\b|pct\b)", re.IGNORECASE)),
    (
        "mass",
        re.compile(
            rf"{WORD_NUMBER}[\s-]?(?:{SCALE}[\s-])?\s?"
            rf"(?P<mass>(?:metric |short |long )?(?:tonnes?|tons?)|bushels?|barrels?|kilograms?|kg|pounds?|"
            rf"head(?= of\b))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "count",
        re.compile(
            rf"{WORD_NUMBER}[\s-]?(?:{SCALE}\s)?\s?(?P<thing>[a-z][a-z’'-]*(?:\s[a-z][a-z’'-]*){{0,2}})", re.IGNORECASE
        ),
    ),
)
MASSES = {
    "tonne": "tonne", "ton": "tonne", "metric ton": "tonne", "metric tonne": "tonne", "short ton": "short_ton",
    "long ton": "long_ton", "bushel": "bushel", "barrel": "barrel", "kilogram": "kg", "kg": "kg", "pound": "pound_mass",
    "head": "head",
}  # fmt: skip
BEGINS = re.compile(rf"\b(?:{'|'.join(WORDS)})\b|(?<![\w.,])\d", re.IGNORECASE)
"""Where a number can begin that no sign of a currency stands before; tried there alone, the patterns are quick."""
SIGNED = re.compile(SIGN, re.IGNORECASE)
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(
    rf"\d|\b(?:{'|'.join(word for word in WORDS if word not in {'a', 'an'})}|(?:{'|'.join(CURRENCY_WORDS)})s?|"
    r"tonnes?|tons?|bushels?|barrels?|kilograms?|kg)\b",
    re.IGNORECASE,
)
"""A number in digits or words, or what "a" counts one or "a million" of."""
ABOUT = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|approximately|close to|an estimated|estimated|up to|more than|over|"
    r"at least|less than|under|as much as|in excess of|no more than|just (?:over|under)|well over|or so)\s*$",
    re.IGNORECASE,
)
BOUND = re.compile(r"\b(?:up to|as much as|no more than|less than|under|at most)\s*$", re.IGNORECASE)
FLOOR = re.compile(r"\b(?:more than|over|at least|in excess of|well over)\s*$", re.IGNORECASE)
NO_THING = re.compile(
    r"^(?:years?|months?|weeks?|days?|hours?|minutes?|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|jan|feb|aug|sept?|oct|nov|dec|am|pm|a\.m|p\.m|and|or|to|in|on|of|at|by|from|the|this|that|"
    r"with|when|while|after|before|until|but|as|is|are|was|were|will|would|had|has|have|for|if|it|he|she|they|than|"
    r"time|times|other|others|more|least|o'clock)\b",
    re.IGNORECASE,
)
PLAIN = re.compile(
    r"^(?:chinese|american|us|u\.s|new|more|extra|further|additional|full|partial|kinds? of|other)\s+", re.IGNORECASE
)
ROUND = Decimal("0.03")
"""Two figures this near each other are one figure rounded; an "about" doubles it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, where it stands."""

    value: Decimal
    """In the unit itself, scale multiplied out."""
    unit: str
    """`percent`, `points`, `basis_points`, a currency such as `usd`, `tonne`, or the singular of what is counted."""
    start: int
    end: int
    text: str
    about: bool = False
    """Whether the words call it rough."""
    bound: str = ""
    """`most` for "up to", `least` for "more than"; empty for a figure that is meant as it stands."""
    digits: int = 0
    """How many digits it was told with."""


def may_hold(text: str) -> bool:
    """False only for a text without quantities, whichever of its words are left out: a quick look for numbers."""
    return bool(NUMBERED.search(text))


def quantities_in(text: str, aside: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities in their order; none that overlaps a span of `aside`, such as a date. Spans count characters."""
    found: list[Quantity] = []
    numbers = [match.start() for match in BEGINS.finditer(text)]
    signs = [match.start() for match in SIGNED.finditer(text)] if DIGIT.search(text) else []
    for kind, pattern in UNIT_PATTERNS:
        for match in _matches(pattern, text, signs if pattern is MONEY_SIGNED else numbers):
            start, end = match.span()
            taken = [(each.start, each.end) for each in found]
            if any(start < last and first < end for first, last in [*taken, *aside]):
                continue
            quantity = _quantity(kind, match, text)
            if quantity is not None:
                found.append(quantity)
    return sorted([*found, *_first_of_ranges(text, found)], key=lambda each: each.start)


def _matches(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives of a pattern that can begin nowhere else."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one unit may be one figure, told with more and fewer digits."""
    if one.unit != other.unit:
        return False
    if one.value == other.value:
        return True
    if one.bound or other.bound:
        return _within_bound(one, other) or _within_bound(other, one)
    larger = max(abs(one.value), abs(other.value))
    apart = abs(one.value - other.value) / larger
    rough = one.about or other.about or min(one.digits, other.digits) <= 1
    return apart <= (2 * ROUND if rough else ROUND) and one.unit not in {"percent"} | _COUNTED_EXACTLY


_COUNTED_EXACTLY = frozenset({"vote", "line", "tariff line", "country", "member"})


def _within_bound(bound: Quantity, other: Quantity) -> bool:
    near = ROUND * 5
    if bound.bound == "most":
        return bound.value * (1 - near) <= other.value <= bound.value
    return bound.bound == "least" and bound.value <= other.value <= bound.value * (1 + near)


def _quantity(kind: str, match: re.Match[str], text: str) -> Quantity | None:
    groups = match.groupdict()
    raw = groups["n"].lower()
    scale = (groups.get("scale") or "").lower()
    unit = _unit(kind, groups, raw, scale)
    if unit is None:
        return None
    value = Decimal(WORDS[raw]) if raw in WORDS else Decimal(raw.replace(",", ""))
    value *= SCALES.get(scale, 1)
    before = text[max(match.start() - 24, 0) : match.start()]
    end = match.end() if kind != "count" else match.start("thing") + len(groups["thing"].split(" ")[0])
    bound = "most" if BOUND.search(before) else "least" if FLOOR.search(before) else ""
    return Quantity(
        value=value,
        unit=unit,
        start=match.start(),
        end=end,
        text=text[match.start() : end].strip(),
        about=bool(ABOUT.search(before)),
        bound=bound,
        digits=len(raw.replace(",", "").replace(".", "").strip("0")) or 1,
    )


def _unit(kind: str, groups: dict[str, str | None], raw: str, scale: str) -> str | None:
    match kind:
        case "money" if groups.get("sign"):
            return CURRENCY_SIGNS[(groups["sign"] or "").lower().rstrip(".")]
        case "money":
            word = (groups["money"] or "").lower()
            country = (groups.get("of") or "").lower()
            if raw in {"a", "an", "one"} and not scale:
                return None
            return COUNTRY_DOLLARS.get(country, "usd") if word in {"dollar", "dlr"} else CURRENCY_WORDS[word]
        case "mass":
            name = (groups["mass"] or "").lower()
            return MASSES.get(name.removesuffix("s"), MASSES.get(name, "tonne"))
        case "count":
            return _thing(groups["thing"] or "", raw)
        case _:
            return None if raw in {"a", "an"} else kind


def _thing(words: str, raw: str) -> str | None:
    """What is counted, in the singular; None when the words count nothing."""
    if raw in {"a", "an", "one"}:
        return None
    bare = PLAIN.sub("", words.strip().lower())
    if NO_THING.match(bare):
        return None
    if raw.isdigit() and len(raw) == 4 and 1500 <= int(raw) <= 2100:
        return None
    plural = next((word for word in bare.split() if word.endswith("s") and not word.endswith("ss")), "")
    if not plural and not bare.startswith("people"):
        return None
    return _singular(plural or "people")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word.removesuffix("s")


def _first_of_ranges(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """The first number of "5 or 10 percent" and "25 to 30 percent", which has its unit from the second."""
    for each in found:
        lead = re.search(
            r"(?<![\w.,$€£])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?:to|or|and|-|–)\s?$", text[: each.start]
        )
        if lead is None or any(other.start <= lead.start(1) < other.end for other in found):
            continue
        raw = lead[1]
        value = Decimal(raw.replace(",", ""))
        if each.unit not in {"percent", "points", "tonne"} and each.value > 1000:
            continue
        yield Quantity(value, each.unit, lead.start(1), lead.end(1), raw, each.about, "", len(raw.replace(".", "")))
