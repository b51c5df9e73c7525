"""`parley-eval score`: score stored answers again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.judges import judge_of
from evals.cli.options import AsJson, Gates, JudgeModel, JudgePrice, JudgeRepeat, JudgeUrl, MaxCost, OfSuites
from evals.terminal import exit_codes, say

__all__ = ["score"]


def score(
    run: Annotated[Path, typer.Argument(help="A run's folder.")],
    *,
    suite: OfSuites = None,
    gate: Gates = None,
    judge: JudgeModel = None,
    judge_url: JudgeUrl = None,
    judge_price: JudgePrice = None,
    judge_repeat: JudgeRepeat = 1,
    max_cost: MaxCost = None,
    as_json: AsJson = False,
) -> None:
    """Score the answers of a run again, with the scorers of today. Nothing is asked but the judge."""
    with exit_codes():
        from evals.gates import read_gates
        from evals.records import read_manifest
        from evals.run_table import run_text
        from evals.scored_runs import score_run

        gates = read_gates(gate, read_manifest(run).suite) if gate else None
        record = score_run(
            run, suite or [], gates, judge_of(judge, judge_url, max_cost, judge_price, judge_repeat), say
        )
        typer.echo(record.model_dump_json() if as_json else run_text(record))
        raise typer.Exit(record.summary.exit_code)
