"""All reports of a run, written from what lies in its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus
from evals.reports.junit import junit_xml
from evals.reports.markdown import summary_markdown
from evals.reports.page import report_page
from evals.reports.views import run_view

__all__ = ["write_reports"]


def write_reports(folder: Path, cases: Sequence[EvalCase], corpus: GoldCorpus) -> None:
    """Write report.html, junit.xml and summary.md beside the record. Raises: UsageError when there is none."""
    view = run_view(folder, cases, corpus)
    for name, text in (
        ("report.html", report_page(view)),
        ("junit.xml", junit_xml(view)),
        ("summary.md", summary_markdown(view)),
    ):
        passing = folder / f"{name}.part"
        passing.write_text(text, encoding="utf-8")
        passing.replace(folder / name)
