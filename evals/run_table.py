"""A run's figures as text for a terminal or a file: aligned, without colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.gates import GateResult
from evals.metrics import Rate, RunFigures, ScorerFigures
from evals.records import RunRecord

__all__ = ["aligned", "interval_text", "rate_text", "run_text"]

LINE = 200


def run_text(record: RunRecord) -> str:
    """The table, abstention, gates, and one line for each case that failed."""
    figures = record.summary.figures
    rows = [("scorer", "mean", "full", "95 %", "n/a", "unscored"), *map(_scorer_row, figures.scorers)]
    return "\n".join(
        [
            f"{record.summary.suite}: {figures.cases} cases, {figures.errors} errors, "
            f"{rate_text(figures.passed)} passed",
            "",
            *aligned(rows),
            "",
            f"over-refusal {rate_text(figures.over_refusal)}   fabrication {rate_text(figures.fabrication)}",
            f"by kind: {', '.join(f'{kind} {rate.hits}/{rate.of}' for kind, rate in figures.by_kind.items())}",
            *_notes(figures),
            "",
            *map(_gate_line, record.summary.gates),
            *_failures(figures),
            "",
            f"record: {record.folder}",
        ]
    )


def rate_text(rate: Rate) -> str:
    """`12/40 (30 %, 18 to 45)`; `0/0` for none at all."""
    if rate.share is None:
        return "0/0"
    return f"{rate.hits}/{rate.of} ({100 * rate.share:.0f} %, {interval_text(rate)})"


def interval_text(rate: Rate) -> str:
    """`18 to 45`, in percent; empty for none at all."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{100 * rate.low:.0f} to {100 * rate.high:.0f}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with columns of one width: the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _scorer_row(figures: ScorerFigures) -> tuple[str, ...]:
    return (
        figures.scorer,
        "–" if figures.mean is None else f"{figures.mean:.3f}",
        f"{figures.full.hits}/{figures.full.of}",
        interval_text(figures.full),
        str(figures.not_applicable),
        str(figures.unscored),
    )


def _notes(figures: RunFigures) -> Iterator[str]:
    if figures.milliseconds_median is not None:
        yield f"median time {figures.milliseconds_median:.0f} ms an answer"
    if figures.without_history:
        yield f"{figures.without_history} follow-ups were asked without the turns before them"


def _gate_line(result: GateResult) -> str:
    measured = "not measured" if result.measured is None else f"{result.measured:.3f}"
    sign = "<=" if result.at_most else ">="
    return f"gate {'ok' if result.passed else 'FAILED'}: {result.gate} {measured} {sign} {result.threshold:g}"


def _failures(figures: RunFigures) -> Iterator[str]:
    if figures.failed:
        yield ""
        yield "failed:"
    for each in figures.failed:
        yield f"  {each.case}: {_short('; '.join(each.reasons))}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LINE else f"{line[: LINE - 1]}…"
