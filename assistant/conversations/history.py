"""How much of what was said before is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversations.models import Turn

__all__ = ["HISTORY_TURNS", "within_budget"]

HISTORY_TURNS = 12
"""Turns that are read at most."""
HISTORY_CHARACTERS = 8000
"""Of questions and answers together, at most: about 2,000 tokens."""


def within_budget(turns: Sequence[Turn], characters: int = HISTORY_CHARACTERS) -> tuple[Turn, ...]:
    """The newest turns whose words fit, oldest first; always the last one, however long it is."""
    kept: list[Turn] = []
    left = characters
    for turn in reversed(turns):
        left -= len(turn.standalone) + (len(turn.answer.text) if turn.answer else 0)
        if kept and left < 0:
            break
        kept.append(turn)
    return tuple(reversed(kept))
