"""Which country acts or is acted on, by any of its names."""

from __future__ import annotations

import re

from assistant.language.places import PLACES

__all__ = ["NATION", "leaders", "nation_of"]

BY_FORM = {word: place.name for place in PLACES for word in place.words}
NATION = re.compile(
    r"(?<![\w.])(?:" + "|".join(re.escape(form) for form in sorted(BY_FORM, key=len, reverse=True)) + r")(?!\w)"
)


OFFICE = (
    r"(?:[Vv]ice[- ])?(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|(?:\w+ ){0,2}[Mm]inister|"
    r"(?:[Tt]rade |[Cc]ommerce |[Tt]reasury )(?:[Rr]epresentative|[Ss]ecretary|[Cc]ommissioner))"
)
LED = re.compile(rf"(?P<nation>{NATION.pattern})(?:[’']s)? {OFFICE} (?P<name>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'.-]+|of))*)")


def leaders(text: str) -> dict[str, str]:
    """Countries by the last names of those whom the text itself names as their officials: `U.S. President Ann Lee`.

    A name that the text gives to two countries is left out.
    """
    found: dict[str, set[str]] = {}
    for match in LED.finditer(text):
        name = match["name"].split()[-1].removesuffix("’s").removesuffix("'s")
        found.setdefault(name, set()).add(nation_of(match["nation"]))
    return {name: nations.pop() for name, nations in found.items() if len(nations) == 1}


def nation_of(words: str) -> str:
    """The country that a form names; empty when it names none."""
    return BY_FORM.get(words, "")
