"""Answers questions about trade news from the articles you load, with the exact words they rest on.

`Assistant` opens a library, loads articles into it and answers; `Answer` and its parts are what comes
back; `Settings` is what it goes by; the errors have one root, `ParleyError`.
"""

from assistant.answers import Answer, AnswerSentence, AnswerStatus, Citation
from assistant.parley import Assistant
from assistant.settings import Settings
from index.errors import ParleyError

__all__ = ["Answer", "AnswerSentence", "AnswerStatus", "Assistant", "Citation", "ParleyError", "Settings"]
