"""`parley-eval crowd`: many askers at the same time at a real server."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes, say

__all__ = ["crowd"]


def crowd(
    askers: Annotated[int, typer.Option("--askers", min=1, help="So many at once.")] = 50,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="So many times over.")] = 3,
    most: Annotated[float, typer.Option("--most", help="Seconds to the first words, for 95 of 100 askers.")] = 3.0,
    as_json: AsJson = False,
) -> None:
    """Serve the sample articles on this machine, and let many ask different questions at once."""
    with exit_codes():
        from evals.crowd import ask_in_a_crowd, crowd_text, served_sample
        from evals.gates import ExitCode

        say("loading and serving the sample articles …")
        with served_sample() as address:
            report = ask_in_a_crowd(address, askers, rounds)
        typer.echo(json.dumps(report.model_dump(mode="json")) if as_json else crowd_text(report))
        well = not report.errors and not report.strayed and report.first_words and report.first_words.p95 <= most
        raise typer.Exit(ExitCode.PASS if well else ExitCode.GATE_FAILED)
