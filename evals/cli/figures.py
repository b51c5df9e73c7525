"""`parley-eval figures`: tariff rates, quotas and values of trade found in sentences, cell by cell."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["figures"]


def figures(
    problems: Annotated[bool, typer.Option("--problems", help="List what was missed or wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score figures found in sentences written for it."""
    with exit_codes():
        from evals.extracted.figures import figure_scores, figure_scores_text, read_figure_cases

        groups = read_figure_cases()
        scores = [figure_scores(groups, split) for split in ("dev", "test", "third", "fourth_dev", "fourth")]
        if as_json:
            typer.echo(json.dumps([each.model_dump(mode="json") for each in scores], ensure_ascii=False))
        else:
            typer.echo("\n".join(figure_scores_text(each, problems=problems) for each in scores))
