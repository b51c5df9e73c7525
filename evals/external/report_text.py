"""An external report as text: each figure with its interval, and plain BM25 beside it."""

from __future__ import annotations

from evals.external.contract import ExternalReport, Figure, Published
from evals.run_table import aligned

__all__ = ["figures_text"]


def figures_text(report: ExternalReport) -> str:
    """The table, what must be known to compare, and the single answers to read."""
    rows = [("figure", "parley", "95 %", "BM25", "n"), *map(_row, report.figures)]
    parts = [
        f"{report.name}, split {report.split}: {report.questions} questions",
        "",
        *aligned(rows),
        "",
        *_published(report),
    ]
    return "\n".join([*parts, *(f"– {note}" for note in report.notes), *(f"  {line}" for line in report.lines)])


def _published(report: ExternalReport) -> list[str]:
    """Others' figures with ours beside them; what differs stands below, numbered."""
    if not report.published:
        return []
    ours = {figure.name: figure for figure in report.figures}
    rows: list[tuple[str, ...]] = [("published elsewhere", "theirs", "ours", "our figure")]
    rows += [_published_row(at, each, ours.get(each.beside)) for at, each in enumerate(report.published, start=1)]
    differs = [f"({at}) {each.differs}" for at, each in enumerate(report.published, start=1)]
    return [*aligned(rows), "what differs:", *differs, ""]


def _published_row(at: int, each: Published, figure: Figure | None) -> tuple[str, ...]:
    ours = "–" if figure is None or figure.value is None else f"{figure.value:.3f}"
    return f"({at}) {each.what}", f"{each.value:.3f}", ours, each.beside


def _row(figure: Figure) -> tuple[str, ...]:
    shown = "–" if figure.value is None else f"{figure.value:.3f}" if figure.value <= 1 else f"{figure.value:.1f}"
    interval = "" if figure.low is None or figure.high is None else f"{figure.low:.3f} to {figure.high:.3f}"
    baseline = "" if figure.baseline is None else f"{figure.baseline:.3f}"
    return figure.name, shown, interval, baseline, str(figure.of)
