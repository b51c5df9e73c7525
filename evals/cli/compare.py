"""`parley-eval compare`: is the new run better, and by how much."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, OfSuites
from evals.terminal import exit_codes

__all__ = ["compare"]


def compare(
    base: Annotated[Path, typer.Argument(help="The earlier run's folder.")],
    new: Annotated[Path, typer.Argument(help="The later run's folder.")],
    *,
    suite: OfSuites = None,
    as_json: AsJson = False,
) -> None:
    """Compare two runs case by case. Exit code 1 when the new one is worse, 3 when they cannot be compared."""
    with exit_codes():
        from evals.compare_text import compare_text
        from evals.comparing import compare_runs
        from evals.gates import ExitCode
        from evals.records import read_manifest
        from evals.suites import suite_of_digest

        manifest = read_manifest(base)
        found = suite_of_digest(manifest.suite, manifest.suite_digest, suite or [])
        comparison = compare_runs(base, new, found.cases)
        typer.echo(comparison.model_dump_json() if as_json else compare_text(comparison))
        raise typer.Exit(ExitCode.GATE_FAILED if comparison.regression else ExitCode.PASS)
