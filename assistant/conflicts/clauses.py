"""A sentence → its clauses, each with who says it and the words that tell what it is about.

"Trump spoke of $60bn, while the trade office put it at $50bn"  →  two clauses, two speakers
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Clause", "clauses_of", "slots_of"]

BREAK = re.compile(r"(?:[,;]\s+|\s+)(?:while|whereas|but|although)\s+|;\s+")
SAYING = (
    r"(?:said|says|say|told|reported|reports|claim(?:s|ed)?|estimate[sd]?|reckon(?:s|ed)?|calculate[sd]?|"
    r"puts?(?=[^.]{1,60}\bat (?:[a-z]+ ){0,3}[$€£¥\d])|expect(?:s|ed)?|count(?:s|ed)?|argue[sd]?|insist(?:s|ed)?|"
    r"maintain(?:s|ed)?|found|finds|arrive[sd]? at|spoke of|speaks? of|show(?:s|ed)?|believe[sd]?|den(?:y|ies|ied)|"
    r"wrote|predict(?:s|ed)?|forecasts?)"
)
WHO = r"(?!(?:which|who|that|it|they|he|she)\b)[^,;.“”\"]{1,70}?"
AT_END = re.compile(rf",\s+(?P<who>{WHO})(?:,[^,]{{2,60}},)?\s+{SAYING}\b[^,;]{{0,40}}$", re.IGNORECASE)
IN_THE_MIDDLE = re.compile(rf",\s+(?P<who>{WHO})\s+{SAYING}(?:\s+on \w+day)?,\s+", re.IGNORECASE)
"""A speaker between two parts of what is said: "the fire, the guild said, and not the duty"."""
ACCORDING = re.compile(
    r",?\s*\b(?:according to|by the (?:count|reckoning|estimate) of|in the view of)\s+(?P<who>[^,;.]{2,70})|"
    r",?\s*\bby (?P<whose>(?:the )?[^,;.]{2,40}?)(?:['’]s?)?\s(?:count|reckoning|estimate)\b",
    re.IGNORECASE,
)
AT_START = re.compile(
    rf"^(?P<who>(?:[A-Z]|an?\b|the\b)[^;.“”\"]{{1,110}}?)\s+(?:had\s+|also\s+)?(?P<verb>{SAYING})\b"
    r"(?:\s+(?:on|late on)\s+\w+day)?(?:\s+reporters)?(?:\s+that\b)?",
)
ASIDE = re.compile(r"(?:as|after|in|on|at|by|while|when|since|before|a (?:day|week|month|year))\b", re.IGNORECASE)
"""What an adverbial before the speaker begins with: "A day after the vote, the minister said"."""
NO_SPEAKER = re.compile(r"\b(?:it|they|he|she)$", re.IGNORECASE)
SLOT = re.compile(
    r"\b(?P<prep>on|of|in|for|from|to|against|with)\s+(?:the\s+|an?\s+|its\s+|their\s+|all\s+|some\s+)?"
    r"(?P<head>[A-Za-z][\w’'-]*(?:\s(?!(?:on|of|in|for|from|to|against|with|and|at|by|was|were|is|are|will|has|have|had|"
    r"this|last|since)\b)[a-z][\w’'-]*){0,2})"
)
OWNER = re.compile(r"\b(?P<owner>[A-Z][\w-]*)[’']s?\s+(?:\w+\s+){0,2}?(?P<head>[a-z]\w+)")
TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|years?|months?|weeks?|days?|quarters?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing."""

    start: int
    """In the sentence's text, in code points."""
    end: int
    text: str
    speaker: str
    """Who says so, in the sentence's words; empty where only the outlet does."""
    body: str
    """Its words without those that name the speaker."""


def clauses_of(text: str) -> list[Clause]:
    """The clauses in their order; at least one."""
    starts, ends = [0], []
    for match in BREAK.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return [_clause(text, start, end) for start, end in zip(starts, ends, strict=True)]


def slots_of(text: str, terms: Callable[[str], list[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """What stands behind each preposition, and whose a thing is: ("on", {steel}), ("tariff of", {ostland})."""
    for match in SLOT.finditer(text):
        stems = frozenset(terms(match["head"]))
        if stems and not TIME.search(match["head"]):
            yield match["prep"].lower(), stems
    for match in OWNER.finditer(text):
        for stem in terms(match["head"]):
            yield f"{stem} of", frozenset(terms(match["owner"]))


def _clause(text: str, start: int, end: int) -> Clause:
    words = text[start:end].rstrip(" .,;")
    at_end = AT_END.search(words)
    if at_end:
        return Clause(start, end, words, _name(at_end["who"]), words[: at_end.start()])
    middle = IN_THE_MIDDLE.search(words)
    if middle and not ASIDE.match(words):
        body = f"{words[: middle.start()]}, {words[middle.end() :]}"
        return Clause(start, end, words, _name(middle["who"]), body)
    according = ACCORDING.search(words)
    if according:
        who = _name(according["who"] or according["whose"])
        return Clause(start, end, words, who, f"{words[: according.start()]} {words[according.end() :]}".strip())
    at_start = AT_START.match(words)
    if at_start and not NO_SPEAKER.search(at_start["who"]):
        return Clause(start, end, words, _name(at_start["who"]), words[at_start.end() :].strip())
    return Clause(start, end, words, "", words)


def _name(words: str) -> str:
    """The speaker without what is said of them: "the union, which counts storage," → "the union"."""
    if ASIDE.match(words) and "," in words:
        words = words.rsplit(",", 1)[1]
    return re.split(r",\s+(?:which|who|whose|where)\b", words.strip())[0].strip(" ,")
