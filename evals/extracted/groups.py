"""A file of short reports with what a reader notes in each, in groups of one day and one split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.articles import Article
from index.dates import DateOrigin, PublicationDate
from index.errors import InputError

__all__ = ["Report", "ReportGroup", "read_groups", "reports_of"]


class Report(BaseModel):
    """A report; what is noted in it is added by each kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str


ReportT = TypeVar("ReportT", bound=Report)


class ReportGroup(BaseModel, Generic[ReportT]):
    """Reports of one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: str
    published: date
    cases: tuple[ReportT, ...]


def read_groups(path: Path, kind: type[ReportT]) -> list[ReportGroup[ReportT]]:
    """The groups of a file. Raises: InputError when it is not made as it must be."""
    model = ReportGroup[kind]  # type: ignore[valid-type]
    try:
        return [model.model_validate(group) for group in YAML(typ="safe").load(path)["groups"]]
    except (OSError, YAMLError, ValidationError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from error


def reports_of(groups: Sequence[ReportGroup[ReportT]], split: str) -> Iterator[tuple[ReportT, Article]]:
    """The reports of one split, each with the article it makes."""
    for group in groups:
        if group.split == split:
            for case in group.cases:
                yield case, _article(case.text, group.published)


def _article(text: str, published: date) -> Article:
    return Article(
        id="report",
        title="",
        text=text,
        published=PublicationDate.of(published, DateOrigin.GIVEN),
        loaded_at=datetime.combine(published, time(), UTC),
        content_hash="",
        story_id="report",
    )
