"""What a question tells while it is being answered, in order; the last one is the answer itself.

The same events in Python, over HTTP and behind the page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.answers import Answer, Frozen, QueryRecord

__all__ = ["AnswerEvent", "RestartEvent", "SearchedEvent", "StreamEvent", "TextEvent"]


class SearchedEvent(Frozen):
    """What is about to be searched: the stand-alone question, the window, the wall."""

    kind: Literal["searched"] = "searched"
    query: QueryRecord


class TextEvent(Frozen):
    """The next piece of the text, with its markers. Provisional: the answer at the end is what holds."""

    kind: Literal["text"] = "text"
    text: str


class RestartEvent(Frozen):
    """The text so far is withdrawn, and why; what follows takes its place."""

    kind: Literal["restart"] = "restart"
    reason: str


class AnswerEvent(Frozen):
    """The end: the whole answer."""

    kind: Literal["answer"] = "answer"
    answer: Answer


StreamEvent = Annotated[SearchedEvent | TextEvent | RestartEvent | AnswerEvent, Field(discriminator="kind")]
