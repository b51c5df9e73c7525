"""`parley-eval selftest`: can the scorers fail on this suite."""

from __future__ import annotations

import json

import typer

from evals.cli.options import AsJson, Suites
from evals.terminal import exit_codes

__all__ = ["selftest"]


def selftest(suites: Suites = None, as_json: AsJson = False) -> None:
    """Try the scorers on gold answers and on seeded faults; each fault must cost the scorer that is there for it."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.gold_corpus import read_corpus
        from evals.selftest import selftest_suite
        from evals.suites import find_suites

        reports = [selftest_suite(suite, read_corpus(suite.corpus)) for suite in find_suites(suites or [])]
        if as_json:
            typer.echo(json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False))
        else:
            for report in reports:
                typer.echo(f"{report.suite}")
                for check in report.checks:
                    word = "ok  " if check.passed else "FAIL"
                    typer.echo(f"  {word} {check.caught}/{check.of}  {check.name} [{check.scorer}]")
                    for line in check.missed[:5]:
                        typer.echo(f"         {line}")
        raise typer.Exit(ExitCode.PASS if all(report.passed for report in reports) else ExitCode.GATE_FAILED)
