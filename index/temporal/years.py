"""Is a bare number of four digits a year? Decided by its neighbours.

"in 1930" and "the 2018 tariffs" are years; "1930 jobs", "at 1900 GMT", "Section 2020" and "2,019" are not.
"""

from __future__ import annotations

import re

__all__ = ["UNITS", "is_year"]

UNITS = (
    r"(?:%|percent|per cent|pct|percentage|points?|basis|bps|mln|bln|trln|million|billion|trillion|thousand|hundred|"
    r"tonnes?|tons?|kg|kilos?|lbs?|pounds?|ounces?|oz|barrels?|bpd|bushels?|bales?|bags|litres?|liters?|gallons?|"
    r"dollars?|dlrs?|cents?|euros?|yuan|yen|marks|francs|won|rupees|pesos|crowns|stg|sterling|usd|eur|"
    r"miles?|km|kilometres?|kilometers?|metres?|meters?|feet|ft|acres|hectares|cubic|square|"
    r"mw|gw|megawatts?|gigawatts?|mhz|ghz|gmt|utc|est|edt|hrs?|hours?|local time|degrees|calories|volts|watts|"
    r"people|persons|jobs|workers|employees|staff|soldiers|troops|votes|seats|vehicles|cars|units|shares|homes|"
    r"delegates|companies|firms|families|farmers|members|students|passengers|ships|vessels|flights|head)\b"
)
"""Words after a number that make it an amount."""

UNIT_NEXT = re.compile(rf"[ -]?{UNITS}", re.IGNORECASE)
STRONG = re.compile(
    r"(?:\b(?:in|since|during|until|till|throughout|circa|early|late|mid|year|years|autumn|spring|summer|winter|fall|"
    r"end|ended|ending|fiscal|back to|as of|between|versus|vs\.?|calendar|season|begun|then)[ -](?:the )?(?:year )?"
    r"|\bmid-|\bend-|\bpre-|\bpost-)$",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"\b(?:by|of|for|from|to|and|or|before|after|through|than|with|till|against|over|around|about|on|into|under|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"quarter|half|season|budget|election|elections|olympics|cup)(?: the)?,? $",
    re.IGNORECASE,
)
BOUND = re.compile(r"(?:between|from) [\w' -]{0,30}\b(?:and|to|through) $", re.IGNORECASE)
NAMED_NUMBER = re.compile(
    r"\b(?:section|rule|page|room|no\.?|number|article|resolution|flight|route|highway|boeing|airbus|chapter|"
    r"formula|level|model|windows|office|peugeot|channel|vision|agenda|horizon|strategy|russell|csi|topix|"
    r"made in china|china|form|title|act|paragraph|box|building|line|class|type|series|mark|apollo|unit|"
    r"convention|directive|regulation|order|case|ext\.?|extension|tel\.?|phone|call|code|iso|bill|hr|"
    r"mission|plan|target|euro|about|nearly|some|almost|only|least|most|than|roughly|approximately|exactly|"
    r"another|those|these|all|its|their|his|her|our) (?:the )?$",
    re.IGNORECASE,
)
CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w.&'’-]* $")
NEXT_WORD = re.compile(r"[ ]([A-Za-z]+)")
FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "ago",
        "against",
        "alone",
        "already",
        "also",
        "although",
        "amid",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "below",
        "but",
        "by",
        "can",
        "compared",
        "could",
        "despite",
        "did",
        "do",
        "does",
        "due",
        "during",
        "ended",
        "ending",
        "even",
        "every",
        "following",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "led",
        "made",
        "may",
        "might",
        "more",
        "most",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "only",
        "onward",
        "onwards",
        "or",
        "our",
        "out",
        "over",
        "rather",
        "said",
        "saw",
        "says",
        "she",
        "should",
        "showed",
        "since",
        "so",
        "still",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "to",
        "until",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whereas",
        "which",
        "while",
        "who",
        "will",
        "with",
        "without",
        "would",
        "yet",
        "you",
        "agreed",
        "announced",
        "came",
        "fell",
        "grew",
        "made",
        "rose",
        "saw",
        "signed",
        "took",
        "went",
    ]
)
PLAUSIBLE = range(1700, 2101)
LIKELY = range(1940, 2041)
"""Years that stand alone in news as a rule; others need a plainer setting."""


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the number at `text[start:end]`, four digits already, is meant as a year."""
    number = int(text[start:end])
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    if number not in PLAUSIBLE or UNIT_NEXT.match(after):
        return False
    if before.endswith("(") and after[:1] in {")", ",", ";"}:
        return True
    if STRONG.search(before) or after.startswith(("'s", "’s")):
        return True
    if NAMED_NUMBER.search(before):
        return False
    next_word = NEXT_WORD.match(after)
    word = next_word.group(1) if next_word else ""
    closes = not word or word[0].isupper() or word in FUNCTION_WORDS
    if before.endswith(("the ", "The ", "THE ")):
        return number in LIKELY and bool(word) and word not in FUNCTION_WORDS
    if BOUND.search(before) or WEAK.search(before):
        return closes or (number in LIKELY and not word.endswith("s"))
    if CAPITAL_BEFORE.search(before):
        return closes and number in LIKELY
    return not before.strip() and closes and number in LIKELY and word in FUNCTION_WORDS
