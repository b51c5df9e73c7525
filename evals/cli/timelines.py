"""`parley-eval timelines`: which events of the timeline cases are told, and which of the told ones are right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cli.options import AsJson
from evals.terminal import exit_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evals.timeline_cases import TimelineScores

__all__ = ["timelines"]


def timelines(
    problems: Annotated[bool, typer.Option("--problems", help="List what is wrong or missing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score the events of timelines, and of the answers to the same questions, against those of a reader."""
    with exit_codes():
        from evals.gates import ExitCode
        from evals.timeline_cases import timeline_scores_text

        scores = list(_scores())
        if as_json:
            typer.echo(json.dumps([each.model_dump(mode="json") for each in scores], ensure_ascii=False))
        else:
            typer.echo("\n".join(timeline_scores_text(each, problems=problems) for each in scores))
        raise typer.Exit(ExitCode.PASS if all(each.passed for each in scores) else ExitCode.GATE_FAILED)


def _scores() -> Iterator[TimelineScores]:
    """For each split, the timelines and then the answers."""
    from evals.cases import CaseKind, Split
    from evals.suites import find_suites
    from evals.systems import loaded_assistant
    from evals.timeline_cases import Line, read_timeline_gold, timeline_scores

    gold = read_timeline_gold()
    suites = find_suites([])
    cases = [each for suite in suites for each in suite.cases if each.kind is CaseKind.TIMELINE]
    with loaded_assistant([suites[0].corpus], None) as parley:
        for split in Split:
            chosen = [each for each in cases if each.split is split]
            lines = [
                [
                    Line(
                        event.interval, event.text, tuple(state.announced for state in event.states if state.announced)
                    )
                    for event in parley.timeline(each.question, as_of=each.as_of).events
                ]
                for each in chosen
            ]
            told = [
                [Line(event.interval, event.text) for event in parley.ask(each.question, as_of=each.as_of).events]
                for each in chosen
            ]
            known = [gold[each.id] for each in chosen]
            yield timeline_scores(f"{split}, timelines", zip(known, lines, strict=True))
            yield timeline_scores(f"{split}, answers", zip(known, told, strict=True))
