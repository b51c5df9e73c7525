"""The `parley-eval` command. Results go to standard output, progress to standard error.

Exit codes: 0 pass, 1 a gate failed, 2 usage, 3 incomplete, 130 interrupted. What a command needs is
imported when it runs, so that `--help` costs nothing.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import CaseKind, Split
from evals.selection import Selection, check_only, select_cases
from evals.terminal import Progress, exit_codes, say

if TYPE_CHECKING:
    from evals.suites import LoadedSuite

__all__ = ["app", "main"]

app = typer.Typer(
    name="parley-eval", help="Measure how well Parley answers.", no_args_is_help=True, add_completion=False
)

Suites = Annotated[list[str] | None, typer.Argument(help="Suite files, folders or names; all when none.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="This case; may be repeated.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Cases with this tag; may be repeated.")]
Kinds = Annotated[list[CaseKind] | None, typer.Option("--kind", help="Cases of this kind; may be repeated.")]
ChosenSplit = Annotated[Split | None, typer.Option("--split", help="Cases of this split.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="The first N of them.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


class ExternalName(StrEnum):
    """The public question sets."""

    NEWS = "news"
    TRADE = "trade"
    REFUSALS = "refusals"
    WHEN_WHY = "when_why"
    MULTIHOP = "multihop"


class ExternalSplit(StrEnum):
    """Which questions of a public set are asked."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


def main() -> None:
    """The console script."""
    app()


@app.command()
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
        from evals.suites import find_suites
        from evals.systems import kept_library

        gates = read_gates(gate or [], gate_file)
        found = find_suites(suites or [])
        selection = _selection(found, only=only, tags=tag, kinds=kind, split=split, limit=limit)
        chosen = [(suite, cases) for suite in found if (cases := select_cases(suite.cases, selection))]
        if not chosen:
            say("no case is selected")
            raise typer.Exit(ExitCode.INCOMPLETE)
        records = []
        for suite, cases in chosen:
            folder = run_folder(suite.name, out, several=len(chosen) > 1)
            kept = kept_library(library, suite.name)
            with Progress(len(cases)) as progress:
                records.append(run_suite(RunPlan(suite, cases, folder, gates, kept), say, progress.advance))
            if not as_json:
                typer.echo(run_text(records[-1]))
        if as_json:
            documents = [record.model_dump(mode="json") for record in records]
            typer.echo(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False))
        raise typer.Exit(max(record.summary.exit_code for record in records))


@app.command()
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


@app.command("list")
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
        from evals.suites import find_suites

        found = find_suites(suites or [])
        selection = _selection(found, only=only, tags=tag, kinds=kind, split=split, limit=limit)
        cases = [case for suite in found for case in select_cases(suite.cases, selection)]
        if as_json:
            typer.echo(json.dumps([case.model_dump(mode="json") for case in cases], ensure_ascii=False))
            return
        for case in cases:
            typer.echo(f"{case.id}  {case.kind}  {case.split}  {case.as_of}  {case.question}")


@app.command()
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


@app.command()
def external(
    name: Annotated[ExternalName, typer.Argument(help="Which public question set.")],
    *,
    data: Annotated[Path, typer.Option(help="The folder of the downloaded data.")],
    split: Annotated[ExternalSplit, typer.Option(help="Tune on dev, report test.")] = ExternalSplit.ALL,
    limit: Limit = None,
    library: Annotated[Path | None, typer.Option(help="Keep the loaded articles here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure Parley on a public question set, with the figures of plain BM25 beside it."""
    with exit_codes():
        from evals.external import ExternalPlan, figures_text, run_external

        plan = ExternalPlan(data=data, split=split.value, limit=limit, library=library)
        with Progress() as progress:
            report = run_external(str(name), plan, say, progress.tick)
        typer.echo(report.model_dump_json() if as_json else figures_text(report))


def _selection(
    suites: list[LoadedSuite],
    *,
    only: list[str] | None,
    tags: list[str] | None,
    kinds: list[CaseKind] | None,
    split: Split | None,
    limit: int | None,
) -> Selection:
    wanted = [each for one in only or [] for each in one.split(",")]
    check_only([case for suite in suites for case in suite.cases], wanted)
    return Selection(tuple(wanted), tuple(tags or ()), tuple(kinds or ()), split, limit)
