"""A report on stories as text."""

from __future__ import annotations

from evals.run_table import aligned
from evals.statistics import Rate
from evals.stories.scoring import LEAST_PRECISION, LEAST_RECALL, StoriesReport

__all__ = ["stories_text"]


def stories_text(report: StoriesReport, *, problems: bool) -> str:
    """The figures by kind; with `problems` also every pair that was missed or wrongly linked."""
    rows = [("", "linked", "")]
    rows += [(each.kind.value, _rate(each.linked), "" if each.copies else "ought to be none") for each in report.kinds]
    lines = [
        f"{report.half.value}: {report.articles} articles",
        "",
        *aligned(rows),
        "",
        f"precision {_rate(report.precision)}, recall {report.recall:.3f} (mean of the kinds), "
        f"in one library {report.library_precision:.3f}",
        f"{'ok' if report.passed else 'FAILED'}: precision at least {LEAST_PRECISION}, recall at least {LEAST_RECALL}",
    ]
    if problems:
        lines += ["", *(f"  - {each}" for each in report.wrong)]
    return "\n".join(lines)


def _rate(rate: Rate) -> str:
    return "–" if rate.share is None else f"{rate.hits}/{rate.of} {rate.share:.3f}"
