"""The messages of a request → the question, and the conversation that it stands in.

The caller keeps the conversation and sends all of it each time: nothing of it is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant.conversations import Conversation, Turn
from assistant.conversations.history import HISTORY_TURNS, within_budget
from assistant.conversations.rewriting import StandAlone, stand_alone
from assistant.web.openai_door.bodies import Message
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.answers import Answer

__all__ = ["SentConversation", "question_of", "sent_before"]


class SentConversation(Conversation):
    """A conversation that came with the request and goes with the response."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.id = ""
        self.owner = ""
        self._turns = tuple(turns)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that were sent."""
        return self._turns

    @property
    def history(self) -> tuple[Turn, ...]:
        """The last of them, within the budget."""
        return within_budget(self._turns[-HISTORY_TURNS:])

    def add(self, question: str, standalone: StandAlone, answer: Answer | None) -> Turn:
        """The turn, which is kept nowhere."""
        return _turn(len(self._turns) + 1, question, standalone, answer)


def question_of(messages: Sequence[Message]) -> str:
    """The last message of the user. Raises: UsageError when the last message is not one, or says nothing."""
    last = messages[-1]
    if last.role != "user":
        raise UsageError(f"the last message is of {last.role!r}", hint="end with the user's question")
    return last.text


def sent_before(messages: Sequence[Message], as_of: date) -> SentConversation | None:
    """What was asked before the last message; None when that was nothing."""
    turns: list[Turn] = []
    for message in messages[:-1]:
        if message.role == "user" and message.text.strip():
            alone = stand_alone(message.text, within_budget(turns[-HISTORY_TURNS:]), as_of)
            turns.append(_turn(len(turns) + 1, message.text, alone, None))
    return SentConversation(turns) if turns else None


def _turn(number: int, question: str, alone: StandAlone, answer: Answer | None) -> Turn:
    return Turn(
        number=number,
        question=question,
        standalone=alone.question,
        carried=alone.carried,
        answer=answer,
        at=datetime.now(tz=UTC),
    )
