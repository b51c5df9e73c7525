"""A question as it is understood: what it wants to know, of which period, from whom, in how many parts."""

from __future__ import annotations

from assistant.questions.requests import Request
from assistant.questions.understanding import Aspect, UnderstoodQuestion, understand

__all__ = ["Aspect", "Request", "UnderstoodQuestion", "understand"]
