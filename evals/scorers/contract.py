"""What a scorer gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from evals.cases import EvalCase
from evals.given import GivenAnswer
from evals.gold_corpus import GoldCorpus
from evals.samples import Retrieved

__all__ = ["Judged", "Role", "Score", "Scorer"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer, the case it answers, and the articles it was to be answered from."""

    case: EvalCase
    answer: GivenAnswer
    corpus: GoldCorpus
    retrieved: tuple[Retrieved, ...] | None = None
    """What the system found, best first; None when it does not show it."""
    canaries: tuple[str, ...] = ()
    """Words that only an instruction planted in an article asks for."""


class Score(BaseModel):
    """What a scorer found."""

    model_config = ConfigDict(frozen=True)

    value: float | None = Field(ge=0, le=1)
    """1 is right. None: the scorer has nothing to say about this *case*, whatever the answer."""
    reason: str = ""
    """Why it is not 1, in one line that a person understands."""


class Role(StrEnum):
    """What a score is for."""

    DECIDES = "decides"
    """A case passes only with a full score here."""
    MEASURES = "measures"
    """Shown with its interval, and may be given a threshold; does not decide a case."""
    DIAGNOSES = "diagnoses"
    """Agrees with people too seldom to be given a threshold (token F1, ROUGE-L, cosine)."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """One question asked of every answer."""

    name: str
    version: int
    """Counts up when the same answer may get another score."""
    judge: Callable[[Judged], Score]
    role: Role
    says: str
    """What a full score means, for the reader of a report."""
    of_answer: bool = True
    """Whether it looks at the answer, so that an empty one is a 0; else at what was retrieved."""

    @property
    def decides(self) -> bool:
        """Whether a case passes only with a full score here."""
        return self.role is Role.DECIDES
