"""A run in one Markdown page, short enough for a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evals.reports.views import RunView
from evals.run_table import gate_line, mean_text, rate_text
from evals.scorers import SCORERS, Role

__all__ = ["markdown_cell", "markdown_table", "summary_markdown"]

MOST_FAILURES = 40
VERDICTS = {0: "passed", 1: "failed its gate", 3: "incomplete"}
SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def summary_markdown(view: RunView) -> str:
    """Verdict, gates, figures, baselines, and the failures that fit."""
    figures, summary = view.summary.figures, view.summary
    says = {scorer.name: scorer.says for scorer in SCORERS}
    rows = [
        (
            f"`{each.scorer}`",
            mean_text(each.mean),
            "" if each.mean.low is None or each.mean.high is None else f"{each.mean.low:.3f} – {each.mean.high:.3f}",
            f"{each.full.hits}/{each.full.of}",
            str(each.not_applicable),
            says.get(each.scorer, ""),
        )
        for each in figures.scorers
        if each.role is not Role.DIAGNOSES
    ]
    lines = [
        f"# {summary.suite}, {summary.system}: {VERDICTS.get(summary.exit_code, 'not finished')}",
        "",
        f"{figures.cases} cases, {figures.errors} errors, {rate_text(figures.passed)} passed. Over-refusal "
        f"{rate_text(figures.abstention.over_refusal)}, fabrication {rate_text(figures.abstention.fabrication)}.",
        "",
        *(f"- {gate_line(gate)}" for gate in summary.gates),
        "",
        *markdown_table(("scorer", "mean", "95 %", "full", "n/a", "a full score says"), rows),
        "",
        *_baselines(view),
        *_failures(view),
    ]
    return "\n".join(lines).rstrip() + "\n"


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table's lines; cells are taken as Markdown."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def markdown_cell(text: str, most: int = 160) -> str:
    """Any text so that it stands in a table or a list as it is, in one line of limited length."""
    line = " ".join(text.split())
    return SPECIAL.sub(r"\\\1", line if len(line) <= most else f"{line[: most - 1]}…")


def _baselines(view: RunView) -> Iterator[str]:
    names = ("key_facts", "abstention", "evidence_hit", "traceable")
    own = {each.scorer: each.mean.value for each in view.summary.figures.scorers}
    passed = view.summary.figures.passed
    rows = [("**this run**", f"{passed.hits}/{passed.of}", *(_shown(own.get(name)) for name in names))]
    rows += [
        (each.name, f"{each.passed.hits}/{each.passed.of}", *(_shown(each.means.get(name)) for name in names))
        for each in view.summary.baselines
    ]
    yield from markdown_table(("beside it", "passed", *(f"`{name}`" for name in names)), rows)


def _failures(view: RunView) -> Iterator[str]:
    failed = [each.failure for each in view.cases if each.failure]
    if failed:
        yield ""
        yield "## Failed"
        yield ""
    for each in failed[:MOST_FAILURES]:
        yield f"- `{each.case}` ({each.stage}): {markdown_cell('; '.join(each.reasons))}"
    if len(failed) > MOST_FAILURES:
        yield f"- and {len(failed) - MOST_FAILURES} more: see report.html"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
