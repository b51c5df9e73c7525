"""Figures of sentences written for the purpose: how many are found, how many cells are right, how many are false.

`parley-eval figures` prints it. A figure counts as found when measure, value and unit are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from assistant.figures import Cell, FoundFigure, Measure, figures_in_article
from evals.statistics import Rate, rate_of
from index.articles import Article
from index.dates import DateInterval, DateOrigin, PublicationDate
from index.errors import InputError

__all__ = ["FigureScores", "figure_scores", "figure_scores_text", "read_figure_cases"]

CASES = Path(__file__).with_name("figures.yaml")


class ExpectedFigure(BaseModel):
    """One figure as a reader notes it; None is not scored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Decimal
    unit: str
    measure: Measure = Measure.TARIFF
    before: str | None = None
    product: str | None = None
    goods: str | None = None
    by: str | None = None
    on: str | None = None
    state: str | None = None
    announced: date | None = None
    in_force: date | None = None
    ended: date | None = None


class FigureCase(BaseModel):
    """A sentence and all of its figures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    figures: tuple[ExpectedFigure, ...]


class FigureGroup(BaseModel):
    """Sentences of one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: str
    published: date
    cases: tuple[FigureCase, ...]


class FigureScores(BaseModel):
    """Shares with their numbers; `problems` say what was missed or wrong."""

    model_config = ConfigDict(frozen=True)

    split: str
    found: Rate
    cells: Rate
    """Of the cells noted for the figures found."""
    false: Rate
    """Of all that was found, what is no such figure."""
    problems: tuple[str, ...]


def read_figure_cases(path: Path = CASES) -> list[FigureGroup]:
    """The groups of the file. Raises: InputError when it is not made as it must be."""
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return [FigureGroup.model_validate(group) for group in data["groups"]]
    except (OSError, YAMLError, ValidationError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from error


def figure_scores(groups: Sequence[FigureGroup], split: str) -> FigureScores:
    """The figures of one split."""
    found: list[bool] = []
    cells: list[bool] = []
    false: list[bool] = []
    problems: list[str] = []
    for group in (each for each in groups if each.split == split):
        for case in group.cases:
            left = figures_in_article(_article(case.text, group.published))
            for wanted in case.figures:
                made = next((each for each in left if _same(wanted, each)), None)
                found.append(made is not None)
                if made is None:
                    problems.append(f"missed: {wanted.value} {wanted.unit}: {case.text}")
                    continue
                left.remove(made)
                false.append(False)
                for name, said, noted in _cells(wanted, made):
                    cells.append(said == noted)
                    if said != noted:
                        problems.append(f"{name}: {said!r} for {noted!r}: {case.text}")
            false += [True] * len(left)
            problems += [f"false: {each.figure.value}: {case.text}" for each in left]
    return FigureScores(
        split=split, found=rate_of(found), cells=rate_of(cells), false=rate_of(false), problems=tuple(problems)
    )


def figure_scores_text(scores: FigureScores, *, problems: bool) -> str:
    """The figures as lines to read."""
    lines = [scores.split]
    for name in ("found", "cells", "false"):
        rate: Rate = getattr(scores, name)
        lines.append(f"  {name:<6} {rate.share or 0:.3f} ({rate.hits} of {rate.of})")
    if problems:
        lines += [f"  - {problem}" for problem in scores.problems]
    return "\n".join(lines)


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


def _same(wanted: ExpectedFigure, made: FoundFigure) -> bool:
    return (wanted.measure, wanted.value, wanted.unit) == (made.measure, made.value, made.unit)


def _cells(wanted: ExpectedFigure, made: FoundFigure) -> Iterator[tuple[str, object, object]]:
    said = {
        "before": _value(made.before),
        "product": _value(made.product),
        "goods": _value(made.goods),
        "by": _value(made.imposed_by),
        "on": _value(made.on),
        "state": str(made.state),
        "announced": _first(made.dates.announced),
        "in_force": _first(made.dates.in_force),
        "ended": _first(made.dates.ended),
    }
    for name, value in said.items():
        noted = getattr(wanted, name)
        if noted is not None:
            yield name, value, noted


def _value(cell: Cell | None) -> str:
    return cell.value if cell else ""


def _first(interval: DateInterval | None) -> date | None:
    return interval.first if interval else None
