"""Which cases of a suite are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from evals.cases import CaseKind, EvalCase, Split
from index.errors import UsageError

__all__ = ["Selection", "check_only", "select_cases"]


@dataclass(frozen=True, slots=True)
class Selection:
    """All parts hold together; an empty one selects every case."""

    only: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """One of them is enough."""
    kinds: tuple[CaseKind, ...] = ()
    split: Split | None = None
    limit: int | None = None
    """The first so many of what is left."""


def select_cases(cases: Sequence[EvalCase], selection: Selection) -> list[EvalCase]:
    """The selected cases, in their order."""
    chosen = [case for case in cases if _is_meant(case, selection)]
    return chosen[: selection.limit] if selection.limit is not None else chosen


def check_only(cases: Sequence[EvalCase], only: Sequence[str]) -> None:
    """Raises: UsageError for an id that no case has."""
    known = [case.id for case in cases]
    for wanted in only:
        if wanted not in known:
            near = get_close_matches(wanted, known, n=1)
            raise UsageError(f"no case {wanted!r}", hint=f"did you mean {near[0]!r}?" if near else "")


def _is_meant(case: EvalCase, selection: Selection) -> bool:
    return (
        (not selection.only or case.id in selection.only)
        and (not selection.tags or bool(set(selection.tags) & set(case.tags)))
        and (not selection.kinds or case.kind in selection.kinds)
        and (selection.split is None or case.split is selection.split)
    )
