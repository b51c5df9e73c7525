"""The words of dates, as regular expression fragments and as the numbers they stand for.

Names of months and days need their capital (or a text in capitals): "may", "march", "sat" and
"sun" are other words without it.
"""

from __future__ import annotations

from index.dates import Precision
from index.temporal.periods import Season, Share

__all__ = [
    "COUNT",
    "DAY",
    "DAY_PART",
    "DECADE_NAMES",
    "FEW",
    "MONTH",
    "ORDINAL",
    "SEASON",
    "TURN",
    "UNIT",
    "WEEKDAY",
    "WEEKDAY_FULL",
    "YEAR",
    "count_of",
    "decade_of",
    "month_of",
    "ordinal_of",
    "season_of",
    "share_named",
    "turn_of",
    "unit_of",
    "weekday_of",
]

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_SHORT = ("Mon", "Tues", "Tue", "Weds", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")


def _cased(words: tuple[str, ...]) -> str:
    return "|".join(form for word in words for form in (word, word.upper()))


LOWER_SAFE = "|".join(name.lower() for name in MONTH_NAMES if name not in {"March", "May", "August"})
CLEAR_PLACES = "".join(
    rf"(?<=\b{word})|" for word in ("in ", "since ", "until ", "early ", "late ", "mid-", "during ", "between ")
)
LOWER_GUARDED = (
    rf"(?:{CLEAR_PLACES.rstrip('|')})(?:may|march|august)"
    r"|(?:may|march|august)(?=,? (?:of )?(?:1[6-9]|20)\d\d\b)"
)
"""As people type questions: only where no verb can stand."""
MONTH = f"(?:{_cased(MONTH_NAMES)}|{LOWER_SAFE}|{LOWER_GUARDED}|(?:{_cased(MONTH_SHORT)})(?![a-zA-Z])\\.?)"
WEEKDAY_FULL = f"(?:{_cased(WEEKDAY_NAMES)}|(?:{'|'.join(WEEKDAY_NAMES).lower()})|(?:Tues|Weds|Thurs)\\b\\.?)"
WEEKDAY = f"(?:{_cased(WEEKDAY_NAMES)}|(?:{_cased(WEEKDAY_SHORT)})(?![a-zA-Z])\\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[6-9]|20|21)\d\d"
UNIT = r"(?i:day|week|month|quarter|year|decade)"
SEASON = r"(?i:spring|summer|autumn|winter|fall)"
TURN = r"(?i:last|this|next)"
DAY_PART = r"(?:(?i: (?:early |late )?(?:morning|afternoon|evening|night)))"
ORDINAL = r"(?i:first|second|third|fourth|1st|2nd|3rd|4th)"
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
COUNT = rf"(?i:\d{{1,3}}|{'|'.join(reversed(NUMBERS))})"
FEW = r"(?i:a couple of|couple of|a few|few|several)"
DECADE_NAMES = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"

COUNTS = {name: number for number, name in enumerate(NUMBERS, 1)}
FEWS = {"couple": (2, 3), "few": (2, 6), "several": (3, 9)}
"""The least and the most that the word is taken to mean."""
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
TURNS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "the": 0, "current": 0,
    "next": 1, "coming": 1,
}  # fmt: skip


def month_of(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return [name[:3].lower() for name in MONTH_NAMES].index(word[:3].lower()) + 1


def weekday_of(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return [name[:3].lower() for name in WEEKDAY_NAMES].index(word[:3].lower())


def unit_of(word: str) -> Precision:
    """The unit that "week", "weeks" or "Weeks" names."""
    return Precision(word.lower().rstrip("s'’"))


def count_of(word: str) -> tuple[int, int]:
    """The least and the most that a number word says: (3, 3) for "three", (2, 6) for "a few"."""
    lowered = word.lower()
    for few, bounds in FEWS.items():
        if few in lowered:
            return bounds
    count = COUNTS.get(lowered) or (int(lowered) if lowered.isdecimal() else 1)
    return count, count


def ordinal_of(word: str) -> int:
    """1 to 4."""
    return ORDINALS[word.lower()]


def turn_of(word: str) -> int:
    """-1 for last, 0 for this, 1 for next."""
    return TURNS[word.lower()]


def decade_of(word: str) -> int:
    """1980 for "eighties": of the last century, as nobody speaks of others by these names yet."""
    return 1920 + 10 * DECADE_NAMES.split("|").index(word.lower())


def season_of(word: str) -> Season:
    """The season; fall is autumn."""
    return Season.AUTUMN if word.lower() == "fall" else Season(word.lower())


def share_named(word: str) -> Share:
    """The part of a period that "the beginning of", "mid-" or "late" names."""
    lowered = " ".join(word.lower().replace("-", " ").split())
    if "mid" in lowered and ("early" in lowered or "late" in lowered):
        return Share.EARLY_TO_MIDDLE if "early" in lowered else Share.MIDDLE_TO_LATE
    if "half" in lowered:
        return Share.FIRST_HALF if "first" in lowered or "1" in lowered else Share.SECOND_HALF
    if any(one in lowered for one in ("early", "beginning", "start")):
        return Share.EARLY
    return Share.MIDDLE if "mid" in lowered else Share.LATE
