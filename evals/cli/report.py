"""`parley-eval report`: write the readable files of a run anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, OfSuites
from evals.terminal import exit_codes

__all__ = ["report"]


def report(
    run: Annotated[Path, typer.Argument(help="A run's folder.")],
    *,
    suite: OfSuites = None,
    as_json: AsJson = False,
) -> None:
    """Write report.html, junit.xml and summary.md of a run, and show its figures."""
    with exit_codes():
        from evals.gold_corpus import read_corpus
        from evals.records import RunRecord, read_manifest, read_summary
        from evals.reports import write_reports
        from evals.run_table import run_text
        from evals.scored_runs import cases_of_run
        from evals.suites import suite_of_digest

        manifest = read_manifest(run)
        found = suite_of_digest(manifest.suite, manifest.suite_digest, suite or [])
        record = RunRecord(folder=run, summary=read_summary(run))
        write_reports(run, cases_of_run(found, manifest.cases), read_corpus(found.corpus))
        typer.echo(record.model_dump_json() if as_json else run_text(record))
