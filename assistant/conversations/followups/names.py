"""What a question names: places, people and firms, goods, actors; each with the words' place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.conversations.followups.vocabulary import ACTORS, FLOWS, GOODS
from assistant.language.places import PLACES, Place

__all__ = ["Kind", "Mention", "mentions_in", "place_called"]


class Kind(StrEnum):
    """What can stand in each other's place."""

    PLACE = "place"
    NAME = "name"
    """A person, a firm, a body: any other name."""
    GOODS = "goods"
    FLOW = "flow"
    """Exports, imports, prices."""
    ACTOR = "actor"
    """Somebody without a name: the union, farmers."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text."""

    kind: Kind
    start: int
    end: int
    text: str
    place: Place | None = None
    adjective: bool = False
    """A place in the form of an adjective: "Chinese"."""


NOT_NAMES = frozenset(
    """
    i a an the this that these those it he she they we you what when where who whom whose why how which is are was were
    do does did has have had will would can could should may might must and but or so no not yes in on at of for to by
    from since until after before between during if then there here any some all both each other tell give show list
    explain describe compare timeline chronology sorry actually ok okay please also still even according with without
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms president minister vice premier
    secretary senator senators chancellor general
    """.split()
)
ALSO_WORDS = frozenset("us turkey polish china jordan oman rome".split())
"""Places that are common words where they are typed in small letters."""
WORD = re.compile(r"[^\W\d_](?:[\w’'&.-]*\w)?")
COMMON = {Kind.GOODS: GOODS, Kind.FLOW: FLOWS, Kind.ACTOR: ACTORS}


def mentions_in(text: str) -> list[Mention]:
    """Every name and kind word, in order, none over another."""
    found = [*_places(text)]
    taken = [(each.start, each.end) for each in found]
    run: list[re.Match[str]] = []
    for match in [*WORD.finditer(text), None]:
        if (
            match
            and (_is_name(match, taken) or _ends_name(match, run))
            and (not run or text[run[-1].end() : match.start()] == " ")
        ):
            run.append(match)
            continue
        if run:
            found.append(Mention(Kind.NAME, run[0].start(), run[-1].end(), text[run[0].start() : run[-1].end()]))
        run = [match] if match and _is_name(match, taken) else []
    for match in WORD.finditer(text):
        for kind, words in COMMON.items():
            if match[0].lower() in words and not match[0].isupper():
                found.append(Mention(kind, match.start(), match.end(), match[0]))
    return sorted(found, key=lambda each: each.start)


def place_called(words: str) -> Place | None:
    """The place that a name or adjective means."""
    found = _place_forms().get(words.casefold())
    return found[0] if found else None


def _is_name(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    word = re.sub(r"[’']s$", "", match[0])
    if not word[0].isupper() or word.casefold() in NOT_NAMES:
        return False
    return not any(start < match.end() and match.start() < end for start, end in taken)


def _ends_name(match: re.Match[str], run: list[re.Match[str]]) -> bool:
    """ "He" in "Liu He": part of a name where one stands before it."""
    return bool(run) and match[0] in {"He", "An", "So", "No", "Do", "May", "General"}


def _places(text: str) -> list[Mention]:
    found = []
    small = text[1:].islower()
    for match in _place_pattern().finditer(text):
        place, adjective = _place_forms()[match[0].casefold()]
        if match[0].islower() and (not small or match[0] in ALSO_WORDS):
            continue
        if match[0] in {"Us", "Uk"}:
            continue
        found.append(Mention(Kind.PLACE, match.start(), match.end(), match[0], place, adjective))
    return found


@cache
def _place_forms() -> dict[str, tuple[Place, bool]]:
    forms: dict[str, tuple[Place, bool]] = {}
    for place in PLACES:
        forms |= {noun.casefold(): (place, False) for noun in place.nouns}
        forms |= {word.casefold(): (place, True) for word in place.adjectives if word not in place.nouns}
        forms |= {f"{word.casefold()}s": (place, False) for word in place.adjectives if word.endswith("n")}
    return forms


@cache
def _place_pattern() -> re.Pattern[str]:
    forms = sorted(_place_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
