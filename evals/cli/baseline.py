"""`parley-eval baseline`: what answers without any understanding would score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, OfSuites
from evals.terminal import exit_codes

__all__ = ["baseline"]


def baseline(
    run: Annotated[Path, typer.Argument(help="A run's folder: its rankings and answers make the baselines.")],
    *,
    suite: OfSuites = None,
    as_json: AsJson = False,
) -> None:
    """Show every scorer of a run beside its baselines; a scorer that does not set them apart measures nothing."""
    with exit_codes():
        from evals.baseline_figures import baselines_of
        from evals.baseline_text import baseline_text
        from evals.gold_corpus import read_corpus
        from evals.records import read_manifest, read_samples, read_summary
        from evals.scored_runs import cases_of_run
        from evals.suites import suite_of_digest

        manifest = read_manifest(run)
        found = suite_of_digest(manifest.suite, manifest.suite_digest, suite or [])
        cases = cases_of_run(found, manifest.cases)
        figures = baselines_of(cases, read_samples(run), read_corpus(found.corpus), found.suite.canaries)
        if as_json:
            typer.echo(json.dumps([each.model_dump(mode="json") for each in figures], ensure_ascii=False))
        else:
            typer.echo(baseline_text(read_summary(run), figures))
