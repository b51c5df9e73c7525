"""One question to the judging model: within its time and its budget, once more when the reply does not fit."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol, TypeVar

from assistant.models.chat import ChatModel
from index.errors import ModelError
from prompts import Message, Prompt

__all__ = ["Asker", "ChatAsker", "JudgeCosts", "Unanswered", "ask_twice"]

Verdict = TypeVar("Verdict")
REPLY_TOKENS = 300
DEADLINE_S = 120.0
REMINDER = "Your reply did not end with the line that was asked for. Reply again, and end with that line."


class Unanswered(Exception):  # it is no fault of the program: the case is left unscored
    """The judge gave no verdict; the message says why."""


@dataclass(slots=True)
class JudgeCosts:
    """What judging has cost so far. Threads may share it."""

    usd_per_million: tuple[float, float] = (0.0, 0.0)
    """Of prompt and of completion tokens."""
    max_usd: float | None = None
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    failures: int = 0
    """Questions without a verdict."""
    _lock: Lock = field(default_factory=Lock)

    @property
    def usd(self) -> float:
        """US dollars, by the prices given."""
        into, out = self.usd_per_million
        return (self.prompt_tokens * into + self.completion_tokens * out) / 1_000_000

    def add(self, prompt_tokens: int, completion_tokens: int) -> None:
        """Count one call."""
        with self._lock:
            self.calls += 1
            self.prompt_tokens += prompt_tokens
            self.completion_tokens += completion_tokens

    def check(self) -> None:
        """Raises: Unanswered when the budget is spent."""
        if self.max_usd is not None and self.usd >= self.max_usd:
            raise Unanswered(f"the judge's budget of {self.max_usd:g} USD is spent")


class Asker(Protocol):
    """A chat model as judges call it."""

    @property
    def name(self) -> str:
        """As the record calls it."""

    def ask(self, messages: Sequence[Message]) -> str:
        """The reply's text. Raises: Unanswered."""


class ChatAsker:
    """A model behind an OpenAI-compatible endpoint."""

    def __init__(self, model: ChatModel, costs: JudgeCosts) -> None:
        self._model = model
        self._costs = costs
        self.name = model.name

    def ask(self, messages: Sequence[Message]) -> str:
        """See `Asker`."""
        self._costs.check()
        call = self._model.call(messages, max_tokens=REPLY_TOKENS, deadline=time.monotonic() + DEADLINE_S)
        try:
            text = "".join(call)
        except ModelError as error:
            self._costs.add(call.reply.prompt_tokens or 0, call.reply.completion_tokens or 0)
            raise Unanswered(f"the judge failed: {error}") from error
        prompt = call.reply.prompt_tokens
        # four letters a token where the server does not count, so that the budget holds all the same
        self._costs.add(
            sum(len(each.text) for each in messages) // 4 if prompt is None else prompt,
            call.reply.completion_tokens or max(1, len(text) // 4),
        )
        return text


def ask_twice(
    asker: Asker, prompt: Prompt, variables: dict[str, object], read: Callable[[str], Verdict | None]
) -> tuple[Verdict, str]:
    """The verdict and the reply it stands in. Raises: Unanswered when two replies hold none."""
    messages = prompt.messages(**variables)
    for attempt in range(2):
        reply = asker.ask(messages)
        verdict = read(reply)
        if verdict is not None:
            return verdict, reply
        if not attempt:
            messages = [*messages, Message("assistant", reply), Message("user", REMINDER)]
    raise Unanswered("two replies without a verdict in the form that was asked for")
