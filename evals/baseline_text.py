"""A run's scorers beside the baselines, as text."""

from __future__ import annotations

from collections.abc import Sequence

from evals.baseline_figures import BaselineFigures
from evals.records import RunSummary
from evals.run_table import aligned, mean_text

__all__ = ["baseline_text"]


def baseline_text(summary: RunSummary, baselines: Sequence[BaselineFigures]) -> str:
    """One line a scorer; the names of the baselines stand in the first."""
    rows = [("scorer", "this run", *(each.name for each in baselines))]
    passed = summary.figures.passed
    rows.append(("passed", f"{passed.hits}/{passed.of}", *(f"{b.passed.hits}/{b.passed.of}" for b in baselines)))
    for own in summary.figures.scorers:
        values = [each.means.get(own.scorer) for each in baselines]
        rows.append((own.scorer, mean_text(own.mean), *("–" if v is None else f"{v:.3f}" for v in values)))
    return "\n".join(aligned(rows))
