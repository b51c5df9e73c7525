"""What a scorer gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Answer
from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus

__all__ = ["Judged", "Score", "Scorer"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer, the case it answers, and the articles it was to be answered from."""

    case: EvalCase
    answer: Answer
    corpus: GoldCorpus


class Score(BaseModel):
    """What a scorer found."""

    model_config = ConfigDict(frozen=True)

    value: float | None = Field(ge=0, le=1)
    """1 is right. None: the scorer has nothing to say about this *case*, whatever the answer."""
    reason: str = ""
    """Why it is not 1, in one line that a person understands."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """One question asked of every answer."""

    name: str
    version: int
    """Counts up when the same answer may get another score."""
    judge: Callable[[Judged], Score]
    decides: bool
    """Whether a case passes only with a full score here; the others are for diagnosis."""
