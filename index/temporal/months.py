"""Is a month's name a month here? "May" is also a verb and a prime minister, "March" a walk."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_day_of_event", "is_month"]

PLAIN_WORDS = "in|since|until|till|during|early|mid|late|last|next|between|throughout"
OTHER_WORDS = (
    "by|before|after|of|from|to|through|and|for|or|this|end|each|than|on|with|over|versus|ended|ending|beginning|"
    "starting"
)
TIME_BEFORE = re.compile(rf"(?:\b(?:{PLAIN_WORDS}|{OTHER_WORDS})|mid-|end-|pre-)[ -]?(?:the )?$", re.IGNORECASE)
PLAIN_TIME_BEFORE = re.compile(rf"(?:\b(?:{PLAIN_WORDS})|mid-|end-)[ -]?(?:the )?$", re.IGNORECASE)
"""Words after which nobody but a month can stand: "by May" may be the prime minister."""
PERSON = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|PM|Brian|James|Elaine|Robert|Peter) (?:Theresa )?(?i:May)\b"
)
EVENT = (
    "(?:data|figures?|exports?|imports?|sales|reports?|meetings?|summits?|talks|deadlines?|elections?|deal|"
    "agreement|round|vote|referendum|attacks?|target date|inflation|prices|statement|decision|announcement|"
    "session|hearing|visit|letter|declaration|truce|accord|tariffs?|trade (?:figures|data|deficit|surplus))"
)
EVENT_NEXT = re.compile(rf" (?:[\w-]+ )?{EVENT}\b", re.IGNORECASE)
MARCH_OTHER = re.compile(r"(?:Women['’]s|Long|Freedom|Peace|Protest|Million\w*|on the) $", re.IGNORECASE)
KIN = re.compile(r"\b(?:her|his|their|my|your) (?!(?:own|next|last|early|late)\b)[a-z]+ $")
"""After "her daughter" the name is a person's."""
GIVEN_NAME = re.compile(
    r"(?:April|May|June|August) (?!\w+(?:ese|ish|ian|ean|can|man)\b)[A-Z][a-z]+"
    r"(?:['’]s\b| (?=[a-z]+s\b|[a-z]+ed\b|is\b|was\b))"
)
"""A first name with its surname, and what the person has or does."""
EVERY = re.compile(r"\b(?:every|each|any|per) $", re.IGNORECASE)
NAMES_AFTER = re.compile(
    r" (?:company|assembly|body|institution|gathering|presence|"
    r"Day|Madness|of Dimes|on Washington|Fool|Fools|Revolution|uprising)\b"
)


def is_day_of_event(text: str, start: int, end: int) -> bool:
    """Whether the day names an event ("the June 28 meeting"): then the tense says nothing of its year."""
    return text[max(0, start - 4) : start].lower() == "the " and bool(EVENT_NEXT.match(text, end))


def is_month(text: str, start: int, end: int, *, dated: bool) -> bool:
    """Whether the month's name at `text[start:end]` is one; `dated`: a year or "last" stands by it."""
    name = text[start:end]
    before = text[max(0, start - 24) : start]
    if NAMES_AFTER.match(text, end) or EVERY.search(before):
        return False
    if dated:
        return True
    if _is_a_person(text, start, before):
        return False
    if name.rstrip(".").lower() in {"may", "march"} or name.islower():
        return _is_ambiguous_month(text, start, end, before)
    if len(name.rstrip(".")) <= 4 and name.rstrip(".").lower() not in {"june", "july"}:
        return bool(TIME_BEFORE.search(before)) and name.rstrip(".").lower() not in {"jan", "mar"}
    return True


def _is_a_person(text: str, start: int, before: str) -> bool:
    """Whether the name is a first name: "April Ryan asked", "his daughter June"."""
    named = KIN.search(before) or GIVEN_NAME.match(text, start)
    return bool(named) and not TIME_BEFORE.search(before)


@lru_cache(maxsize=1)
def _names_a_person(text: str) -> bool:
    """Whether somebody called May is named: the text may then go on with the surname alone."""
    return PERSON.search(text) is not None


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
        return bool(TIME_BEFORE.search(before)) or mid_sentence or bool(name.istitle() and EVENT_NEXT.match(text, end))
    if _names_a_person(text):
        return False
    return bool(TIME_BEFORE.search(before)) or bool(name.istitle() and EVENT_NEXT.match(text, end))
