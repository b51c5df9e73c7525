"""`parley-eval lint`: is every case well made."""

from __future__ import annotations

import json

import typer

from evals.cli.options import AsJson, Suites
from evals.terminal import exit_codes

__all__ = ["lint"]


def lint(suites: Suites = None, as_json: AsJson = False) -> None:
    """Check that every case is well made: its quotes, facts, dates and reference."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.gold_corpus import read_corpus
        from evals.lint import lint_suite
        from evals.lint_text import lint_text
        from evals.suites import find_suites

        reports = [lint_suite(suite, read_corpus(suite.corpus)) for suite in find_suites(suites or [])]
        if as_json:
            typer.echo(json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False))
        else:
            typer.echo("\n\n".join(lint_text(report) for report in reports))
        raise typer.Exit(ExitCode.GATE_FAILED if any(report.errors for report in reports) else ExitCode.PASS)
