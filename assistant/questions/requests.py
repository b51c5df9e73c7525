"""A question with what its caller narrows it to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.dates import DateInterval

__all__ = ["Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """A question with what the caller narrows it to."""

    question: str
    """In its stand-alone form."""
    today: date
    asked: str = ""
    """As it was typed, where that needed the conversation before it to be understood."""
    carried: tuple[str, ...] = ()
    """What was taken over from that conversation."""
    as_of: date | None = None
    """A wall: nothing published later is looked at."""
    window: DateInterval | None = None
    """Publication days the caller allows; a wall too, unlike a period in the question's words."""
    sources: tuple[str, ...] = ()
    k: int = 10
    mode: str = ""
    """Who writes: `auto`, `extractive` or `generative`; empty for what is set."""
    model: str = ""
    """Another chat model of the same endpoint; empty for the one that is set."""
