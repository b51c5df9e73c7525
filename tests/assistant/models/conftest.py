"""What the tests of models share."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.models.calling import ChatCall
from assistant.models.chat import ChatModel
from assistant.models.options import ChatSettings
from prompts import Message

CANARY = "canary-key-9f8e7d6c5b4a"
"""Must never be seen anywhere but in a request's header."""

Caller = Callable[..., ChatCall]


@pytest.fixture
def call_of() -> Caller:
    """A call to a server: `call_of(url, model="small", deadline_s=5, …)`."""

    def call(url: str, *, max_tokens: int = 200, deadline_s: float = 10.0, **given: Any) -> ChatCall:
        settings = ChatSettings(**{"base_url": url, "model": "small", "key": SecretStr(CANARY), **given})
        model = ChatModel(settings)
        model.source.where.encode()  # what it imports, for seconds, is no part of the deadline
        return model.call([Message("user", "Say it.")], max_tokens=max_tokens, deadline=time.monotonic() + deadline_s)

    return call
