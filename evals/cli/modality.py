"""`parley-eval modality`: sentences marked done, reported, claimed, expected, planned or denied."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["modality"]


def modality(
    problems: Annotated[bool, typer.Option("--problems", help="List what was marked otherwise.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score how sentences written for it are marked."""
    with exit_codes():
        from evals.modality_cases import modality_scores, modality_text, read_modality_cases

        scores = [modality_scores(half, sentences) for half, sentences in read_modality_cases().items()]
        if as_json:
            typer.echo(json.dumps([each.model_dump(mode="json") for each in scores], ensure_ascii=False))
        else:
            typer.echo("\n".join(modality_text(each, problems=problems) for each in scores))
