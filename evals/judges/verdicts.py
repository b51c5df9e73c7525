"""What a judge may reply, and what is read of it.

The last line of the wanted form counts, as in inspect_ai; one that is not there is asked for once
more and is then a failure, which is no verdict against the answer.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Grade", "Support", "as_data", "read_grade", "read_support"]

GRADE = re.compile(r"^\W*GRADE:\W*([CPI])\W*$", re.MULTILINE)
SUPPORT = re.compile(r"^\W*SUPPORT:\W*(FULL|PARTIAL|NONE)\W*$", re.MULTILINE)
SAID_LIKE_A_VERDICT = re.compile(r"\b(GRADE|SUPPORT)\s*:", re.IGNORECASE)


class Grade(StrEnum):
    """Correct, partly, incorrect."""

    CORRECT = "C"
    PARTIAL = "P"
    INCORRECT = "I"

    @property
    def value_of(self) -> float:
        """1.0, 0.5 or 0.0."""
        return {"C": 1.0, "P": 0.5}.get(self.value, 0.0)


class Support(StrEnum):
    """Whether passages bear a sentence out."""

    FULL = "FULL"
    PARTIAL = "PARTIAL"
    NONE = "NONE"


def read_grade(reply: str) -> Grade | None:
    """The last grade; None when the reply keeps to no contract."""
    found = GRADE.findall(reply)
    return Grade(found[-1]) if found else None


def read_support(reply: str) -> Support | None:
    """The last verdict; None when the reply keeps to no contract."""
    found = SUPPORT.findall(reply)
    return Support(found[-1]) if found else None


def as_data(text: str) -> str:
    """The text so that it can neither close its frame nor pass for a verdict."""
    framed = text.replace("<", "\u2039").replace(">", "\u203a")
    return SAID_LIKE_A_VERDICT.sub(r"\1 -", framed)
