"""A file of pairs of reports, read and checked.

dev:
  - question: What is the levy?
    is: conflict                # or supersession, rounding, agreement, unrelated
    first: [Harbour Wire, 2019-07-05, The levy is 20 percent.]
    second: [Valley Post, 2019-07-06, The levy is 30 percent.]
held_out: []
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.errors import UsageError

__all__ = ["CAUSES", "DATA", "THIRD", "ConflictSet", "Half", "Kind", "Pair", "Report", "read_conflict_set"]

DATA = Path(__file__).parents[1] / "conflicts.yaml"
"""Figures, days, yes and no."""
CAUSES = Path(__file__).parents[1] / "causes.yaml"
"""Causes, blame and outcomes."""
THIRD = Path(__file__).parents[1] / "conflicts_third.yaml"
"""All of these, held out."""


class Kind(StrEnum):
    """What two reports are to each other."""

    CONFLICT = "conflict"
    SUPERSESSION = "supersession"
    """The second replaces the first."""
    ROUNDING = "rounding"
    """One figure or day with more and fewer digits."""
    AGREEMENT = "agreement"
    """They go together: one cause in other words, several side by side."""
    UNRELATED = "unrelated"


class Half(StrEnum):
    """Which half of a set: one to work with, one that is only measured."""

    DEV = "dev"
    HELD_OUT = "held_out"


class Report(BaseModel):
    """A short article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    published: date
    text: str = Field(min_length=1)


class Pair(BaseModel):
    """Two reports, the question that both answer, and what they are to each other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1)
    kind: Kind = Field(alias="is")
    first: Report
    second: Report

    @field_validator("first", "second", mode="before")
    @classmethod
    def _from_list(cls, value: object) -> object:
        return dict(zip(("source", "published", "text"), value, strict=True)) if isinstance(value, list) else value


class ConflictSet(BaseModel):
    """All pairs of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dev: tuple[Pair, ...] = ()
    held_out: tuple[Pair, ...] = ()


def read_conflict_set(path: Path) -> ConflictSet:
    """Raises: UsageError for a file that is not there or has another form."""
    try:
        return ConflictSet.model_validate(YAML(typ="safe").load(path))
    except (OSError, YAMLError, ValidationError, ValueError) as error:
        first = str(error).splitlines()[0]
        raise UsageError(f"{str(path)!r} is no set of pairs of reports: {first}") from error
