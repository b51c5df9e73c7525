"""What an external measurement gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from assistant.answers import Answer
from evals.statistics import Rate
from index.retrieval import ScoredPassage

__all__ = ["Asked", "ExternalPlan", "ExternalReport", "Figure", "Published", "Tick", "mean_figure", "share_figure"]

Tick = Callable[[int, int], None]
"""Told how many of how many questions are done."""


class Asked(Protocol):
    """The part of `assistant.Assistant` that is measured."""

    def ask(self, question: str, /, *, as_of: str | None = None) -> Answer:
        """The answer."""

    def search(self, question: str, /, *, k: int, as_of: str | None = None) -> Sequence[ScoredPassage]:
        """The `k` best passages, best first."""


@dataclass(frozen=True, slots=True)
class ExternalPlan:
    """What to measure on, and how much of it."""

    data: Path
    """The folder that holds `news`, `trade`, `when_why` and `multihop`."""
    split: Literal["dev", "test", "all"] = "all"
    limit: int | None = None
    """Questions at most."""
    library: Path | None = None
    """Libraries are kept in folders below it, one for each set of articles."""


class Figure(BaseModel):
    """One number, and what plain BM25 gets."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: float | None
    """None when there was nothing to measure."""
    of: int
    """How many questions it is over."""
    low: float | None = None
    high: float | None = None
    """The 95 % interval, where it is a share."""
    baseline: float | None = None
    """What plain BM25 gets; None where nobody measured it."""


class Published(BaseModel):
    """A figure that others published, and the one of ours that is nearest to it."""

    model_config = ConfigDict(frozen=True)

    what: str
    value: float
    """0.0 to 1.0."""
    beside: str
    """The name of our figure."""
    differs: str
    """Why the two are not the same measurement."""


class ExternalReport(BaseModel):
    """What came out for one set."""

    model_config = ConfigDict(frozen=True)

    name: str
    split: str
    questions: int
    figures: tuple[Figure, ...]
    published: tuple[Published, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know to compare."""
    lines: tuple[str, ...] = ()
    """Single answers that a person should read."""


def share_figure(name: str, rate: Rate, baseline: float | None = None) -> Figure:
    """A share with its interval."""
    return Figure(name=name, value=rate.share, of=rate.of, low=rate.low, high=rate.high, baseline=baseline)


def mean_figure(name: str, values: Sequence[float], baseline: float | None = None) -> Figure:
    """A mean; None over nothing."""
    value = sum(values) / len(values) if values else None
    return Figure(name=name, value=value, of=len(values), baseline=baseline)
