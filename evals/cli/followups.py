"""`parley-eval followups`: do questions that rest on those before them come to stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, ChosenSplit
from evals.terminal import exit_codes

__all__ = ["followups"]


def followups(
    file: Annotated[Path | None, typer.Argument(help="Dialogues in YAML; Parley's own when not given.")] = None,
    *,
    split: ChosenSplit = None,
    least: Annotated[
        float | None, typer.Option("--least", min=0.0, max=1.0, help="Exit with 1 when a smaller share is right.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the follow-up questions of dialogues stand alone, and say which came out right."""
    with exit_codes():
        from evals.followups import DIALOGUES, figures_text, read_dialogues, run_followups
        from evals.gates import ExitCode

        dialogues = [each for each in read_dialogues(file or DIALOGUES) if split in {None, each.split}]
        figures = run_followups(dialogues)
        typer.echo(figures.model_dump_json() if as_json else figures_text(figures))
        if not dialogues:
            raise typer.Exit(ExitCode.INCOMPLETE)
        failed = least is not None and (figures.all.share or 0.0) < least
        raise typer.Exit(ExitCode.GATE_FAILED if failed else ExitCode.PASS)
