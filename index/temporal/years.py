"""Is a bare number of four digits a year? Decided by its neighbours.

"in 1930" and "the 2018 tariffs" are years; "1930 jobs", "at 1900 GMT", "Section 2020" and "2,019" are not.
"""

from __future__ import annotations

import re

__all__ = ["UNITS", "is_year"]

UNIT_WORDS = """
percent|per cent|pct|percentage|points?|basis|bps|mln|bln|trln|million|billion|trillion|thousand|hundred
tonnes?|tons?|kg|kilos?|lbs?|pounds?|ounces?|oz|barrels?|bpd|bushels?|bales?|bags|litres?|liters?|gallons?
dollars?|dlrs?|cents?|euros?|yuan|yen|marks|francs|won|rupees|pesos|crowns|stg|sterling|usd|eur
miles?|km|kilometres?|kilometers?|metres?|meters?|feet|ft|acres|hectares|cubic|square
mw|gw|megawatts?|gigawatts?|mhz|ghz|gmt|utc|est|edt|hrs?|hours?|local time|degrees|calories|volts|watts
people|persons|jobs|workers|employees|staff|soldiers|troops|votes|seats|vehicles|cars|units|shares|homes
delegates|companies|firms|families|farmers|members|students|passengers|ships|vessels|flights|head
"""
STRONG_WORDS = """
in|since|during|until|till|throughout|circa|early|late|mid|year|years|autumn|spring|summer|winter|fall
end|ended|ending|fiscal|back to|as of|between|versus|vs\\.?|calendar|season|begun|then
"""
WEAK_WORDS = """
by|of|for|from|to|and|or|up|both|before|after|through|than|with|till|against|over|around|about|on|into|under
january|february|march|april|may|june|july|august|september|october|november|december
quarter|half|season|budget|election|elections|olympics|cup
"""
PERIOD_WORDS = "days?|weeks?|months?|quarters?|half|end|start|beginning|middle|rest|course|most|much|all"
NUMBERED_THINGS = """
section|rule|page|room|no\\.?|number|article|resolution|flight|route|highway|boeing|airbus|chapter
formula|level|model|windows|office|peugeot|channel|vision|agenda|horizon|strategy|russell|csi|topix
made in china|china|form|title|act|paragraph|box|building|line|class|type|series|mark|apollo|unit
convention|directive|regulation|order|case|ext\\.?|extension|tel\\.?|phone|call|code|iso|bill|hr
mission|plan|target|euro|lot|issue|volume|vol\\.?|heading|exhibit|protocol|docket|appendix|annex
"""
COUNTING_WORDS = """
about|nearly|some|almost|only|least|most|(?:more|less|fewer) than|roughly|approximately|exactly
another|those|these|all|up to
"""
FUNCTION_WORDS = frozenset(
    """
a about above after ago against alone already also although amid an and are as at be because been before
below but by can compared could despite did do does due during ended ending even every following for
from had has have he her his how however i if in into is it its just led made may might more most no nor
not of off on once only onward onwards or our out over rather said saw says she should showed shows
since so still than that the their then there these they this those though through to until up was we
were what when where whereas which while who will with without would yet you agreed announced came fell
grew made rose signed took went
""".split()
)
"""Words that do not count things, so that a number before them can be a year."""
LEVELS = frozenset({"levels", "figures", "results", "prices", "terms", "elections"})
"""Plurals that a year describes; other plurals are what a number counts."""


def _any_of(words: str) -> str:
    return f"(?:{'|'.join(words.split(chr(10))).strip('|')})"


UNITS = rf"(?:%|{_any_of(UNIT_WORDS)}\b)"
"""What after a number makes it an amount."""
UNIT_NEXT = re.compile(rf"[ -]?{UNITS}", re.IGNORECASE)
STRONG = re.compile(
    rf"(?:\b{_any_of(STRONG_WORDS)}[ -](?:the )?(?:year )?|\b(?:{PERIOD_WORDS}) of "
    r"|\b(?:mid|end|pre|post)-)$",
    re.IGNORECASE,
)
WEAK = re.compile(rf"\b{_any_of(WEAK_WORDS)}(?: the)?,? $", re.IGNORECASE)
NAMED_NUMBER = re.compile(rf"\b(?:{_any_of(NUMBERED_THINGS)}|{_any_of(COUNTING_WORDS)}) (?:the )?$", re.IGNORECASE)
DETERMINER = re.compile(r"(?:\b|['’])(?:s|the|an?|same|its|his|her|their|our|this|that|every) $", re.IGNORECASE)
ADJECTIVE = re.compile(r"\b(?:the|an?|its|his|her|their) [a-z]{4,} $")
NAME_NEXT = re.compile(r" (?:agenda|vision)\b", re.IGNORECASE)
"""Words that a year is only the name of: "the 2030 agenda"."""
IN_BRACKETS = re.compile(r"[),;]| ?[-–] ?\d{4}\)")
BOUND = re.compile(r"(?:between|from) [\w' -]{0,30}\b(?:and|to|through) $", re.IGNORECASE)
CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w.&'’-]* $")
NEXT_WORD = re.compile(r" ([A-Za-z]+)")
PLAUSIBLE = range(1700, 2101)
LIKELY = range(1940, 2041)
"""Years that stand alone in news as a rule; others need a plainer setting."""


def is_year(text: str, start: int, end: int) -> bool:  # noqa: PLR0911 - a list of settings, one a line
    """Whether the number at `text[start:end]`, four digits already, is meant as a year."""
    number = int(text[start:end])
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    if number not in PLAUSIBLE or UNIT_NEXT.match(after) or NAME_NEXT.match(after):
        return False
    if before.endswith("(") and IN_BRACKETS.match(after):
        return True
    if STRONG.search(before) or after.startswith(("'s", "’s")):
        return True
    if NAMED_NUMBER.search(before):
        return False
    next_word = NEXT_WORD.match(after)
    word = next_word.group(1) if next_word else ""
    closes = not word or word[0].isupper() or word in FUNCTION_WORDS
    if DETERMINER.search(before):
        return number in LIKELY and bool(word) and word not in FUNCTION_WORDS
    if ADJECTIVE.search(before):
        return number in LIKELY and number % 100 > 0 and bool(word) and word not in FUNCTION_WORDS
    if BOUND.search(before) or WEAK.search(before):
        return closes or word in LEVELS or (number in LIKELY and not word.endswith("s"))
    if CAPITAL_BEFORE.search(before):
        return closes and number in LIKELY
    return not before.strip() and closes and number in LIKELY and word in FUNCTION_WORDS
