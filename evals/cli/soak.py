"""`parley-eval soak`: a server in use for an hour; nothing may pile up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes, say

__all__ = ["soak"]


def soak(  # noqa: PLR0917 - typer takes each option as an argument
    minutes: Annotated[float, typer.Option("--minutes", min=0.5, help="How long.")] = 60.0,
    askers: Annotated[int, typer.Option("--askers", min=1, help="So many ask at once.")] = 20,
    pause: Annotated[float, typer.Option("--pause", min=0.0, help="Seconds between an answer and a question.")] = 1.0,
    data: Annotated[Path | None, typer.Option("--data", help="A folder with real articles and questions.")] = None,
    articles: Annotated[int, typer.Option("--articles", min=1, help="So many of them.")] = 500,
    out: Annotated[Path | None, typer.Option("--out", help="Write the report with every sample as JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """Many ask, one loads, one reads the page, for long: memory, threads and files must stay as they are."""
    with exit_codes():
        from evals.bench.material import material_of
        from evals.bench.soak import SoakPlan, soak_text
        from evals.bench.soak import soak as run
        from evals.gates import ExitCode

        material = material_of(data, articles)
        say(f"serving {material.name} …")
        plan = SoakPlan(minutes=minutes, askers=askers, pause_s=pause)
        report = run(plan, material.articles, [each.question for each in material.questions], say)
        told = json.dumps(report.model_dump(mode="json"))
        if out is not None:
            out.write_text(told + "\n", encoding="utf-8")
        typer.echo(told if as_json else soak_text(report))
        raise typer.Exit(ExitCode.PASS if report.holds else ExitCode.GATE_FAILED)
