"""Who acts in trade news: words that name one country, so that two names of it are one and two countries are two.

`actors_in("Beijing and American farmers")` gives China and the United States with their places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.places import PLACES

__all__ = ["Actor", "actors_in"]

BODIES = {"WTO": ("WTO", "World Trade Organization", "World Trade Organisation"), "GATT": ("GATT",)}
"""World bodies, which act as countries do."""
SHOUTED = 4
"""Letters of a name that is known in capitals too, as agencies once wired them; "US" and "us" stay apart."""
PLACE = re.compile(r"\b(?:in|at|near|outside|leaves|left)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, a bloc or a world body, where it is named."""

    name: str
    start: int
    end: int
    place: bool
    """Whether it is named as where something is: "in Washington"."""


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    named = {place.name: place.words for place in PLACES} | BODIES
    names = {word: name for name, words in named.items() for word in words}
    names |= {word.upper(): name for word, name in names.items() if len(word) >= SHOUTED}
    listed = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, listed))})(?!\w)"), names


def actors_in(text: str) -> list[Actor]:
    """The countries that a text names, in order; one with several names is given each time."""
    pattern, names = _table()
    return [
        Actor(names[match.group()], match.start(), match.end(), bool(PLACE.search(text[: match.start()])))
        for match in pattern.finditer(text)
    ]
