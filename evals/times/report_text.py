"""A report on time expressions as text."""

from __future__ import annotations

from evals.run_table import aligned
from evals.statistics import Rate
from evals.times.scoring import LEAST_RIGHT, MOST_TAKEN, TimesReport

__all__ = ["times_text"]


def times_text(report: TimesReport) -> str:
    """The figures, each precision by itself, and every sentence that was read wrongly."""
    rows = [("", "right", "95 %"), ("all", *_rate(report.right))]
    rows += [(kind, *_rate(rate)) for kind, rate in report.by_precision.items()]
    lines = [
        f"{report.name}: {report.right.of} expressions in {report.sentences} sentences, {report.traps} traps",
        "",
        *aligned(rows),
        "",
        f"{report.spurious} found beside them; {report.taken} taken from the traps",
        f"{'ok' if report.passed else 'FAILED'}: at least {LEAST_RIGHT:.0%} right, "
        f"at most {MOST_TAKEN:.0%} of the traps taken",
    ]
    for each in report.wrong:
        lines += ["", f"  {each.text}"]
        lines += [f"    expected {time}" for time in each.missed]
        lines += [f"    found    {time}" for time in each.spurious]
    return "\n".join(lines)


def _rate(rate: Rate) -> tuple[str, str]:
    if rate.share is None or rate.low is None or rate.high is None:
        return "–", ""
    return f"{round(rate.share * rate.of)}/{rate.of} {rate.share:.3f}", f"{rate.low:.3f} to {rate.high:.3f}"
