"""A file of sentences with their times, read and checked.

    groups:
      - anchor: 2019-07-05          # the day of writing, as precisely as it is known, or null
        day_first: true             # optional: how its numeric dates are written
        cases:
          - text: Exports have fallen since May.
            times: [[since May, 2019-05-01, null, month]]
    traps: [The levy rose to 25%.]

A time is its words, its first and last day, and its precision. An open side is null; a time that the words and the
anchor do not settle is null throughout. Traps hold no time at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.dates import DateOrigin, Precision, PublicationDate
from index.errors import UsageError

__all__ = ["DATA", "ExpectedTime", "TimeCase", "TimeSet", "read_time_set"]

FOLDER = Path(__file__).parents[1]
DATA = tuple(FOLDER / f"time_expressions{name}.yaml" for name in ("", "_held_out", "_third", "_fourth"))
"""The sets that Parley brings along."""


@dataclass(frozen=True, slots=True)
class ExpectedTime:
    """The words of a time, and its days as far as they are settled."""

    text: str
    first: date | None
    last: date | None
    precision: Precision | None
    """None when nothing is settled."""


class TimeCase(BaseModel):
    """A sentence, and all the times in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    times: tuple[ExpectedTime, ...]

    @field_validator("times", mode="before")
    @classmethod
    def _from_lists(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        names = ("text", "first", "last", "precision")
        return [dict(zip(names, each, strict=True)) if isinstance(each, list) else each for each in value]


class TimeGroup(BaseModel):
    """Sentences written on one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    anchor: str | None
    day_first: bool | None = None
    cases: tuple[TimeCase, ...]

    @field_validator("anchor", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    @property
    def published(self) -> PublicationDate | None:
        """The day of writing as an article has it."""
        return PublicationDate.of(self.anchor, DateOrigin.GIVEN) if self.anchor else None


class TimeSet(BaseModel):
    """All sentences of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    groups: tuple[TimeGroup, ...]
    traps: tuple[str, ...] = ()


def read_time_set(path: Path) -> TimeSet:
    """Raises: UsageError for a file that is not there or has another form."""
    try:
        data = YAML(typ="safe").load(path)
        return TimeSet.model_validate(data)
    except (OSError, YAMLError, ValidationError, ValueError) as error:
        first = str(error).splitlines()[0]
        raise UsageError(f"{str(path)!r} is no set of time expressions: {first}") from error
