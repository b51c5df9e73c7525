"""`parley-eval quotes`: statements of short reports, found with the right speaker and words."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

__all__ = ["quotes"]


def quotes(
    problems: Annotated[bool, typer.Option("--problems", help="List what was missed or wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score who said what on short reports written for it."""
    with exit_codes():
        from evals.extracted.quotes import quote_scores, quote_scores_text, read_quote_cases

        groups = read_quote_cases()
        scores = [quote_scores(groups, split) for split in ("dev", "test", "third", "fourth_dev", "fourth")]
        if as_json:
            typer.echo(json.dumps([each.model_dump(mode="json") for each in scores], ensure_ascii=False))
        else:
            typer.echo("\n".join(quote_scores_text(each, problems=problems) for each in scores))
