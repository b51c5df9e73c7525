"""Numbers with their units, as the news writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

__all__ = ["MONEY", "WORDS", "Figure", "figures_in", "multiples_in"]

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: n for n, word in enumerate(SMALL, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
SHARES = {"half": "0.5", "third": "3", "quarter": "0.25", "fifth": "0.2", "tenth": "0.1"}
SCALE = {"thousand": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
CURRENCY = {"$": "usd", "us$": "usd", "a$": "aud", "c$": "cad", "€": "eur", "£": "gbp", "¥": "jpy"}
UNIT = {
    r"percentage points?|points?|pp": "points",
    r"basis points?|bps?": "basis points",
    r"percent|per cent|pct|%": "percent",
    r"(?:u\.?s\.? |american )?dollars?|usd": "usd",
    r"euros?|eur": "eur",
    r"canadian dollars?|cad": "cad",
    r"australian dollars?|aud": "aud",
    r"(?:new zealand|hong kong|singapore|taiwan) dollars?": "other dollars",
    r"yuan|renminbi|rmb": "cny",
    r"yen": "jpy",
    r"pounds sterling|british pounds?|sterling": "gbp",
    r"swiss francs?": "franc",
    r"mexican pesos?": "peso",
    r"indian rupees?": "rupee",
    r"kroner|kronor|kron[ae]|crowns?": "kr",
    r"cents?": "cent",
    r"(?:metric )?tonn?es?|(?:metric )?tons?": "tonne",
    r"kilos?|kilograms?|kg": "kilo",
    r"(?:kilo)?met(?:er|re)s? (?:an|per) hour|km/h|kph": "km/h",
    r"miles (?:an|per) hour|mph": "mph",
    r"met(?:er|re)s (?:a|per) second|m/s": "m/s",
    r"kilomet(?:er|re)s?|km": "km",
    r"centimet(?:er|re)s?|cm": "cm",
    r"millimet(?:er|re)s?|mm": "mm",
    r"met(?:er|re)s?": "metre",
    r"square kilomet(?:er|re)s?": "km2",
    r"square miles?": "mile2",
    r"lit(?:er|re)s?": "litre",
    r"degrees?": "degree",
    r"decibels?|db": "decibel",
} | {
    (rf"{unit[:-1]}(?:y|ies)" if unit.endswith(("ry", "ly")) else rf"{unit}s?"): unit
    for unit in (
        "rupee naira baht peso real rand rouble ruble lira franc dinar dirham riyal shilling ringgit rupiah dong taka "
        "kuna zloty forint leu lev hryvnia koruna krona won pound dollar gram ounce mile yard acre hectare gallon "
        "barrel "
        "bushel watt kilowatt megawatt gigawatt terawatt volt hertz kilohertz megahertz gigahertz joule calorie byte "
        "megabyte gigabyte terabyte second minute hour day week month year decade century vote seat family household"
    ).split()
}
"""Patterns of what may stand behind a number, and the unit's name: measures, money, time."""
SUFFIX = tuple((re.compile(rf"[ -]?(?:{pattern})(?!\w)", re.IGNORECASE), unit) for pattern, unit in UNIT.items())
PER = re.compile(
    r" (?:a|an|per|each) (square (?:met(?:er|re)|foot|kilomet(?:er|re)|mile)|watt|kilo|kilogram|tonne|ton|bag|"
    r"trip|barrel|bushel|year|month|day|pound)\b",
    re.IGNORECASE,
)
LENGTH = r"(?:second|minute|hour|day|week|month|year|decade|point|cent|dollar|pound|tonne|ton|mile|met(?:er|re)|seat)\b"
"""What a number in words may be joined to by a hyphen: "a nine-year high"."""
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>us\$|a\$|c\$|[$€£¥])? ?(?P<minus>(?<!\d)[-−](?=\d))?"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(?P<scale>{'|'.join(SCALE)})(?!\w))?"
    rf"|\b(?P<words>(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[:9])}))?|{'|'.join(reversed(SMALL))})"
    rf"(?!\w|-(?!{LENGTH}))(?: (?P<wscale>{'|'.join(SCALE)})(?!\w))?"
    r"|\b(?:(?P<count>two|three)[ -]|a |by |one )?(?P<share>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"|\b(?P<twice>twice)(?= (?:as|the|that|those|what|its|their)\b)",
    re.IGNORECASE,
)
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
AFTER_MONTH = re.compile(rf"\b{MONTH} (?:the )?$", re.IGNORECASE)
BEFORE_MONTH = re.compile(rf"(?:st|nd|rd|th)? (?:of )?{MONTH}\b", re.IGNORECASE)
LAST_DAY = 31
TIMES_LONGER = {("month", "year"): 12, ("day", "week"): 7, ("hour", "day"): 24}
"""How many of the first make one of the second."""
MONEY = frozenset({*CURRENCY.values(), "kr", "inr", "ngn"})
COUNTED = frozenset({"vote", "seat"})
"""Units that a text leaves out where they go without saying: "364 to 60"."""
MANY = 1000
MULTIPLES = {"doubl": 2, "tripl": 3, "quadrupl": 4, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
MULTIPLE = re.compile(r"\b(?:(doubl|tripl|quadrupl)(?:e|es|ed|ing)|(two|three|four|five|ten)fold)\b", re.IGNORECASE)
OF_WHICH = re.compile(r" of (?:which|whom|them|these|those)\b")
COUNTS = re.compile(
    r" (?!(?:in|on|at|from|to|for|by|and|or|but|a|an|the|last|this|that|because|after|before|when|while)\b)[A-Za-z]"
)
"""What is counted stands behind a number: "2 million barrels"."""
BY_A_SHARE = re.compile(r"\bby an? $", re.IGNORECASE)
"""Before a share that is no ordinal: "by a tenth next year"."""
PERIOD = re.compile(r"\b(?:first|second|third|fourth|last|final) $", re.IGNORECASE)
OF_A_POINT = re.compile(r" of a (?:percentage )?point\b", re.IGNORECASE)
MOST_ROUNDED = (Decimal("0.85"), Decimal("1.15"))
"""How far "more than" and "nearly" may stand from the number itself."""
NEAR = (
    (
        "over",
        re.compile(
            r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|upwards of|at least|in excess of)(?: a)? $", re.IGNORECASE
        ),
    ),
    (
        "under",
        re.compile(
            r"\b(?:less than|under|below|nearly|almost|close to|just short of|up to|fewer than) $", re.IGNORECASE
        ),
    ),
    ("about", re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|circa|or so) $", re.IGNORECASE)),
)
LIST = re.compile(r" ?(?:-|–|to|or|and|,|from|instead of|and from) ?(?:about |up to )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text."""

    value: Decimal
    unit: str
    """Empty when the text gives none."""
    per: str
    """`kilo` for "26 cents a kilo"; else empty."""
    start: int
    end: int
    role: str
    """`from` or `to` where the word stands before it."""
    near: str = ""
    """`about`, `over` or `under` where it is told as rounded; else empty."""

    def agrees(self, other: Figure) -> bool:
        """Whether this may tell the other: the same value or it rounded, and no unit that speaks against it."""
        if self.per and other.per and self.per != other.per:
            return False
        for mine, theirs in _in_one_unit(self, other):
            if mine == theirs or (self.near and _rounds(self.near, mine, theirs)):
                return True
        return False


def _in_one_unit(one: Figure, other: Figure) -> list[tuple[Decimal, Decimal]]:
    """The two values where they can be compared, in each way that they can be."""
    units = {one.unit, other.unit}
    unsaid = not one.unit and other.unit not in {"percent", "points", "basis points"}
    if len(units) == 1 or unsaid or units == {"gbp", "pound"} or (one.unit in COUNTED and not other.unit):
        return [(one.value, other.value)]
    if units == {"share", "percent"}:
        # "a third" and "33 percent"
        shares = [100 * each.value if each.unit == "share" else each.value for each in (one, other)]
        return [(shares[0].quantize(Decimal(1)), shares[1].quantize(Decimal(1)))]
    if units == {"points", "basis points"}:
        points = [each.value / 100 if each.unit == "basis points" else each.value for each in (one, other)]
        return [(points[0], points[1])]
    for (small, large), many in TIMES_LONGER.items():
        if units == {small, large}:
            lengths = [each.value * many if each.unit == large else each.value for each in (one, other)]
            return [(lengths[0], lengths[1])]
    return []


def _rounds(near: str, told: Decimal, exact: Decimal) -> bool:
    """Whether a number told as rounded may stand for the exact one: within a twentieth, with no more digits."""
    if not exact or len(told.normalize().as_tuple().digits) > len(exact.normalize().as_tuple().digits):
        return False
    share = told / exact
    if near == "over":
        return MOST_ROUNDED[0] <= share <= 1
    if near == "under":
        return 1 <= share <= MOST_ROUNDED[1]
    return abs(share - 1) <= Decimal("0.05")


def figures_in(text: str) -> list[Figure]:
    """Every number in order; years and days of dates are left out."""
    found: list[Figure] = []
    for match in NUMBER.finditer(text):
        figure = _figure(text, match)
        if figure is not None:
            found.append(figure)
    # in "from 70 to 50 percent" the last one's unit holds for all
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        if not here.unit and after.unit and LIST.fullmatch(text[here.end : after.start]):
            found[i] = replace(here, unit=after.unit)
    for i in range(1, len(found)):
        found[i] = _of_the_same(text, found[i], found[:i])
    return [*found, *_parts(text, found)]


def multiples_in(text: str) -> list[Figure]:
    """What "doubled", "tenfold" and "halved" come to."""
    found = [
        Figure(Decimal(MULTIPLES[(match[1] or match[2]).lower()]), "times", "", match.start(), match.end(), "")
        for match in MULTIPLE.finditer(text)
    ]
    found += [
        Figure(Decimal("0.5"), "share", "", match.start(), match.end(), "")
        for match in re.finditer(r"\bhalv(?:ed|es|ing)\b", text)
    ]
    return found


def _of_the_same(text: str, here: Figure, before: list[Figure]) -> Figure:
    """The number with the unit of one before it, where it has none: "480 million dollars, after 555 million"."""
    if here.unit or COUNTS.match(text[here.end :]):
        return here
    large = abs(here.value) >= MANY
    units = [each.unit for each in before if each.unit and (each.unit in MONEY) == large]
    return replace(here, unit=units[-1]) if units else here


def _parts(text: str, found: list[Figure]) -> list[Figure]:
    """What a share of a number comes to: "60,000 doses, half of which"."""
    return [
        replace(whole, value=whole.value * share.value, near="")
        for whole, share in pairwise(found)
        if share.unit == "share" and OF_WHICH.match(text[share.end :]) and whole.unit not in {"percent", "share"}
    ]


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    before = text[max(match.start() - 24, 0) : match.start()]
    role = "from" if before.lower().endswith("from ") else "to" if before.lower().endswith(" to ") else ""
    near = next((name for name, pattern in NEAR if pattern.search(before)), "")
    if match["twice"]:
        return Figure(Decimal(2), "times", "", match.start(), match.end(), role, near)
    if match["share"]:
        return None if _is_ordinal(text, match) else _share(text, match, role, near)
    digits, end = match["digits"], match.end()
    scale = match["scale"] or match["wscale"]
    value = _value(match)
    unit = CURRENCY.get((match["sign"] or "").lower(), "")
    if not unit:
        unit, end = _unit_at(text, end)
    plain = digits and not unit and not scale
    if plain and len(digits) == 4 and 1500 <= value <= 2099:
        return None
    if plain and value <= LAST_DAY and _of_a_date(text, match):
        return None
    if match["words"] and value == 1 and not unit and not scale:
        return None
    per = PER.match(text, end)
    value = -value if match["minus"] else value
    value = value.scaleb(SCALE[scale.lower()] if scale else 0)
    return Figure(value, unit, per[1].lower() if per else "", match.start(), end, role, near)


def _value(match: re.Match[str]) -> Decimal:
    if match["digits"]:
        return Decimal(match["digits"].replace(",", ""))
    return Decimal(sum(WORDS[word] for word in match["words"].lower().split("-")))


def _unit_at(text: str, end: int) -> tuple[str, int]:
    """The unit that stands behind a number, the longest that fits, and where it ends."""
    fits = [(suffix.end(), name) for pattern, name in SUFFIX if (suffix := pattern.match(text, end))]
    return (max(fits)[1], max(fits)[0]) if fits else ("", end)


def _is_ordinal(text: str, match: re.Match[str]) -> bool:
    """Whether a word like "fifth" numbers a thing: "a fifth delay", "the third week"."""
    if match["share"].lower().rstrip("s") in {"half", "quarter"} or BY_A_SHARE.search(text, 0, match.start("share")):
        return False
    return bool(
        re.match(
            r" (?!of\b|as\b|in\b|since\b|from\b|less\b|more\b|lower\b|higher\b|to\b|by\b)[a-z]", text[match.end() :]
        )
    )


def _share(text: str, match: re.Match[str], role: str, near: str) -> Figure:
    """A fraction; of a year it is a number of months, of a point a number of points."""
    name = match["share"].lower().removesuffix("s")
    share = Decimal(1) / 3 if name == "third" else Decimal(SHARES[name])
    many = {"two": 2, "three": 3}.get((match["count"] or "").lower(), 1)
    if name in {"half", "quarter"} and PERIOD.search(text[max(match.start() - 8, 0) : match.start()]):
        return Figure(12 * share, "month", "", match.start(), match.end(), role, near)
    point = OF_A_POINT.match(text, match.end())
    if point:
        return Figure(share * many, "points", "", match.start(), point.end(), role, near)
    return Figure(round(share * many, 4), "share", "", match.start(), match.end(), role, near)


def _of_a_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number is the day in "March 27" or "27 March"."""
    before = AFTER_MONTH.search(text[max(match.start() - 14, 0) : match.start("digits")])
    return bool(before or BEFORE_MONTH.match(text, match.end()))
