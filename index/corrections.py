"""Which of a story's versions is the corrected one, by what its headline, its first or its last lines say."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["ENDS_CHARACTERS", "Ends", "says_corrected"]

ENDS_CHARACTERS = 400
"""How much of a text's beginning, and of its end, is looked at."""
CORRECTED = re.compile(
    r"^[\W_]*(?:official\s+)?correct(?:ed|ion)\b[\W_]{0,3}(?::|[—–(-]|$)|^[\W_]*\(\s*corrects\b|^\W*corrects?\s+(?:the\s+)?"
    r"(?:figures?|numbers?|spelling|names?|dates?|day|headline|title|paragraph|attribution|amount|sum|rate)\b",
    re.IGNORECASE | re.MULTILINE,
)


class Ends(NamedTuple):
    """Where an article would say that it is a corrected version."""

    title: str
    beginning: str
    end: str


def says_corrected(article: Ends) -> bool:
    """Whether the article says that it corrects an earlier version of itself.

    A market that sees "a correction" and a reporter who "corrects" somebody do not.
    """
    return any(CORRECTED.search(part) for part in article)
