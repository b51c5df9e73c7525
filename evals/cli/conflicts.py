"""`parley-eval conflicts`: is disagreement told from supersession, rounding and different things."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["conflicts"]

File = Annotated[Path | None, typer.Argument(help="A file of pairs of reports; Parley's own when none.")]
Halves = Annotated[str, typer.Option("--half", help="dev, held_out or both.")]


def conflicts(file: File = None, half: Halves = "both", as_json: AsJson = False) -> None:
    """Ask pairs of reports whether they disagree, and compare with what a reader found."""
    with exit_codes():
        from evals.conflicts import CAUSES, DATA, THIRD, Half, conflicts_text, read_conflict_set, score_conflicts
        from evals.gates import ExitCode
        from index.errors import UsageError

        if half not in {"dev", "held_out", "both"}:
            raise UsageError(f"{half!r} is no half of a set; give dev, held_out or both")
        chosen = list(Half) if half == "both" else [Half(half)]
        sets = [(each.stem, read_conflict_set(each)) for each in ([file] if file else [DATA, CAUSES, THIRD])]
        asked = [(each, getattr(pairs, each.value), name) for name, pairs in sets for each in chosen]
        reports = [score_conflicts(each, pairs, name) for each, pairs, name in asked if pairs]
        if not reports:
            raise UsageError(f"the set has no pairs in {half!r}")
        if as_json:
            typer.echo(json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False))
        else:
            typer.echo("\n\n".join(conflicts_text(report) for report in reports))
        raise typer.Exit(ExitCode.PASS if all(report.passed for report in reports) else ExitCode.GATE_FAILED)
