"""One tiny call to each model that is set, and what came of it in words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.answers import Frozen
from assistant.models.chat import ChatModel
from assistant.models.embedding import embedder_of
from assistant.models.options import ChatSettings
from index.errors import ModelNotFound, ParleyError
from prompts import Message

if TYPE_CHECKING:
    from assistant.settings import Settings

__all__ = ["ModelCheck", "check_models"]

PROBE_TOKENS = 32
NAMES_SHOWN = 8


class ModelCheck(Frozen):
    """What one model did."""

    part: str
    """`chat` or `embedding`."""
    model: str
    works: bool
    detail: str
    """In words: what works, or what is wrong and which setting to look at."""


def check_models(settings: Settings) -> Iterator[ModelCheck]:
    """The chat model first, where one is set, then the embedding."""
    if settings.chat.model:
        yield _chat(settings.chat)
    else:
        yield ModelCheck(
            part="chat", model="", works=True, detail="none is set: answers are made by extraction (PARLEY_CHAT__MODEL)"
        )
    yield _embedding(settings)


def _chat(chat: ChatSettings) -> ModelCheck:
    started = time.monotonic()
    try:
        call = ChatModel(chat).call(
            [Message("user", "Reply with the word OK.")],
            max_tokens=PROBE_TOKENS,
            deadline=started + chat.deadline_s,
        )
        pieces = sum(1 for _ in call)
    except ParleyError as error:
        offered = _offered(chat) if isinstance(error, ModelNotFound) else ""
        return ModelCheck(part="chat", model=chat.model, works=False, detail=f"{error}{offered}")
    reply = call.reply
    told = [f"answered in {time.monotonic() - started:.1f} s"]
    told.append("streams" if reply.streamed and pieces else "does not stream: answers come whole")
    told.append("counts tokens" if reply.prompt_tokens else "does not say how many tokens: they are counted here")
    return ModelCheck(part="chat", model=chat.model, works=True, detail="; ".join([*told, *reply.notes]))


def _offered(chat: ChatSettings) -> str:
    from assistant.models.endpoint import offered_models

    names = offered_models(chat)
    return f"; the endpoint offers {', '.join(names[:NAMES_SHOWN])}" if names else ""


def _embedding(settings: Settings) -> ModelCheck:
    name = settings.embedding_fingerprint
    started = time.monotonic()
    try:
        size = len(embedder_of(settings.embedding, settings.embedding_endpoint).embed_query("trade"))
    except ParleyError as error:
        return ModelCheck(part="embedding", model=name, works=False, detail=str(error))
    detail = f"answered in {time.monotonic() - started:.1f} s; {size} dimensions"
    return ModelCheck(part="embedding", model=name, works=True, detail=detail)
