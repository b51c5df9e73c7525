"""Numbers with their units, as the news writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Figure", "figures_in"]

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
    r"yuan|renminbi": "cny",
    r"yen": "jpy",
    r"pounds sterling": "gbp",
    r"kroner|kronor": "kr",
    r"rupees?": "inr",
    r"naira": "ngn",
    r"cents?": "cent",
    r"(?:metric )?tonn?es?|(?:metric )?tons?": "tonne",
    r"kilos?|kilograms?|kg": "kilo",
    r"hours?": "hour",
    r"days?": "day",
    r"weeks?": "week",
    r"months?": "month",
    r"years?": "year",
    r"votes?": "vote",
}
SUFFIX = tuple((re.compile(rf"[ -]?(?:{pattern})(?!\w)", re.IGNORECASE), unit) for pattern, unit in UNIT.items())
PER = re.compile(
    r" (?:a|an|per|each) (watt|kilo|kilogram|tonne|ton|bag|trip|barrel|bushel|year|month|day|pound)\b", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>us\$|a\$|c\$|[$€£¥])? ?(?P<minus>(?<!\d)[-−](?=\d))?"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(?P<scale>{'|'.join(SCALE)})(?!\w))?"
    rf"|\b(?P<words>(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[:9])}))?|{'|'.join(reversed(SMALL))})"
    rf"(?![\w-])(?: (?P<wscale>{'|'.join(SCALE)})(?!\w))?"
    r"|\b(?:(?P<count>two|three)[ -]|a |by |one )?(?P<share>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"|\b(?P<twice>twice)\b",
    re.IGNORECASE,
)
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
AFTER_MONTH = re.compile(rf"\b{MONTH} (?:the )?$", re.IGNORECASE)
BEFORE_MONTH = re.compile(rf"(?:st|nd|rd|th)? (?:of )?{MONTH}\b", re.IGNORECASE)
LAST_DAY = 31
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

    def agrees(self, other: Figure) -> bool:
        """Whether the two may be one: the same value, and no unit that speaks against it."""
        if self.value != other.value or (self.per and other.per and self.per != other.per):
            return False
        if self.unit == other.unit:
            return True
        return not self.unit and other.unit not in {"percent", "points", "basis points"}


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
            found[i] = Figure(here.value, after.unit, here.per, here.start, here.end, here.role)
    return found


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    before = text[max(match.start() - 8, 0) : match.start()].lower()
    role = "from" if before.endswith("from ") else "to" if before.endswith(" to ") else ""
    if match["twice"]:
        return Figure(Decimal(2), "times", "", match.start(), match.end(), role)
    if match["share"]:
        name = match["share"].lower().removesuffix("s")
        share = Decimal(1) / 3 if name == "third" else Decimal(SHARES[name])
        many = {"two": 2, "three": 3}.get((match["count"] or "").lower(), 1)
        return Figure(round(share * many, 4), "share", "", match.start(), match.end(), role)
    digits, end = match["digits"], match.end()
    scale = match["scale"] or match["wscale"]
    value = (
        Decimal(digits.replace(",", ""))
        if digits
        else Decimal(sum(WORDS[w] for w in match["words"].lower().split("-")))
    )
    unit = CURRENCY.get((match["sign"] or "").lower(), "")
    if not unit:
        for pattern, name in SUFFIX:
            if suffix := pattern.match(text, end):
                unit, end = name, suffix.end()
                break
    if digits and not unit and not scale and len(digits) == 4 and 1500 <= value <= 2099:
        return None
    if digits and not unit and not scale and value <= LAST_DAY and _of_a_date(text, match):
        return None
    if match["words"] and value == 1 and not unit and not scale:
        return None
    per = PER.match(text, end)
    value = -value if match["minus"] else value
    return Figure(
        value.scaleb(SCALE[scale.lower()] if scale else 0),
        unit,
        per[1].lower() if per else "",
        match.start(),
        end,
        role,
    )


def _of_a_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number is the day in "March 27" or "27 March"."""
    before = AFTER_MONTH.search(text[max(match.start() - 14, 0) : match.start("digits")])
    return bool(before or BEFORE_MONTH.match(text, match.end()))
