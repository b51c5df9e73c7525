"""The pictures of a report, as SVG without script: shares with their intervals, four corners, times by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evals.abstention_figures import Abstention
from evals.costs import Costs
from evals.statistics import Rate

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["bars", "corners", "steps"]

WIDTH, LABEL, ROW = 360, 116, 24
PLOT = WIDTH - LABEL - 58


def bars(rates: Mapping[str, Rate]) -> Markup:
    """One bar a slice, with its Wilson interval as a line and its counts behind it."""
    rows = []
    for at, (name, rate) in enumerate(rates.items()):
        y, share = at * ROW, rate.share or 0.0
        low, high = LABEL + PLOT * (rate.low or 0), LABEL + PLOT * (rate.high or 0)
        rows += [
            _text(LABEL - 6, y + 16, name.replace("_", " "), anchor="end"),
            _box(LABEL, y + 5, PLOT, 14, "track"),
            _box(LABEL, y + 5, PLOT * share, 14, "bar"),
            _line(low, high, y + 12),
            _text(LABEL + PLOT + 6, y + 16, f"{rate.hits}/{rate.of}"),
        ]
    return _svg(rows, len(rates) * ROW, "Cases passed by kind, with 95 % intervals")


def corners(found: Abstention) -> Markup:
    """Refused and answered against what was right."""
    boxes = (
        (0, 0, "answered, and rightly so", found.answered_rightly, "good"),
        (1, 0, "refused, but answerable", found.refused_wrongly, "bad"),
        (0, 1, "answered, but made up", found.answered_wrongly, "bad"),
        (1, 1, "refused, and rightly so", found.refused_rightly, "good"),
    )
    rows = []
    for column, row, name, count, kind in boxes:
        x, y = column * (WIDTH / 2), row * 66
        rows += [
            _box(x + 2, y + 2, WIDTH / 2 - 4, 60, kind),
            _text(x + 12, y + 30, str(count), size=20),
            _text(x + 12, y + 50, name, size=11),
        ]
    return _svg(rows, 132, "Refusals: what was done against what was right")


def steps(costs: Costs) -> Markup:
    """The median of each step as a bar, what 95 of 100 stay below as a line; milliseconds."""
    widest = max([each.p95 for each in costs.steps.values()] or [1.0]) or 1.0
    rows = []
    for at, (name, spread) in enumerate(costs.steps.items()):
        y = at * ROW
        rows += [
            _text(LABEL - 6, y + 16, name, anchor="end"),
            _box(LABEL, y + 5, PLOT * spread.p50 / widest, 14, "bar"),
            _line(LABEL + PLOT * spread.p50 / widest, LABEL + PLOT * spread.p95 / widest, y + 12),
            _text(LABEL + PLOT + 6, y + 16, f"{spread.p50:.0f} ms"),
        ]
    return _svg(rows, max(1, len(costs.steps)) * ROW, "Milliseconds by step: the median, and 95 % of answers")


def _svg(rows: list[Markup], height: float, title: str) -> Markup:
    from markupsafe import Markup

    head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>')
    return head.format(WIDTH, f"{height:.0f}", title, title) + Markup("").join(rows) + Markup("</svg>")


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 12) -> Markup:
    from markupsafe import Markup

    made = Markup('<text x="{}" y="{}" text-anchor="{}" font-size="{}">{}</text>')
    return made.format(f"{x:.1f}", f"{y:.1f}", anchor, size, text)


def _box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    from markupsafe import Markup

    made = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>')
    return made.format(kind, f"{x:.1f}", f"{y:.1f}", f"{max(width, 0):.1f}", f"{height:.1f}")


def _line(start: float, end: float, y: float) -> Markup:
    from markupsafe import Markup

    made = Markup('<line class="whisker" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    return made.format(f"{start:.1f}", f"{end:.1f}", f"{y:.1f}", f"{y:.1f}")
