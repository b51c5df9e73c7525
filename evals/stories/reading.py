"""Hand-written copies and other reports of the sample corpus's articles, read and checked.

dev:
  - of: 2019-08-01-ten-percent-on-the-rest     # an article of the corpus
    kind: heavy                                # or light, independent, follow_up
    source: Cape Business Post
    published: 2019-08-02
    title: …
    text: …
held_out: []
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.errors import UsageError

__all__ = ["DATA", "NOT_COPIES", "Half", "Kind", "WrittenReport", "WrittenSet", "read_written"]

DATA = Path(__file__).parents[1] / "stories.yaml"
"""The set that Parley brings along."""


class Kind(StrEnum):
    """What a report is to the article that it was made of."""

    VERBATIM = "verbatim"
    CUT = "cut"
    """The first paragraphs alone."""
    HEADLINE = "headline"
    """Another headline, and no dateline."""
    BOILERPLATE = "boilerplate"
    """Another outlet's dateline, captions and standing lines."""
    ADDED = "added"
    """With paragraphs of the outlet's own."""
    CORRECTED = "corrected"
    LIGHT = "light"
    """A phrase here and there in other words."""
    MIXED = "mixed"
    """Cut, lightly rewritten, another headline and a paragraph added."""
    HEAVY = "heavy"
    """Every sentence in other words; the same facts, figures and quotes."""
    INDEPENDENT = "independent"
    """The same event, reported by somebody else."""
    FOLLOW_UP = "follow_up"
    """What came next."""
    TEMPLATE = "template"
    """The same form filled with another day's figures."""
    SAME_TITLE = "same_title"
    """The same headline over other facts."""


NOT_COPIES = frozenset({Kind.INDEPENDENT, Kind.FOLLOW_UP, Kind.TEMPLATE, Kind.SAME_TITLE})


class Half(StrEnum):
    """Which half of a set: one to work with, one that is only measured."""

    DEV = "dev"
    HELD_OUT = "held_out"


class WrittenReport(BaseModel):
    """A report and the article of the corpus that it is measured against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(min_length=1)
    kind: Kind
    source: str = Field(min_length=1)
    published: date
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class WrittenSet(BaseModel):
    """All reports of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dev: tuple[WrittenReport, ...] = ()
    held_out: tuple[WrittenReport, ...] = ()


def read_written(path: Path) -> WrittenSet:
    """Raises: UsageError for a file that is not there or has another form."""
    try:
        return WrittenSet.model_validate(YAML(typ="safe").load(path))
    except (OSError, YAMLError, ValidationError, ValueError) as error:
        first = str(error).splitlines()[0]
        raise UsageError(f"{str(path)!r} is no set of reports: {first}") from error
