"""Words that say which way something went, and words that turn a statement around."""

from __future__ import annotations

import re
from typing import NamedTuple

from evals.cases import Direction

__all__ = ["NEGATIONS", "OPPOSITES", "WORD", "Turn", "direction_of", "turns_in"]

_PAIRS = """
rose fell; risen fallen; rise fall; rises falls; rising falling; raised lowered; raise lower; raises lowers;
raising lowering; increase decrease; increased decreased; increases decreases; increasing decreasing;
gained lost; gain loss; gains losses; grew shrank; grown shrunk; growth contraction; up down; higher lower;
climbed dropped; climb drop; jumped slumped; surged plunged; imposed lifted; impose lift; imposing lifting;
widened narrowed; expanded contracted; accepted rejected; accept reject; agreed refused; agree refuse;
began ended; begin end; begins ends; started stopped; more fewer; above below; added removed; won lost;
stronger weaker; strengthened weakened; before after; approved rejected; supported opposed; support oppose;
"""
OPPOSITES: dict[str, str] = {}
"""A word and what says the contrary of it."""
for _left, _right in (pair.split() for pair in _PAIRS.replace("\n", " ").split(";") if pair.strip()):
    OPPOSITES.setdefault(_left, _right)
    OPPOSITES.setdefault(_right, _left)

_UP = """
rose risen rise rises rising raised raise raises raising increase increased increases increasing gained gain gains
grew grown growth up higher climbed climb jumped surged widened expanded
""".split()
_DOWN = """
fell fallen fall falls falling lowered lower lowers lowering decrease decreased decreases decreasing lost loss losses
shrank shrunk contraction down dropped drop slumped plunged narrowed contracted cut cuts declined decline declines
reduced reduce halved slid slipped
""".split()
_WAY = {**dict.fromkeys(_UP, Direction.UP), **dict.fromkeys(_DOWN, Direction.DOWN)}
NEGATIONS = frozenset("not no never without neither nor none cannot nobody nothing hardly scarcely".split())
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
CLAUSE = re.compile(r"[.;:!?]\s|\s-\s|, (?:and|but|while|which|who)\s")
REACH = 60
"""Letters around a figure in which a word of direction belongs to it."""


class Turn(NamedTuple):
    """A word on which the sense of a sentence turns."""

    word: str
    negates: bool
    start: int


def direction_of(plain_text: str, start: int, end: int) -> Direction | None:
    """Which way the figure at these offsets went: by the nearest word of direction of its clause."""
    before = CLAUSE.split(plain_text[max(0, start - REACH) : start])[-1]
    after = CLAUSE.split(plain_text[end : end + REACH])[0]
    ways = [(len(before) - word.end(), _WAY[word.group()]) for word in WORD.finditer(before) if word.group() in _WAY]
    ways += [(word.start(), _WAY[word.group()]) for word in WORD.finditer(after) if word.group() in _WAY]
    return min(ways, key=lambda way: way[0])[1] if ways else None


def turns_in(plain_text: str) -> list[Turn]:
    """Negations ("not", "didn't") and words that have an opposite, in order."""
    turns = []
    for match in WORD.finditer(plain_text):
        word = match.group().replace("’", "'")
        if word in NEGATIONS or word.endswith("n't"):
            turns.append(Turn("not" if word.endswith("n't") else word, True, match.start()))
        elif word in OPPOSITES:
            turns.append(Turn(word, False, match.start()))
    return turns
