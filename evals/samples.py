"""What a run leaves of each case: the answer as it came, and later the scores it got."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Answer

__all__ = ["Sample", "ScoreRecord", "ScoreState"]


class Sample(BaseModel):
    """One case asked once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    question: str
    as_of: date
    system: str
    answer: Answer | None
    """None when the system failed; `error` then says how."""
    error: str = ""
    milliseconds: float = Field(ge=0)
    history_given: bool = True
    """False when the case has earlier turns that the system could not be told."""


class ScoreState(StrEnum):
    """Whether a score counts, and if not, why."""

    OK = "ok"
    NOT_APPLICABLE = "na"
    """By the case, never by the answer."""
    UNSCORED = "unscored"
    """No answer, or the scorer failed. Not a 0: it blocks the verdict."""


class ScoreRecord(BaseModel):
    """What one scorer found of one sample."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    scorer: str
    version: int
    state: ScoreState
    value: float | None
    reason: str = ""
