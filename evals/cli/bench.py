"""`parley-eval bench`: how fast, beside the textbook and beside what the machine allows at all."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes, say

__all__ = ["bench"]


def bench(  # noqa: PLR0917 - typer takes each option as an argument
    data: Annotated[Path | None, typer.Option("--data", help="A folder with real articles and questions.")] = None,
    articles: Annotated[int | None, typer.Option("--articles", min=1, help="Only so many of them.")] = None,
    times: Annotated[str, typer.Option("--times", help="Sizes of the library, in multiples of them.")] = "1,10",
    tokens: Annotated[int, typer.Option("--passage-tokens", min=32, max=2000, help="Of a passage, at most.")] = 220,
    questions: Annotated[int, typer.Option("--questions", min=1, help="So many, each in every way.")] = 60,
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Keep the libraries here, and use those there are.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the report as JSON too.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure loading, asking, memory and starting; without data over articles made of the sample's words."""
    with exit_codes(), ExitStack() as stack:
        from evals.bench.material import material_of
        from evals.bench.running import BenchPlan
        from evals.bench.running import bench as run
        from evals.bench.text import bench_text

        folder = keep or Path(stack.enter_context(TemporaryDirectory(prefix="parley-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        sizes = tuple(int(each) for each in times.split(","))
        plan = BenchPlan(passage_tokens=tokens, times=sizes, questions=questions)
        report = run(plan, material_of(data, articles), folder, say)
        told = json.dumps(report.model_dump(mode="json"))
        if out is not None:
            out.write_text(told + "\n", encoding="utf-8")
        typer.echo(told if as_json else bench_text(report))
