"""`parley-eval run`: ask every case, score the answers, record the run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cli.judges import judge_of
from evals.cli.options import (
    AsJson,
    Chosen,
    ChosenSplit,
    Gates,
    JudgeModel,
    JudgePrice,
    JudgeRepeat,
    JudgeUrl,
    Kinds,
    Limit,
    MaxCost,
    Only,
    Suites,
    Tags,
    chosen_cases,
)
from evals.terminal import Progress, exit_codes, say

if TYPE_CHECKING:
    from evals.records import RunRecord
    from evals.running import RunPlan

__all__ = ["run"]


def run(
    suites: Suites = None,
    *,
    only: Only = None,
    tag: Tags = None,
    kind: Kinds = None,
    split: ChosenSplit = None,
    limit: Limit = None,
    failed: Annotated[Path | None, typer.Option(help="Cases that did not pass in this run.")] = None,
    system: Annotated[str, typer.Option(help="What is asked: parley or textbook.")] = "parley",
    setting: Annotated[list[str] | None, typer.Option("--set", help="name=value, a setting of the system.")] = None,
    answers: Annotated[Path | None, typer.Option(help="Score these answers (JSON lines) and ask nothing.")] = None,
    repeat: Annotated[int, typer.Option(min=1, help="Ask every case so many times.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Questions at a time.")] = 1,
    timeout: Annotated[float | None, typer.Option(min=0.001, help="Seconds for one answer.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Keep answers here and take unchanged ones from it.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run of --out, or the newest.")] = False,
    gate: Gates = None,
    judge: JudgeModel = None,
    judge_url: JudgeUrl = None,
    judge_price: JudgePrice = None,
    judge_repeat: JudgeRepeat = 1,
    max_cost: MaxCost = None,
    library: Annotated[Path | None, typer.Option(help="Keep the loaded corpora here.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the record goes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every case of the suites, score the answers, and record the run."""
    with exit_codes():
        from evals.gates import ExitCode, read_gates
        from evals.run_table import run_text
        from evals.running import RunPlan, latest_run, run_folder
        from evals.systems import kept_library

        chosen = chosen_cases(suites, only=only, tags=tag, kinds=kind, split=split, limit=limit, failed=failed)
        if not chosen:
            say("no case is selected")
            raise typer.Exit(ExitCode.INCOMPLETE)
        asked = judge_of(judge, judge_url, max_cost, judge_price, judge_repeat)
        records = []
        for each in chosen:
            name = each.suite.name
            folder = latest_run(name) if resume and out is None else run_folder(name, out, several=len(chosen) > 1)
            plan = RunPlan(
                each.suite,
                each.cases,
                folder,
                read_gates(gate or [], name),
                kept_library(library, name),
                system=system,
                settings=tuple(setting or ()),
                repeats=repeat,
                jobs=jobs,
                timeout_s=timeout,
                cache=cache,
                resume=resume,
                judge=asked,
            )
            records.append(_record(plan, each, answers))
            if not as_json:
                typer.echo(run_text(records[-1]))
        if as_json:
            documents = [record.model_dump(mode="json") for record in records]
            typer.echo(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False))
        raise typer.Exit(max(record.summary.exit_code for record in records))


def _record(plan: RunPlan, chosen: Chosen, answers: Path | None) -> RunRecord:
    from evals.running import run_suite, score_file

    if answers is not None:
        return score_file(plan, answers)
    with Progress(len(chosen.cases) * plan.repeats) as progress:
        return run_suite(plan, say, progress.advance)
