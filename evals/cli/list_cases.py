"""`parley-eval list`: which cases the same flags would run."""

from __future__ import annotations

import json

import typer

from evals.cli.options import AsJson, ChosenSplit, Kinds, Limit, Only, Suites, Tags, chosen_cases
from evals.terminal import exit_codes

__all__ = ["list_cases"]


def list_cases(
    suites: Suites = None,
    *,
    only: Only = None,
    tag: Tags = None,
    kind: Kinds = None,
    split: ChosenSplit = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the cases that the same flags would run."""
    with exit_codes():
        chosen = chosen_cases(suites, only=only, tags=tag, kinds=kind, split=split, limit=limit)
        cases = [case for each in chosen for case in each.cases]
        if as_json:
            typer.echo(json.dumps([case.model_dump(mode="json") for case in cases], ensure_ascii=False))
            return
        for case in cases:
            typer.echo(f"{case.id}  {case.kind}  {case.split}  {case.as_of}  {case.question}")
