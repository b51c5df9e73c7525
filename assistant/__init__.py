"""Answers questions about trade news from the articles you load, with the exact words they rest on.

`Assistant` opens a library, loads articles into it and answers; `Answer` and its parts are what comes
back; `Settings` is what it goes by; the errors have one root, `ParleyError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answers import Answer, AnswerSentence, AnswerStatus, Citation
    from assistant.conversations import Conversation, Exchange, Turn
    from assistant.parley import Assistant
    from assistant.settings import Settings
    from index.errors import ParleyError

__all__ = [
    "Answer",
    "AnswerSentence",
    "AnswerStatus",
    "Assistant",
    "Citation",
    "Conversation",
    "Exchange",
    "ParleyError",
    "Settings",
    "Turn",
]

HOMES = {
    "Answer": "assistant.answers",
    "AnswerSentence": "assistant.answers",
    "AnswerStatus": "assistant.answers",
    "Assistant": "assistant.parley",
    "Citation": "assistant.answers",
    "Conversation": "assistant.conversations",
    "Exchange": "assistant.conversations",
    "ParleyError": "index.errors",
    "Settings": "assistant.settings",
    "Turn": "assistant.conversations",
}
"""Where each name lives. They are imported when they are used: `parley --help` needs none of them."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
