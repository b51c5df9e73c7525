"""A chat model as the chain knows it: a name, what it can take, and calls.

Behind it stands an endpoint of the settings, or any LlamaIndex model that was passed in.
"""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.models.calling import ChatCall, Limits, Source
from assistant.models.options import ChatSettings
from index.errors import ModelBroken, ModelError
from prompts import Message

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage, ChatResponse
    from llama_index.core.llms import LLM

    from assistant.models.reply import Reply
    from assistant.models.transport import Exchange

__all__ = ["ChatModel", "model_of"]

SMALLEST_CONTEXT = 512


class ChatModel:
    """A chat model. Threads may share it."""

    def __init__(self, settings: ChatSettings, llm: LLM | None = None) -> None:
        """`llm` stands in for the endpoint that the settings describe. Nothing heavy is loaded yet."""
        self.settings = settings
        self._llm = llm
        self.context_tokens = settings.context_tokens
        if llm is not None:
            self.name = _name_of(llm)
            self.context_tokens = _context_of(llm) or settings.context_tokens
        else:
            self.name = settings.model

    @cached_property
    def source(self) -> Source:
        """How it is called. Raises: SettingsError when the endpoint's settings do not fit."""
        return _Given(self._llm, self.name) if self._llm is not None else _Endpoint(self.settings)

    def prepare(self) -> None:
        """Begin to import what a call needs, in the background: it takes seconds."""
        module = "assistant.models.endpoint" if self._llm is None else "llama_index.core.base.llms.types"
        threading.Thread(target=importlib.import_module, args=(module,), name="parley-import", daemon=True).start()

    def call(self, messages: Sequence[Message], *, max_tokens: int, deadline: float) -> ChatCall:
        """A call, to be iterated. `deadline` counts as `time.monotonic()`. Raises: SettingsError."""
        limits = Limits(max_tokens, deadline, self.settings.first_word_s, self.settings.stall_s)
        return ChatCall(self.source, messages, limits)


class _Endpoint(Source):
    """An OpenAI-compatible server, whatever parts of the protocol it lacks."""

    says_finish = True

    def __init__(self, settings: ChatSettings) -> None:
        from assistant.models.endpoint import endpoint_llm

        host = urlsplit(settings.base_url).netloc or "api.openai.com"
        self.where = f"model {settings.model!r} at {host}"
        self._llm = endpoint_llm(settings)
        self._without: frozenset[str] = frozenset()
        """What the server has turned down: parameters, and `stream` itself. Learned once."""

    def start(self, messages: Sequence[ChatMessage], max_tokens: int, reply: Reply) -> Iterator[ChatResponse]:
        """See `Source`."""
        import openai

        without = self._without
        options: dict[str, Any] = {}
        if "max_tokens" not in without:
            options["max_tokens"] = max_tokens
        elif "max_completion_tokens" not in without:
            options["max_completion_tokens"] = max_tokens
        if "temperature" in without:
            options["temperature"] = openai.omit
        reply.streamed = "stream" not in without
        if not reply.streamed:
            return iter([_whole(self._llm.chat(messages, **options))])
        if "stream_options" not in without:
            options["stream_options"] = {"include_usage": True}
        return self._llm.stream_chat(messages, **options)

    def adapt(self, error: Exception | None, exchange: Exchange, reply: Reply) -> bool:
        """See `Source`: leave out what the server does not know, one thing a try."""
        left_out = _turned_down(error, self._without) if error is not None else ""
        if error is None and reply.streamed and exchange.content_type != "text/event-stream":
            left_out = "stream"
        if not left_out:
            return False
        self._without |= {left_out}
        reply.notes.append(f"{self.where} does not take {left_out!r}")
        return True

    def explain(self, error: Exception) -> ModelError:
        """See `Source`."""
        from assistant.models.failures import as_model_error

        return as_model_error(error, self.where, "chat")


class _Given(Source):
    """A LlamaIndex model that was passed in, called as LlamaIndex calls it."""

    def __init__(self, llm: LLM, name: str) -> None:
        self.where = f"model {name!r}"
        self._llm = llm
        self._streams = True

    def start(self, messages: Sequence[ChatMessage], max_tokens: int, reply: Reply) -> Iterator[ChatResponse]:
        """See `Source`. The model's own limit of tokens holds."""
        del max_tokens
        reply.streamed = self._streams
        return self._llm.stream_chat(messages) if self._streams else iter([_whole(self._llm.chat(messages))])

    def adapt(self, error: Exception | None, exchange: Exchange, reply: Reply) -> bool:
        """See `Source`: a model without streaming is asked for the whole."""
        del exchange
        if not self._streams or not isinstance(error, NotImplementedError):
            return False
        self._streams = False
        reply.notes.append(f"{self.where} does not stream")
        return True

    def explain(self, error: Exception) -> ModelError:
        """See `Source`. Of an unknown library's error only the kind is told: its words may hold a key."""
        if isinstance(error, ModelError):
            return error
        if type(error).__module__.partition(".")[0] in {"openai", "httpx"}:
            from assistant.models.failures import as_model_error

            return as_model_error(error, self.where, "chat")
        return ModelBroken(f"{self.where} failed ({type(error).__name__})")


def model_of(settings: ChatSettings, llm: LLM | None = None) -> ChatModel | None:
    """The chat model there is: the one passed in, else the settings' one, else none."""
    return ChatModel(settings, llm) if llm is not None or settings.model else None


def _turned_down(error: Exception, without: frozenset[str]) -> str:
    """The parameter that a server's refusal names and that can be done without."""
    status = getattr(error, "status_code", None)
    if status not in {400, 415, 422, 501}:
        return ""
    said = f"{getattr(error, 'param', None) or ''} {getattr(error, 'body', None) or error}"
    for name in ("stream_options", "max_completion_tokens", "max_tokens", "temperature"):
        if name not in without and re.search(rf"\b{name}\b", said):
            if name == "max_completion_tokens" and "max_tokens" not in without and "max_tokens" in said:
                return "max_tokens"  # "use max_completion_tokens instead"
            return name
    return "stream" if "stream" not in without and re.search(r"\bstream(?:ing)?\b", said, re.IGNORECASE) else ""


def _whole(response: ChatResponse) -> ChatResponse:
    response.delta = response.message.content or ""
    return response


def _name_of(llm: LLM) -> str:
    try:
        return str(llm.metadata.model_name or llm.class_name())
    except (ValueError, KeyError, NotImplementedError):  # OpenAI's class knows no other than OpenAI's names
        return str(getattr(llm, "model", "") or type(llm).__name__)


def _context_of(llm: LLM) -> int | None:
    try:
        window = int(llm.metadata.context_window)
    except (ValueError, KeyError, NotImplementedError):
        return None
    return window if window >= SMALLEST_CONTEXT else None
