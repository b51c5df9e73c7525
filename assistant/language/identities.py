"""Who holds an office, and who somebody is, as a sentence says it beside a name: "Trade Minister Ana Ruiz"."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["identifies", "identity_asked"]

WHO_IS = re.compile(
    r"^who(?:\s+(?:is|was|are|were)|['’]s)\s+(?:the\s+|an?\s+)?(?P<whom>[^?]{3,80}?)\s*\??$", re.IGNORECASE
)
OF_A_CLAUSE = re.compile(r"\b(?:who|that|which|to|for|by|with|expected|blamed|said|due|being|against|behind)\b")
"""Words that make the question one of a deed and not of an identity."""
NAME = r"[A-Z][\w’'-]+(?:\s(?:[A-Z]\.\s)?(?:(?:de|van|von|der|bin|al)\s)?[A-Z][\w’'-]+){1,3}"
SAID_OF = r"(?:the|an?|who|whose|chief|head|president|chair\w*|minister|secretary|director|leader|founder)\b"
OFFICES = (
    r"minister|secretary|representative|president|advis[eo]r|chief|commissioner|chairman|chairwoman|spokes\w+|"
    r"negotiator|director|senator|governor|premier|chancellor|envoy|economist"
)
OF_WHAT = re.compile(r"\s(?:of|for|at|in)\s")
OFFICE_WORDS = 2
"""An office is told by its last words: "trade representative" of "US trade representative"."""


def identity_asked(question: str) -> str:
    """The office or the person that "Who is …?" asks about; empty for another question."""
    asked = WHO_IS.match(" ".join(question.split()))
    if asked is None or OF_A_CLAUSE.search(asked["whom"]):
        return ""
    return asked["whom"]


def identifies(text: str, whom: str) -> bool:
    """Whether the text puts a name beside that office, or an office beside that name."""
    return any(each.search(text) for each in _patterns(whom))


@lru_cache(maxsize=64)
def _patterns(whom: str) -> tuple[re.Pattern[str], ...]:
    if re.fullmatch(NAME, whom):
        name = re.escape(whom.rsplit(maxsplit=1)[-1])
        return (
            re.compile(rf"\b{name},\s+{SAID_OF}"),
            re.compile(rf"\b(?i:{OFFICES})\s(?:[A-Z][\w’'-]+\s){{0,2}}{name}\b"),
        )
    office = r"\s+".join(map(re.escape, OF_WHAT.split(whom)[0].split()[-OFFICE_WORDS:]))
    return (
        re.compile(rf"\b(?i:{office}),?\s+(?:\([A-Z]+\),?\s+)?{NAME}"),
        re.compile(rf"{NAME},\s+(?:[\w.’'-]+\s+){{0,5}}?(?i:{office})\b"),
    )
