"""A check-list's lines, as the doctor writes them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

__all__ = ["Check", "CheckState", "Diagnosis", "fine", "noted", "problem", "stale"]

REBUILD = "run `parley doctor --repair` (or `parley rebuild`)"


class CheckState(StrEnum):
    """How one check came out."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; nothing is wrong."""
    PROBLEM = "problem"


class Check(BaseModel):
    """One line of the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    state: CheckState
    detail: str
    """What was found."""
    remedy: str = ""
    """What to do about it."""
    derived: bool = False
    """Whether rebuilding the indexes mends it."""


class Diagnosis(BaseModel):
    """The whole list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether no check found a problem."""
        return all(check.state is not CheckState.PROBLEM for check in self.checks)

    @property
    def repairable(self) -> bool:
        """Whether a rebuild mends something, and the articles it would be made from are sound."""
        problems = [check for check in self.checks if check.state is CheckState.PROBLEM]
        return any(check.derived for check in problems) and all(check.derived for check in problems)


def fine(name: str, detail: str) -> Check:
    """A line where all is well."""
    return Check(name=name, state=CheckState.OK, detail=detail)


def noted(name: str, detail: str, remedy: str = "") -> Check:
    """A line worth knowing."""
    return Check(name=name, state=CheckState.NOTE, detail=detail, remedy=remedy)


def stale(name: str, detail: str) -> Check:
    """A problem that a rebuild mends."""
    return problem(name, detail, REBUILD, derived=True)


def problem(name: str, detail: str, remedy: str, *, derived: bool = False) -> Check:
    """A line with something wrong."""
    return Check(name=name, state=CheckState.PROBLEM, detail=detail, remedy=remedy, derived=derived)
