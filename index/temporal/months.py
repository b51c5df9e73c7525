"""Is a month's name a month here? "May" is also a verb and a prime minister, "March" a walk."""

from __future__ import annotations

import re

__all__ = ["is_month", "names_an_event"]

PREPOSITION = (
    r"(?:in|since|until|till|by|before|after|during|of|from|to|through|between|and|for|or|early|mid|late|last|next|this|"
    r"end|each|through|throughout|than|on|with|over|versus|ended|ending|beginning|starting)"
)
TIME_BEFORE = re.compile(rf"(?:\b{PREPOSITION}|[Mm]id-|[Ee]nd-|[Pp]re-)[ -]?(?:the )?$", re.IGNORECASE)
PLAIN_TIME_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|during|early|mid|late|last|next|between|throughout)|mid-|end-)[ -]?(?:the )?$",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|PM|Brian|James|Elaine|Robert|Peter) (?:Theresa )?(?i:May)\b"
)
EVENT = (
    r"(?:data|figures?|exports?|imports?|sales|reports?|meetings?|summits?|talks|deadlines?|elections?|trade figures|"
    r"deal|agreement|round|vote|referendum|attacks?|target date|inflation|prices|statement|decision|announcement|"
    r"session|hearing|visit|letter|declaration|truce|accord|tariffs?|trade data|trade deficit|trade surplus)"
)
EVENT_NEXT = re.compile(rf" (?:[\w-]+ )?{EVENT}\b", re.IGNORECASE)
MARCH_OTHER = re.compile(r"(?:Women['’]s|Long|Freedom|Peace|Protest|Million\w*|on the) $", re.IGNORECASE)
EVERY = re.compile(r"\b(?:every|each|any|per) $", re.IGNORECASE)
NAMES_AFTER = re.compile(r" (?:Day|Madness|of Dimes|on Washington|Fool|Fools|Revolution|uprising)\b")


def names_an_event(text: str, end: int) -> bool:
    """Whether a noun follows, as in "the June 28 meeting"."""
    return bool(re.match(r" [a-z]", text[end : end + 2])) and bool(EVENT_NEXT.match(text, end))


def is_month(text: str, start: int, end: int, *, dated: bool) -> bool:
    """Whether the month's name at `text[start:end]` is one; `dated`: a year or "last" stands by it."""
    name = text[start:end]
    before = text[max(0, start - 24) : start]
    if NAMES_AFTER.match(text, end) or EVERY.search(before):
        return False
    if dated:
        return True
    if name.rstrip(".").lower() in {"may", "march"} or name.islower():
        return _is_ambiguous_month(text, start, end, before)
    if len(name.rstrip(".")) <= 4 and name.rstrip(".").lower() not in {"june", "july"}:
        return bool(TIME_BEFORE.search(before)) and name.rstrip(".").lower() not in {"jan", "mar"}
    return True


def _is_ambiguous_month(text: str, start: int, end: int, before: str) -> bool:
    name = text[start:end]
    if name.islower():
        return bool(PLAIN_TIME_BEFORE.search(before)) or name not in {"may", "march", "august"}
    if PLAIN_TIME_BEFORE.search(before):
        return True
    if name.lower() == "march":
        if MARCH_OTHER.search(before):
            return False
        mid_sentence = bool(re.search(r"[a-z,;(] $", before)) and name.istitle()
        return (
            bool(TIME_BEFORE.search(before))
            or mid_sentence
            or bool(name.istitle() and EVENT_NEXT.match(text, end))
        )
    if PERSON.search(text):
        return False
    return bool(TIME_BEFORE.search(before)) or bool(name.istitle() and EVENT_NEXT.match(text, end))
