"""Thresholds that a run must meet, and the exit code that follows from them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.metrics import RunFigures
from evals.scorers import SCORERS
from index.errors import UsageError

__all__ = ["ExitCode", "GateResult", "check_gates", "exit_code_of", "read_gates"]

ALWAYS = {"citation_validity": 1.0}
"""A citation that does not hold is never a matter of degree."""
AT_MOST = frozenset({"over_refusal", "fabrication"})
"""Rates that must not be higher than their threshold; all others must not be lower."""
NAMES = (*(scorer.name for scorer in SCORERS), "passed", *sorted(AT_MOST))


class ExitCode(IntEnum):
    """What a command tells the shell."""

    PASS = 0
    GATE_FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130


class GateResult(BaseModel):
    """One threshold against what was measured."""

    model_config = ConfigDict(frozen=True)

    gate: str
    threshold: float
    at_most: bool
    measured: float | None
    """None when no case could be measured, which fails no gate and passes none."""
    passed: bool


def read_gates(flags: Sequence[str], file: Path | None) -> dict[str, float]:
    """Thresholds by name: from a TOML file's `[gates]`, then from `name=value` flags, which win.

    `citation_validity` is 1.0 whatever is said. Raises: UsageError.
    """
    gates = _from_file(file) if file else {}
    for flag in flags:
        name, separator, value = flag.partition("=")
        if not separator:
            raise UsageError(f"the gate {flag!r} has no value", hint="write --gate key_facts=0.6")
        gates[name.strip()] = _threshold(name.strip(), value)
    return {**gates, **ALWAYS}


def check_gates(figures: RunFigures, gates: Mapping[str, float]) -> tuple[GateResult, ...]:
    """Every threshold against its figure."""
    measured: dict[str, float | None] = {each.scorer: each.mean for each in figures.scorers}
    measured["passed"] = figures.passed.share
    measured["over_refusal"] = figures.over_refusal.share
    measured["fabrication"] = figures.fabrication.share
    return tuple(_result(name, threshold, measured[name]) for name, threshold in gates.items())


def exit_code_of(figures: RunFigures, results: Sequence[GateResult]) -> ExitCode:
    """Incomplete goes before a failed gate, since a verdict needs all the scores."""
    if not figures.cases or figures.unscored or any(result.measured is None for result in results):
        return ExitCode.INCOMPLETE
    return ExitCode.PASS if all(result.passed for result in results) else ExitCode.GATE_FAILED


def _result(name: str, threshold: float, measured: float | None) -> GateResult:
    at_most = name in AT_MOST
    passed = measured is not None and (measured <= threshold if at_most else measured >= threshold)
    return GateResult(gate=name, threshold=threshold, at_most=at_most, measured=measured, passed=passed)


def _from_file(file: Path) -> dict[str, float]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("gates", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot read the gates of {str(file)!r}: {error}") from error
    return {name: _threshold(name, str(value)) for name, value in table.items()}


def _threshold(name: str, value: str) -> float:
    if name not in NAMES:
        raise UsageError(f"{name!r} is no gate", hint=f"choose from {', '.join(NAMES)}")
    try:
        number = float(value)
    except ValueError as error:
        raise UsageError(f"the gate {name} needs a number, not {value!r}") from error
    if not 0 <= number <= 1:
        raise UsageError(f"the gate {name} needs a number from 0 to 1, not {value}")
    return number
