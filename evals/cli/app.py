"""The commands' table and the console script. A new command is a module, its test and a line here.

Results go to standard output, progress to standard error. Exit codes: 0 pass, 1 a gate failed,
2 usage, 3 incomplete, 130 interrupted. What a command needs is imported when it runs, so that
`--help` costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from evals.cli.baseline import baseline
from evals.cli.bench import bench
from evals.cli.compare import compare
from evals.cli.conflicts import conflicts
from evals.cli.crowd import crowd
from evals.cli.draft import draft
from evals.cli.external import external
from evals.cli.figures import figures
from evals.cli.followups import followups
from evals.cli.gates import GateCommand
from evals.cli.grounding import grounding
from evals.cli.judge_check import judge_check
from evals.cli.lint import lint
from evals.cli.list_cases import list_cases
from evals.cli.modality import modality
from evals.cli.quotes import quotes
from evals.cli.report import report
from evals.cli.run import run
from evals.cli.score import score
from evals.cli.selftest import selftest
from evals.cli.show import show
from evals.cli.soak import soak
from evals.cli.stories import stories
from evals.cli.timelines import timelines
from evals.cli.times import times

__all__ = ["app", "main"]

app = typer.Typer(
    name="parley-eval", help="Measure how well Parley answers.", no_args_is_help=True, add_completion=False
)
COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "score": score,
    "compare": compare,
    "report": report,
    "baseline": baseline,
    "lint": lint,
    "selftest": selftest,
    "list": list_cases,
    "show": show,
    "draft": draft,
    "external": external,
    "judge-check": judge_check,
    "grounding": grounding,
    "times": times,
    "timelines": timelines,
    "followups": followups,
    "quotes": quotes,
    "conflicts": conflicts,
    "figures": figures,
    "bench": bench,
    "stories": stories,
    "modality": modality,
    "crowd": crowd,
    "soak": soak,
}
for _name, _command in COMMANDS.items():
    app.command(_name, cls=GateCommand)(_command)


def main() -> None:
    """The console script."""
    app()
