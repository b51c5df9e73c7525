"""report.html: one file that needs nothing else, failures first, readable on a phone and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evals.given import MARKER
from evals.matching.phrases import plain
from evals.reports.charts import bars, corners, steps
from evals.reports.views import RunView
from evals.run_table import gate_line, interval_text, mean_text, rate_text
from evals.scorers import SCORERS

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["report_page"]

TEMPLATE = Path(__file__).parent / "report.html.jinja"
WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*%?|[$€£¥][\d.,]+\w*")
SMALL = frozenset("a an the of in on at to for by with and or that it its as from is are was were be had has".split())


def report_page(view: RunView) -> str:
    """The page. Whatever answers and articles hold is shown as text: the template escapes it."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals |= {
        "rate": rate_text,
        "interval": interval_text,
        "mean": mean_text,
        "gate_line": gate_line,
        "compared": compared,
        "says": {scorer.name: scorer.says for scorer in SCORERS},
    }
    figures = view.summary.figures
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        view=view,
        figures=figures,
        verdict={0: "Passed", 1: "Gate failed", 3: "Incomplete"}.get(view.summary.exit_code, "Not finished"),
        kinds=bars(figures.by_kind),
        refusals=corners(figures.abstention),
        latency=steps(figures.costs),
    )


def compared(text: str, other: str) -> Markup:
    """The text with the words marked that `other` does not have; articles and prepositions are passed over."""
    from markupsafe import Markup, escape

    have = {plain(word) for word in WORD.findall(MARKER.sub("", other))}
    pieces, at = [Markup()], 0
    for match in WORD.finditer(text):
        word = plain(match.group())
        pieces.append(escape(text[at : match.start()]))
        foreign = word not in have and word not in SMALL and not text[: match.start()].endswith("[")
        pieces.append(Markup("<mark>{}</mark>").format(match.group()) if foreign else escape(match.group()))
        at = match.end()
    return Markup("").join([*pieces, escape(text[at:])])
