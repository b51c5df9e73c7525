"""The messages of a request → the question, and what was said before it.

The caller keeps the conversation and sends all of it each time: nothing of it is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.conversations import Exchange
from assistant.web.openai_door.bodies import Message
from index.errors import UsageError

__all__ = ["question_of", "said_before"]


def question_of(messages: Sequence[Message]) -> str:
    """The last message of the user. Raises: UsageError when the last message is not one, or says nothing."""
    last = messages[-1]
    if last.role != "user":
        raise UsageError(f"the last message is of {last.role!r}", hint="end with the user's question")
    return last.text


def said_before(messages: Sequence[Message]) -> tuple[Exchange, ...]:
    """The questions before the last message, as they were typed, each with what was answered; oldest first."""
    before = messages[:-1]
    return tuple(
        Exchange(each.text, _answer_in(before[place + 1 :]))
        for place, each in enumerate(before)
        if each.role == "user" and each.text.strip()
    )


def _answer_in(after: Sequence[Message]) -> str:
    """What the assistant said until the user spoke again."""
    until = takewhile(lambda each: each.role != "user", after)
    return "\n".join(each.text for each in until if each.role == "assistant")
