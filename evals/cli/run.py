"""`parley-eval run`: ask every case, score the answers, record the run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, ChosenSplit, Kinds, Limit, Only, Suites, Tags, chosen_cases
from evals.terminal import Progress, exit_codes, say

__all__ = ["run"]


def run(
    suites: Suites = None,
    *,
    only: Only = None,
    tag: Tags = None,
    kind: Kinds = None,
    split: ChosenSplit = None,
    limit: Limit = None,
    gate: Annotated[list[str] | None, typer.Option(help="A threshold, such as key_facts=0.6.")] = None,
    gate_file: Annotated[Path | None, typer.Option(help="A TOML file with a [gates] table.")] = None,
    library: Annotated[Path | None, typer.Option(help="Keep the loaded corpora here.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the record goes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every case of the suites, score the answers, and record the run."""
    with exit_codes():
        from evals.gates import ExitCode, read_gates
        from evals.run_table import run_text
        from evals.running import RunPlan, run_folder, run_suite
        from evals.systems import kept_library

        gates = read_gates(gate or [], gate_file)
        chosen = chosen_cases(suites, only=only, tags=tag, kinds=kind, split=split, limit=limit)
        if not chosen:
            say("no case is selected")
            raise typer.Exit(ExitCode.INCOMPLETE)
        records = []
        for each in chosen:
            folder = run_folder(each.suite.name, out, several=len(chosen) > 1)
            kept = kept_library(library, each.suite.name)
            with Progress(len(each.cases)) as progress:
                records.append(run_suite(RunPlan(each.suite, each.cases, folder, gates, kept), say, progress.advance))
            if not as_json:
                typer.echo(run_text(records[-1]))
        if as_json:
            documents = [record.model_dump(mode="json") for record in records]
            typer.echo(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False))
        raise typer.Exit(max(record.summary.exit_code for record in records))
