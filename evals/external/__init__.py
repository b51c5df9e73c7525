"""Public question sets, asked in their own form, with the figures of plain BM25 beside ours.

The data are downloaded by whoever wants to measure, and are never part of Parley.
"""

from evals.external.contract import ExternalPlan, ExternalReport, Figure
from evals.external.report_text import figures_text
from evals.external.table import run_external

__all__ = ["ExternalPlan", "ExternalReport", "Figure", "figures_text", "run_external"]
