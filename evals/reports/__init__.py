"""What people and other programs read of a run: report.html, junit.xml and summary.md."""

from evals.reports.writing import write_reports

__all__ = ["write_reports"]
