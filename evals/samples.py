"""What a run leaves of each case: the answer as it came, and later the scores it got."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from evals.given import GivenAnswer

__all__ = ["Retrieved", "Sample", "ScoreRecord", "ScoreState"]


class Retrieved(BaseModel):
    """A passage that the system found for the question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: str
    start: int
    """In Unicode code points of the article's text."""
    end: int


class Sample(BaseModel):
    """One case asked once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    repeat: int = Field(default=0, ge=0)
    """Counts from 0 when each case is asked several times."""
    question: str
    as_of: date
    system: str
    answer: GivenAnswer | None
    """None when the system failed; `error` then says how."""
    error: str = ""
    milliseconds: float | None = Field(ge=0)
    """None when nobody measured it, as for answers from a file."""
    cached: bool = False
    """True: the answer was made earlier, and its time says nothing of this run."""
    history_given: bool = True
    """False when the case has earlier turns that the system could not be told."""
    retrieved: tuple[Retrieved, ...] | None = None
    """The passages it found, best first; None when the system does not show them."""

    @property
    def key(self) -> tuple[str, int]:
        """What makes it one of its kind in a run."""
        return self.case, self.repeat


class ScoreState(StrEnum):
    """Whether a score counts, and if not, why."""

    OK = "ok"
    NOT_APPLICABLE = "na"
    """By the case or by what the system shows at all, never by the answer."""
    UNSCORED = "unscored"
    """No answer, or the scorer failed. Not a 0: it blocks the verdict."""


class ScoreRecord(BaseModel):
    """What one scorer found of one sample."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    repeat: int = 0
    scorer: str
    version: int
    state: ScoreState
    value: float | None
    reason: str = ""
