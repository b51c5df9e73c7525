"""One call to a chat model, streamed, within its limits, and ended when nobody listens any more.

The model is read in a thread of its own, so that a deadline holds for every LlamaIndex model, also for
one that knows none. Closing the call shuts its connection.
"""

from __future__ import annotations

import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.models.reply import Reply, repeats_itself
from assistant.models.stopping import Stop, current_stop
from index.errors import ModelBroken, ModelBusy, ModelError, ModelTimeout, ReplyUnusable
from prompts import Message

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage, ChatResponse

    from assistant.models.transport import Exchange

__all__ = ["ChatCall", "Limits", "Source"]

LETTERS_A_TOKEN = 12
"""More than this many letters for each token allowed: the server does not keep to the limit."""
LOOP_STEP = 400
RETRY_WAIT_S = 0.5
LONGEST_WAIT_S = 15.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take."""

    max_tokens: int
    deadline: float
    """As `time.monotonic()` counts."""
    first_word_s: float
    stall_s: float


class Source(ABC):
    """Where the pieces come from: one model, as one module knows how to call it."""

    where = "the chat model"
    """Model and endpoint, for messages."""
    says_finish = False
    """Whether a stream that ends without saying why was cut."""

    @abstractmethod
    def start(self, messages: Sequence[ChatMessage], max_tokens: int, reply: Reply) -> Iterator[ChatResponse]:
        """Send the request and hand out what comes."""

    def adapt(self, error: Exception | None, exchange: Exchange, reply: Reply) -> bool:
        """Learn from an error, or with None from a stream without a piece; whether another try makes sense."""
        del error, exchange, reply
        return False

    @abstractmethod
    def explain(self, error: Exception) -> ModelError:
        """The error of ours."""


class ChatCall:
    """A call under way: iterate it once for the pieces of the text; `reply` is what has come so far."""

    def __init__(self, source: Source, messages: Sequence[Message], limits: Limits) -> None:
        from assistant.models.transport import Exchange

        self.reply = Reply()
        self._begun = False
        self._source = source
        self._messages = messages
        self._given: Sequence[ChatMessage] = ()
        self._limits = limits
        self._pieces: queue.Queue[str | ModelError | None] = queue.Queue(maxsize=1000)
        self._exchange = Exchange(deadline=limits.deadline, silence_s=max(limits.first_word_s, limits.stall_s))
        self._worker = threading.Thread(target=self._read, name="parley-chat", daemon=True)

    def __iter__(self) -> Iterator[str]:
        """The text, piece by piece. Raises: ModelError, with the text so far in `reply`; Stopped."""
        stop = current_stop()
        stop.check()
        self._given = _as_llama_index(self._messages)  # what is imported for it is not the model's time
        self._worker.start()
        checked = 0
        wait = self._limits.first_word_s
        try:
            while (piece := self._next(wait, stop)) is not None:
                wait = self._limits.stall_s
                self.reply.text += piece
                if len(self.reply.text) > self._limits.max_tokens * LETTERS_A_TOKEN:
                    raise ReplyUnusable(f"{self._source.where} writes on beyond {self._limits.max_tokens} tokens")
                if len(self.reply.text) - checked > LOOP_STEP:
                    checked = len(self.reply.text)
                    if repeats_itself(self.reply.text):
                        raise ReplyUnusable(f"{self._source.where} says the same thing over and over")
                if piece:
                    yield piece
        finally:
            self.close()
        self._judge()

    def close(self) -> None:
        """End the call, whatever it is waiting for."""
        self._exchange.cancel()
        if self._worker.is_alive() and self._source.says_finish:
            self._worker.join(timeout=1.0)

    def _next(self, wait_s: float, stop: Stop) -> str | None:
        left = self._limits.deadline - time.monotonic()
        try:
            with stop.telling(self._wake):
                piece = self._pieces.get(timeout=max(min(wait_s, left), 0.001))
            stop.check()
        except queue.Empty:
            raise self._late(f"within {wait_s:g} s" if wait_s < left else "before the deadline") from None
        if isinstance(piece, ModelTimeout) and self._exchange.left_s <= 0:  # whoever saw it first
            raise self._late("before the deadline") from piece
        if isinstance(piece, ModelError):
            raise piece
        return piece

    def _late(self, when: str) -> ModelTimeout:
        what = "go on" if self.reply.text else "begin to answer"
        return ModelTimeout(f"{self._source.where} did not {what} {when}")

    def _wake(self) -> None:
        """Let the listener see that it is stopped; a full queue has it awake already."""
        with suppress(queue.Full):
            self._pieces.put_nowait(None)

    def _judge(self) -> None:
        reply, where = self.reply, self._source.where
        if reply.finish == "content_filter":
            raise ReplyUnusable(f"{where} did not answer: its content filter stopped it")
        if not reply.text.strip():
            said = "asked for a tool instead of answering" if reply.tool_call else "sent an empty reply"
            if reply.finish == "length":
                said = "used up its tokens without a word of answer; raise PARLEY_CHAT__ANSWER_TOKENS"
            raise ReplyUnusable(f"{where} {said}")
        if not reply.finish and self._source.says_finish:
            raise ModelBroken(f"{where} broke off in the middle of its answer")

    # in the worker's thread

    def _read(self) -> None:
        self._exchange.current.set(self._exchange)
        try:
            self._put(self._read_with_retry())
        except Exception as error:  # noqa: BLE001 - the listener gets it in our words
            self._put(self._source.explain(error))
        finally:
            self._exchange.finish()

    def _read_with_retry(self) -> ModelError | None:
        retried = False
        while True:
            try:
                self.reply.requests += 1
                if self._pump(self._given) or not self._source.adapt(None, self._exchange, self.reply):
                    return None
            except Exception as error:  # noqa: BLE001 - whatever a model raises is said in our words
                if self._begun or self._exchange.cancelled:
                    return self._source.explain(error)
                if self._source.adapt(error, self._exchange, self.reply):
                    continue
                failure = self._source.explain(error)
                if retried or not self._worth_waiting(failure):
                    return failure
                retried = True
                self.reply.notes.append(f"a second try was needed: {failure.message}")

    def _pump(self, messages: Sequence[ChatMessage]) -> bool:
        """Hand on every piece; whether there was any."""
        any_piece = False
        pieces = self._source.start(messages, self._limits.max_tokens, self.reply)
        close: Callable[[], None] = getattr(pieces, "close", lambda: None)
        try:
            for response in pieces:
                any_piece = True
                self._note(response)
                if response.delta:
                    self._begun = True
                # an empty piece too: the model is at work, be it in thought
                self._put(response.delta or "")
                if self._exchange.cancelled:
                    break
        finally:
            close()
        return any_piece

    def _note(self, response: ChatResponse) -> None:
        raw: Any = response.raw
        usage = _part(raw, "usage")
        if usage is not None:
            self.reply.prompt_tokens = _part(usage, "prompt_tokens") or self.reply.prompt_tokens
            self.reply.completion_tokens = _part(usage, "completion_tokens") or self.reply.completion_tokens
        for choice in _part(raw, "choices") or ():
            self.reply.finish = _part(choice, "finish_reason") or self.reply.finish
        if response.message.additional_kwargs.get("tool_calls"):
            self.reply.tool_call = True

    def _worth_waiting(self, failure: ModelError) -> bool:
        """Wait before the one retry, and say whether there is to be one."""
        if not failure.retryable or isinstance(failure, ModelTimeout):
            return False
        wait_s = RETRY_WAIT_S
        if isinstance(failure, ModelBusy) and failure.retry_after_s is not None:
            wait_s = failure.retry_after_s
        if wait_s > min(LONGEST_WAIT_S, self._limits.first_word_s, self._exchange.left_s / 2):
            return False
        return not self._exchange.cancelled_within(wait_s)

    def _put(self, piece: str | ModelError | None) -> None:
        while not self._exchange.cancelled:
            try:
                return self._pieces.put(piece, timeout=0.2)
            except queue.Full:
                continue
        return None


def _as_llama_index(messages: Sequence[Message]) -> Sequence[ChatMessage]:
    from llama_index.core.base.llms.types import ChatMessage, MessageRole

    return [ChatMessage(role=MessageRole(each.role), content=each.text) for each in messages]


def _part(whole: Any, name: str) -> Any:
    return whole.get(name) if isinstance(whole, dict) else getattr(whole, name, None)
