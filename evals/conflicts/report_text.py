"""A report on disagreement as text."""

from __future__ import annotations

from evals.conflicts.scoring import LEAST_FOUND, MOST_FALSE, ConflictsReport
from evals.run_table import aligned
from evals.statistics import Rate

__all__ = ["conflicts_text"]


def conflicts_text(report: ConflictsReport) -> str:
    """The figures, and every pair that was taken for something else."""
    rows = [
        ("", "pairs", "95 %"),
        ("conflicts found", *_rate(report.found)),
        ("supersessions found", *_rate(report.superseded)),
        ("false conflicts", *_rate(report.false)),
        ("false supersessions", *_rate(report.false_supersessions)),
    ]
    lines = [
        f"{report.name} {report.half.value}".strip(),
        "",
        *aligned(rows),
        "",
        f"{'ok' if report.passed else 'FAILED'}: at least {LEAST_FOUND:.0%} of the conflicts found, "
        f"at most {MOST_FALSE:.0%} of the others taken for one",
    ]
    for each in report.wrong:
        lines += ["", f"  {each.question}", f"    {each.expected.value}, taken for {each.taken}", f"    {each.text}"]
    return "\n".join(lines)


def _rate(rate: Rate) -> tuple[str, str]:
    if rate.share is None or rate.low is None or rate.high is None:
        return "–", ""
    return f"{round(rate.share * rate.of)}/{rate.of} {rate.share:.3f}", f"{rate.low:.3f} to {rate.high:.3f}"
