"""`parley-eval grounding`: are false sentences told from true ones."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["grounding"]


def grounding(
    half: Annotated[str, typer.Option("--half", help="dev, held_out or all.")] = "all",
    show: Annotated[bool, typer.Option("--show", help="List every sentence that is judged wrongly.")] = False,
    as_json: AsJson = False,
) -> None:
    """Judge sentences whose truth is known against the passages they cite, by what was changed in them."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.grounding.bench import run_bench

        if half not in {"dev", "held_out", "all"}:
            raise typer.BadParameter("choose dev, held_out or all", param_hint="--half")
        report = run_bench(half)
        if as_json:
            typer.echo(json.dumps(report.model_dump(mode="json"), ensure_ascii=False))
        else:
            typer.echo(f"{'changed':<10} {'caught':>12} {'false alarms':>14}")
            for kind, (caught, changed, alarms, right) in report.rates().items():
                typer.echo(f"{kind:<10} {f'{caught} of {changed}':>12} {f'{alarms} of {right}':>14}")
            for line in report.lines if show else ():
                if line.right != line.supported:
                    said = "stopped" if line.right else "missed"
                    typer.echo(f"{said} {line.kind:<8} {line.passage} {line.text} {line.problem}")
        raise typer.Exit(ExitCode.PASS if report.passes else ExitCode.GATE_FAILED)
