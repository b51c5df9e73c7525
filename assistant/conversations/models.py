"""What a conversation is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from assistant.answers import Answer, Frozen

__all__ = ["ConversationSummary", "Exchange", "Turn"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer as words: all that a follow-up can rest on."""

    question: str
    answer: str = ""
    """Empty when there was none."""


class Turn(Frozen):
    """One question of a conversation and what came of it."""

    number: int = Field(ge=1)
    """From 1, in the order in which they were asked."""
    question: str
    """As it was typed."""
    standalone: str
    """As it was searched: it can be understood without what was said before."""
    carried: tuple[str, ...] = ()
    """What of the turns before went into the stand-alone question; empty when it needed nothing."""
    answer: Answer | None
    """None while it is made, and when that was stopped before its end."""
    at: datetime


class ConversationSummary(Frozen):
    """A conversation in a list."""

    id: str
    title: str
    owner: str
    created: datetime
    updated: datetime
    """When the last turn was added or the title changed."""
    turns: int
