"""The options that several commands share, and what they select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import CaseKind, EvalCase, Split
from evals.selection import Selection, check_only, select_cases

if TYPE_CHECKING:
    from evals.suites import LoadedSuite

__all__ = ["AsJson", "Chosen", "ChosenSplit", "Kinds", "Limit", "Only", "Suites", "Tags", "chosen_cases"]

Suites = Annotated[list[str] | None, typer.Argument(help="Suite files, folders or names; all when none.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="This case; may be repeated.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Cases with this tag; may be repeated.")]
Kinds = Annotated[list[CaseKind] | None, typer.Option("--kind", help="Cases of this kind; may be repeated.")]
ChosenSplit = Annotated[Split | None, typer.Option("--split", help="Cases of this split.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="The first N of them.")]
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
) -> list[Chosen]:
    """The suites with at least one case that is meant; `limit` holds for each of them.

    Raises: UsageError for what is no suite and for an id that no case has.
    """
    from evals.suites import find_suites

    found = find_suites(suites or [])
    wanted = [each for one in only or [] for each in one.split(",")]
    check_only([case for suite in found for case in suite.cases], wanted)
    selection = Selection(tuple(wanted), tuple(tags or ()), tuple(kinds or ()), split, limit)
    chosen = [Chosen(suite, tuple(select_cases(suite.cases, selection))) for suite in found]
    return [each for each in chosen if each.cases]
