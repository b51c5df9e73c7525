"""`parley-eval stories`: are near-copies told from other reports of the same events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["stories"]

File = Annotated[Path | None, typer.Argument(help="A file of written copies and others; Parley's own when none.")]
Halves = Annotated[str, typer.Option("--half", help="dev, held_out or both.")]


def stories(
    file: File = None,
    half: Halves = "both",
    problems: Annotated[bool, typer.Option("--problems", help="List what was missed or wrongly linked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make copies and other reports of the sample articles and see which are taken for one story."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.gold_corpus import read_corpus
        from evals.stories import CORPUS, DATA, Half, made_pairs, read_written, score_stories, stories_text
        from index.errors import UsageError

        if half not in {"dev", "held_out", "both"}:
            raise UsageError(f"{half!r} is no half of a set; give dev, held_out or both")
        corpus, written = read_corpus(CORPUS), read_written(file or DATA)
        chosen = list(Half) if half == "both" else [Half(half)]
        reports = [score_stories(each, made_pairs(corpus, written, each)) for each in chosen]
        if as_json:
            typer.echo(json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False))
        else:
            typer.echo("\n\n".join(stories_text(report, problems=problems) for report in reports))
        raise typer.Exit(ExitCode.PASS if all(report.passed for report in reports) else ExitCode.GATE_FAILED)
