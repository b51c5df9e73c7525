"""What a pattern found, before it is joined with its neighbours and resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.temporal.expressions import TimeKind
from index.temporal.meanings import Direction, Meaning

__all__ = ["Candidate", "Reader", "Rule"]


@dataclass(frozen=True)
class Candidate:
    """A stretch of text and what it may mean; `kind` and `side` change when words around it join."""

    start: int
    end: int
    kind: TimeKind
    meaning: Meaning
    direction: Direction | None = None
    """Set when the words themselves say where to look; else the tense of the clause does."""
    side: str = ""
    """"since", "until", "before" or "after" for an open interval."""
    until: Meaning | None = None
    """The other end of a range."""
    bare: bool = False
    """"the year": only a time when words before it say so ("the end of the year")."""


Reader = Callable[[str, "re.Match[str]"], Candidate | None]
"""Takes the text and a match; None when the match is a trap."""


@dataclass(frozen=True)
class Rule:
    """A compiled pattern and the function that reads its matches."""

    pattern: re.Pattern[str]
    read: Reader
