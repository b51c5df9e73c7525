"""Requests and responses in OpenAI's form, as far as they mean something here.

Source of the form: OpenAI's API reference, "Chat". What sets how a model writes (`temperature`, `max_tokens` and the
like) is taken and has no effect: the sentences rest on the articles.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Answer
from assistant.models.options import AnswerModeChoice
from assistant.questions.narrowing import Narrowing
from assistant.web.api.bodies import WHOLE, Day

__all__ = [
    "Annotation",
    "Choice",
    "Chunk",
    "ChunkChoice",
    "Completion",
    "CompletionBody",
    "Delta",
    "Message",
    "ModelCard",
    "ModelList",
    "Part",
    "StreamOptions",
    "TokenUsage",
    "UrlCitation",
    "Written",
]

MOST_LETTERS = 200_000


class Loose(BaseModel):
    """A part of a request: what is not known is passed over, as OpenAI's clients send ever new fields."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Part(Loose):
    """A part of a message's content."""

    type: str
    text: Annotated[str, Field(max_length=MOST_LETTERS)] = ""


class Message(Loose):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=MOST_LETTERS)] | Annotated[list[Part], Field(max_length=100)] | None = None

    @property
    def text(self) -> str:
        """Its words, those of its parts in lines."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text")


class StreamOptions(Loose):
    """What else a stream tells."""

    include_usage: bool = False


class CompletionBody(Loose):
    """A request. The fields after `stream_options` are Parley's own, sent by `extra_body`."""

    model: Annotated[str, Field(max_length=200)]
    """`parley`."""
    messages: Annotated[list[Message], Field(min_length=1, max_length=1000)]
    """The last one of the user is the question; those before it say what it is about."""
    n: Annotated[int, Field(ge=1, le=128), WHOLE] | None = None
    """1, if anything."""
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    tools: list[Any] | None = None
    """None: Parley calls no tools."""
    response_format: dict[str, Any] | None = None
    """`{"type": "text"}`, if anything."""
    as_of: Day | None = None
    since: Day | None = None
    until: Day | None = None
    sources: Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=100)] = []
    k: Annotated[int, Field(ge=1, le=1000), WHOLE] | None = None
    mode: AnswerModeChoice | None = None
    """Who writes; what the server is set to when not given."""

    def narrowing(self) -> Narrowing:
        """As `Assistant.ask` takes it."""
        narrowed = Narrowing(as_of=self.as_of, since=self.since, until=self.until, sources=tuple(self.sources))
        return {**narrowed, "k": self.k, "mode": self.mode}


class UrlCitation(BaseModel):
    """Where a marker `[n]` of the text leads. OpenAI's fields first, then Parley's."""

    start_index: int
    """Of the marker, in the message's content."""
    end_index: int
    url: str
    """The article's own address; where it has none, its place at this server."""
    title: str
    n: int
    article_id: str
    source: str
    published: str | None
    quote: str
    start: int
    """Of the quote, in the article's text."""
    end: int


class Annotation(BaseModel):
    """A citation as OpenAI's web search tells it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Written(BaseModel):
    """The message that answers."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation] = []


class Choice(BaseModel):
    """The one choice."""

    index: Literal[0] = 0
    message: Written
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class TokenUsage(BaseModel):
    """Tokens of the chat model behind Parley; none for extraction."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: TokenUsage
    parley: Answer
    """The answer in Parley's own form, with everything needed to check it."""


class Delta(BaseModel):
    """What a chunk adds to the message."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(BaseModel):
    """The one choice of a chunk."""

    index: Literal[0] = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class Chunk(BaseModel):
    """A piece of a streamed answer."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: TokenUsage | None = None
    parley: Answer | None = None
    """In the piece that ends the message."""


class ModelCard(BaseModel):
    """A model that can be named."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str


class ModelList(BaseModel):
    """All of them."""

    object: Literal["list"] = "list"
    data: list[ModelCard]
