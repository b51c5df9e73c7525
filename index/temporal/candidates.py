"""What a pattern found, before it is joined with its neighbours and resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from index.temporal.expressions import TimeKind
    from index.temporal.meanings import Direction, Meaning
    from index.temporal.places import Cue

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


Reader = Callable[["re.Match[str]"], Candidate | None]
"""Takes a match, whose `string` is the whole text; None when the match is a trap."""


@dataclass(frozen=True)
class Rule:
    """A pattern, the function that reads its matches, and where it is worth trying."""

    pattern: re.Pattern[str]
    read: Reader
    cues: tuple[Cue, ...]
    """The date words of which every match holds one."""
    before: int
    """Characters that a match may begin ahead of that word."""
