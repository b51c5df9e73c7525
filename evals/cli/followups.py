"""`parley-eval followups`: do questions that rest on those before them come to stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cli.options import AsJson, ChosenSplit
from evals.terminal import exit_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.followups import Dialogue, FollowupFigures

__all__ = ["followups"]


def followups(
    file: Annotated[Path | None, typer.Argument(help="Dialogues in YAML; Parley's own when not given.")] = None,
    *,
    split: ChosenSplit = None,
    model: Annotated[str | None, typer.Option(help="Ask this chat model too, beside the rules.")] = None,
    url: Annotated[str | None, typer.Option(help="Its OpenAI-compatible endpoint; else that of the settings.")] = None,
    least: Annotated[
        float | None, typer.Option("--least", min=0.0, max=1.0, help="Exit with 1 when a smaller share is right.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the follow-up questions of dialogues stand alone, and say which came out right.

    With --model the shares are the model's beside those of the rules, and --least is held against the model's. The
    exit code is 3 when the model gave no question at all.
    """
    with exit_codes():
        from evals.followups import DIALOGUES, read_dialogues
        from evals.gates import ExitCode

        dialogues = [each for each in read_dialogues(file or DIALOGUES) if split in {None, each.split}]
        figures, answered = _figures(dialogues, model, url, as_json=as_json)
        if not dialogues or not answered:
            raise typer.Exit(ExitCode.INCOMPLETE)
        failed = least is not None and (figures.all.share or 0.0) < least
        raise typer.Exit(ExitCode.GATE_FAILED if failed else ExitCode.PASS)


def _figures(
    dialogues: Sequence[Dialogue], model: str | None, url: str | None, *, as_json: bool
) -> tuple[FollowupFigures, bool]:
    """What is held against `--least`, and whether whoever was asked gave anything; the report is printed."""
    from evals.followups import figures_text, run_followups

    if model is None:
        figures = run_followups(dialogues)
        typer.echo(figures.model_dump_json() if as_json else figures_text(figures))
        return figures, True
    from evals.followup_models import beside_rules, beside_text

    both = beside_rules(dialogues, model, url)
    typer.echo(both.model_dump_json() if as_json else beside_text(both))
    return both.by_model, both.stepped_in < len(dialogues)
