"""`parley-eval times`: are the time expressions of sentences found and resolved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["times"]

Files = Annotated[list[Path] | None, typer.Argument(help="Files of sentences; those of Parley when none.")]


def times(files: Files = None, as_json: AsJson = False) -> None:
    """Resolve the time expressions of sentences, and compare with the days a reader gave them."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.times import DATA, read_time_set, score_times, times_text

        reports = [score_times(path.stem, read_time_set(path)) for path in files or DATA]
        if as_json:
            typer.echo(json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False))
        else:
            typer.echo("\n\n".join(times_text(report) for report in reports))
        raise typer.Exit(ExitCode.PASS if all(report.passed for report in reports) else ExitCode.GATE_FAILED)
