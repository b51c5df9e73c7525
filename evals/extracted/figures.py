"""Figures of sentences written for the purpose: how many are found, how many cells are right, how many are false.

`parley-eval figures` prints it. A figure counts as found when measure, value and unit are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.figures import Cell, FoundFigure, Measure, figures_in_article
from evals.extracted.groups import Report, ReportGroup, read_groups, reports_of
from evals.statistics import Rate, rate_of
from index.dates import DateInterval

__all__ = ["FigureScores", "figure_scores", "figure_scores_text", "read_figure_cases"]

CASES = Path(__file__).parents[1] / "figures.yaml"


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


class FigureCase(Report):
    """A sentence and all of its figures."""

    figures: tuple[ExpectedFigure, ...]


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


def read_figure_cases(path: Path = CASES) -> list[ReportGroup[FigureCase]]:
    """The groups of the file. Raises: InputError when it is not made as it must be."""
    return read_groups(path, FigureCase)


def figure_scores(groups: Sequence[ReportGroup[FigureCase]], split: str) -> FigureScores:
    """The figures of one split."""
    found: list[bool] = []
    cells: list[bool] = []
    false: list[bool] = []
    problems: list[str] = []
    for case, article in reports_of(groups, split):
        left = figures_in_article(article)
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
