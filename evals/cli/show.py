"""`parley-eval show`: one case, with what a run made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson
from evals.selection import check_only
from evals.terminal import exit_codes

__all__ = ["show"]


def show(
    case: Annotated[str, typer.Argument(help="The id of a case.")],
    suites: Annotated[list[str] | None, typer.Argument(help="Suites to look in; all when none.")] = None,
    run_dir: Annotated[Path | None, typer.Option("--run", help="A run's folder: its answer too.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a case, and what a run answered and scored on it."""
    with exit_codes():
        from evals.case_text import shown_case
        from evals.suites import find_suites

        found = [each for suite in find_suites(suites or []) for each in suite.cases]
        check_only(found, [case])
        shown = shown_case(next(each for each in found if each.id == case), run_dir)
        typer.echo(shown.model_dump_json() if as_json else shown.as_text())
