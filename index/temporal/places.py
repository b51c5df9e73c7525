"""Where in a text a date can be at all: a quick look for date words, before any rule is tried.

Most sentences hold no date word and cost nothing more than this look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Cue", "cues_of", "stretches"]


class Cue(StrEnum):
    """The sort of a date word; each rule says which sorts it needs."""

    MONTH = "month"
    WEEKDAY = "weekday"
    WORD = "word"
    UNIT = "unit"
    SEASON = "season"
    YEAR = "year"
    HOLIDAY = "holiday"
    """Christmas, New Year's Eve: days with a name that are the same each year."""
    SHORT = "short"
    """Q2, FY19, '87, 07/05/2019, the eighties."""


AFTER = 64
"""Characters after a date word that its expression may still need."""

WORDS = {
    Cue.WORD: ("yesterday today tomorrow tonight last_night last_evening this_morning this_afternoon this_evening"),
    # Before the months and weekdays, whose short forms begin "decade" and "month".
    Cue.UNIT: "day week fortnight month quarter half year decade hour",
    Cue.MONTH: "jan feb mar apr may jun jul aug sep oct nov dec",
    Cue.WEEKDAY: "mon tue wed thu fri sat sun",
    Cue.SEASON: "spring summer autumn winter fall",
}
HOLIDAYS = "Christmas|New Year['’]s|Boxing Day|(?:[Tt]he )?Fourth of July"


def _cased(words: str) -> str:
    """The words as they are written, each spelling told by its first letter: that is what makes it quick."""
    plain = [word.replace("_", " ") for word in words.split()]
    return "|".join(form for word in plain for form in (word, word.capitalize(), word.upper()))


TRIGGER = re.compile(
    r"(?<!\w)(?=[A-Za-z\d'’])(?:"
    + "|".join(f"(?P<{cue}>{_cased(words)})" for cue, words in WORDS.items())
    + rf"|(?P<{Cue.HOLIDAY}>{HOLIDAYS})"
    + rf"|(?P<{Cue.YEAR}>1[6-9]\d\d|2[01]\d\d)"
    + rf"|(?P<{Cue.SHORT}>\d\d?[/.-]\d\d?[/.-]\d|(?:FY|fy|Fy) ?\d|[QHqh][1-4]|[1-4][QHqh]|"
    + f"{_cased('twenties thirties forties fifties sixties seventies eighties nineties')}))"
    + r"|['’]\d\d"
)


def cues_of(text: str) -> dict[Cue, list[int]]:
    """The offsets of the date words of `text`, by their sort."""
    found: dict[Cue, list[int]] = defaultdict(list)
    for match in TRIGGER.finditer(text):
        found[Cue(match.lastgroup or Cue.SHORT)].append(match.start())
    return found


def stretches(found: dict[Cue, list[int]], cues: Iterable[Cue], before: int) -> Iterator[tuple[int, int]]:
    """From `before` characters ahead of each date word to `AFTER` behind it, merged where they touch."""
    places = sorted(place for cue in cues for place in found.get(cue, ()))
    begin = end = -1
    for place in places:
        if place - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, place - before)
        end = place + AFTER
    if end >= 0:
        yield begin, end
