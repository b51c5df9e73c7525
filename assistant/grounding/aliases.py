"""One name for one body in both texts: initials for what they stand for, "Department of X" as "X Department"."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["in_short", "initials_of", "plainly"]

BODIES = {
    "World Trade Organi[sz]ation": "WTO",
    "International Monetary Fund": "IMF",
    "European Central Bank": "ECB",
    "World Health Organi[sz]ation": "WHO",
    "Food and Agriculture Organi[sz]ation": "FAO",
    "International Energy Agency": "IEA",
    "Organi[sz]ation of (?:the )?Petroleum Exporting Countries": "OPEC",
    "Organi[sz]ation for Economic Co-?operation and Development": "OECD",
    "Association of South-?[Ee]ast Asian Nations": "ASEAN",
    "North American Free Trade Agreement": "NAFTA",
    r"(?:Office of the )?(?:U\.S\.|US|United States) Trade Representative(?: office|[’']s office)?": "USTR",
    "Federal Reserve(?: Board)?": "Fed",
    "Bank of England": "BoE",
    "Bank of Japan": "BoJ",
    "gross domestic product": "GDP",
}
"""Bodies of which news of trade speaks, as patterns, and their short names."""
LONG = tuple((re.compile(rf"\b(?:the )?{long}(?!\w)", re.IGNORECASE), short) for long, short in BODIES.items())
OF = re.compile(r"\b(?P<kind>[Dd]epartment|[Mm]inistry) (?:of|for) (?P<what>[A-Z]?[a-z]+)\b")
CLEFT = re.compile(r"^It (?:is|was) (?P<who>(?:the )?[^,]{2,60}?) (?:that|who|which) ", re.IGNORECASE)
INITIALS = re.compile(r"\b[A-Z]{3,6}\b")
RUN = re.compile(r"\b[A-Z][\w’'-]+(?:(?: (?:of|for|and|the|in|on))* [A-Z][\w’'-]+){1,6}")
SMALL = frozenset("of for and the in on".split())


@lru_cache(maxsize=4096)
def in_short(text: str) -> str:
    """The text with long names in short and "Ministry of Finance" as "Finance Ministry"."""
    for long, short in LONG:
        text = long.sub(short, text)
    return OF.sub(lambda m: f"{m['what']} {m['kind']}", text)


def plainly(claim: str) -> str:
    """ "It was X that came" as "X came"."""
    cleft = CLEFT.match(claim)
    return f"{cleft['who'][0].upper()}{cleft['who'][1:]} {claim[cleft.end() :]}" if cleft else claim


def initials_of(text: str, other: str) -> str:
    """The text with each run of capitals for which the other text has only the initials in those."""
    wanted = set(INITIALS.findall(other)) - set(INITIALS.findall(text))
    if not wanted:
        return text
    return RUN.sub(lambda m: _initials(m.group()) if _initials(m.group()) in wanted else m.group(), text)


def _initials(run: str) -> str:
    return "".join(word[0] for word in run.split() if word not in SMALL)
