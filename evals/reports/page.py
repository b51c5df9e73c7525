"""report.html: to come."""

from __future__ import annotations

from evals.reports.views import RunView

__all__ = ["report_page"]


def report_page(view: RunView) -> str:
    """Placeholder."""
    return view.summary.suite
