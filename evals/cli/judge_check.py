"""`parley-eval judge-check`: can a judge be relied on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cli.judges import judge_of
from evals.cli.options import AsJson, JudgePrice, JudgeUrl, MaxCost
from evals.terminal import Progress, exit_codes

__all__ = ["judge_check"]


def judge_check(
    *,
    judge: Annotated[str, typer.Option(help="The chat model that judges.")],
    judge_url: JudgeUrl = None,
    judge_price: JudgePrice = None,
    max_cost: MaxCost = None,
    labels: Annotated[Path | None, typer.Option(help="Your own labelled answers; Parley's when not given.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold a judge's grades against a reader's: agreement, sensitivity, specificity."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.judges.checking import check_judge, judge_check_text, read_labels

        questions = read_labels(labels) if labels else read_labels()
        model = judge_of(judge, judge_url, max_cost, judge_price)
        assert model is not None  # a model is named
        with Progress() as progress:
            check = check_judge(model, questions, progress.tick)
        typer.echo(check.model_dump_json() if as_json else judge_check_text(check))
        if check.unanswered:
            raise typer.Exit(ExitCode.INCOMPLETE)
        raise typer.Exit(ExitCode.PASS if check.passes else ExitCode.GATE_FAILED)
