"""What came back from one call to a chat model."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Reply", "repeats_itself"]

LOOK_BACK = 1200
SIZES = (24, 72, 192)
LEAST_REPEATED = 96
OFTEN = 4


@dataclass(slots=True)
class Reply:
    """A reply as far as it has come."""

    text: str = ""
    finish: str = ""
    """`stop`, `length`, `content_filter`, `tool_calls`; empty when the server did not say."""
    prompt_tokens: int | None = None
    """As the server counted; None when it did not say."""
    completion_tokens: int | None = None
    requests: int = 0
    """How many were sent."""
    streamed: bool = True
    """Whether it came piece by piece."""
    tool_call: bool = False
    """Whether the model asked for a tool instead of answering."""
    notes: list[str] = field(default_factory=list)
    """What was met on the way: a second try, a parameter left out."""


def repeats_itself(text: str) -> bool:
    """Whether the end of the text is one piece over and over: at least four times, and 96 letters of it."""
    tail = text[-LOOK_BACK:]
    for size in SIZES:
        last = tail[-size:]
        before = tail.rfind(last, 0, len(tail) - 1)
        if len(last) < size or not last.strip() or before < 0:
            continue
        period = len(tail) - size - before
        span = max(period * OFTEN, LEAST_REPEATED)
        if len(tail) >= span and tail[-span:-period] == tail[-span + period :]:
            return True
    return False
