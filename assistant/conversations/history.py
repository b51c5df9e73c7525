"""How much of what was said before is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.conversations.models import Exchange, Turn

__all__ = ["HISTORY_TURNS", "exchanges_of", "within_budget"]

HISTORY_TURNS = 12
"""Turns that are read at most."""
HISTORY_CHARACTERS = 8000
"""Of questions and answers together, at most: about 2,000 tokens."""


def exchanges_of(turns: Iterable[Turn]) -> tuple[Exchange, ...]:
    """Their words: the stand-alone questions, and the answers that were no refusals."""
    return tuple(
        Exchange(turn.standalone, turn.answer.text if turn.answer and not turn.answer.refused else "") for turn in turns
    )


def within_budget(history: Sequence[Exchange], characters: int = HISTORY_CHARACTERS) -> tuple[Exchange, ...]:
    """The newest exchanges whose words fit, oldest first; always the last one, however long it is."""
    kept: list[Exchange] = []
    left = characters
    for each in reversed(history[-HISTORY_TURNS:]):
        left -= len(each.question) + len(each.answer)
        if kept and left < 0:
            break
        kept.append(each)
    return tuple(reversed(kept))
