"""A question at any door: answered in a thread, told event by event, measured, and dropped when the caller leaves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Coroutine, Generator, Iterator, Sequence
from contextlib import aclosing, closing
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from assistant.answers import Answer
from assistant.conversations import Exchange
from assistant.questions.narrowing import Narrowing
from assistant.streaming import AnswerEvent, StreamEvent, TextEvent
from assistant.web.observing.spans import traced
from assistant.web.served import Served
from assistant.web.workers import Lane

__all__ = ["answer_of", "answering", "lane_of", "observed", "while_connected"]

T = TypeVar("T")


async def answering(
    served: Served, door: str, question: str, narrowing: Narrowing, history: Sequence[Exchange] = ()
) -> AsyncGenerator[StreamEvent, None]:
    """The events of an answer; close it when the caller has gone. Raises: what `Assistant.stream` raises;
    ServerBusy; DeadlineMissed."""
    arrived = time.perf_counter()
    stream = served.workers.stream(
        lane_of(served, narrowing),
        lambda: observed(served, door, served.parley.stream(question, history=history, **narrowing), arrived),
    )
    async with aclosing(stream) as events:
        async for event in events:
            yield event


def observed(
    served: Served, door: str, events: Iterator[StreamEvent], arrived: float
) -> Generator[StreamEvent, None, None]:
    """The same events, with a span around them and counted; `arrived` is when the question did, by `perf_counter`."""
    first_words = 0.0
    with closing(traced(events, door)) as told:
        for event in told:
            if not first_words and isinstance(event, TextEvent | AnswerEvent):
                first_words = time.perf_counter() - arrived
            if isinstance(event, AnswerEvent):
                _count(served, event.answer, first_words)
            yield event


async def answer_of(
    served: Served, door: str, question: str, narrowing: Narrowing, history: Sequence[Exchange] = ()
) -> Answer:
    """The answer at the end of the events."""
    async with aclosing(answering(served, door, question, narrowing, history)) as events:
        async for event in events:
            if isinstance(event, AnswerEvent):
                return event.answer
    raise AssertionError("a stream ends with its answer")


def lane_of(served: Served, narrowing: Narrowing) -> Lane:
    """Where the answer is made: one that may wait for a chat model holds none that is made without."""
    mode = narrowing.get("mode") or served.parley.settings.mode
    return Lane.ASKING if mode == "extractive" or served.parley.model is None else Lane.MODEL


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What the work gives, unless the caller leaves first: then it is cancelled.

    The request's body must have been read. Raises: ClientDisconnect; what the work raises.
    """
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _count(served: Served, answer: Answer, first_words: float) -> None:
    figures = served.figures
    figures.answers.add(answer.status, answer.mode)
    figures.first_words.observe(first_words, answer.mode)
    for step, spent in answer.usage.milliseconds.items():
        figures.steps.add(step, by=spent / 1000)
    figures.tokens.add("read", by=answer.usage.prompt_tokens)
    figures.tokens.add("written", by=answer.usage.completion_tokens)
