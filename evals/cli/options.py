"""The options that several commands share, and what they select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import CaseKind, EvalCase, Split
from evals.selection import Selection, check_only, select_cases

if TYPE_CHECKING:
    from evals.suites import LoadedSuite

__all__ = [
    "AsJson",
    "Chosen",
    "ChosenSplit",
    "Gates",
    "JudgeModel",
    "JudgePrice",
    "JudgeRepeat",
    "JudgeUrl",
    "Kinds",
    "Limit",
    "MaxCost",
    "OfSuites",
    "Only",
    "Suites",
    "Tags",
    "chosen_cases",
]

Suites = Annotated[list[str] | None, typer.Argument(help="Suite files, folders or names; all when none.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="This case; may be repeated.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Cases with this tag; may be repeated.")]
Kinds = Annotated[list[CaseKind] | None, typer.Option("--kind", help="Cases of this kind; may be repeated.")]
ChosenSplit = Annotated[Split | None, typer.Option("--split", help="Cases of this split.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="The first N of them.")]
OfSuites = Annotated[list[str] | None, typer.Option("--suite", help="Where the run's suite is, if not Parley's.")]
Gates = Annotated[
    list[str] | None,
    typer.Option(help="A threshold (key_facts=0.6) or a TOML file of them; alone, Parley's own.", show_default=False),
]
JudgeModel = Annotated[str | None, typer.Option(help="Ask this chat model to judge as well.")]
JudgeUrl = Annotated[str | None, typer.Option(help="Its OpenAI-compatible endpoint.")]
JudgePrice = Annotated[str | None, typer.Option(help="US dollars for a million tokens in/out: 0.15/0.60.")]
JudgeRepeat = Annotated[int, typer.Option(min=1, help="Grade every answer so many times.")]
MaxCost = Annotated[float | None, typer.Option(min=0, help="US dollars that the judge may cost.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A suite, and those of its cases that are meant."""

    suite: LoadedSuite
    cases: tuple[EvalCase, ...]


def chosen_cases(
    suites: Sequence[str] | None,
    *,
    only: Sequence[str] | None = None,
    tags: Sequence[str] | None = None,
    kinds: Sequence[CaseKind] | None = None,
    split: Split | None = None,
    limit: int | None = None,
    failed: Path | None = None,
) -> list[Chosen]:
    """The suites with at least one case that is meant; `limit` holds for each of them.

    `failed` is a run's folder: cases that did not pass in it. Raises: UsageError for what is no suite, for an id that
    no case has, and for a folder without a finished run.
    """
    from evals.suites import find_suites

    found = find_suites(suites or [])
    wanted = [each for one in only or [] for each in one.split(",")]
    check_only([case for suite in found for case in suite.cases], wanted)
    if failed is not None:
        from evals.records import read_summary

        lost = {each.case for each in read_summary(failed).figures.failed}
        wanted = [each for each in wanted if each in lost] if wanted else sorted(lost)
        if not wanted:
            return []
    selection = Selection(tuple(wanted), tuple(tags or ()), tuple(kinds or ()), split, limit)
    chosen = [Chosen(suite, tuple(select_cases(suite.cases, selection))) for suite in found]
    return [each for each in chosen if each.cases]
