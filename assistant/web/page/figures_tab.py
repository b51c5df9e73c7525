"""The tab of figures: a subject, countries or a measure in; tariff rates, quotas and values of trade out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.figures import FigureState, FigureTable, Measure, as_csv
from assistant.web.page.listening import QUIET, effect, markup_part, values_of
from assistant.web.page.markup import rendered
from assistant.web.page.questions import LONGEST, Asking
from assistant.web.page.saying import in_words
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["FiguresTab"]

SHOWN = 20
MOST = 1000
"""Rows that are shown after "Show more", and that a file has."""
NARROWED = ("about", "imposed_by", "on", "measure", "state", "since", "until", "as_of")
FORMATS = {"csv": "text/csv", "json": "application/json"}


class FiguresTab:
    """Its components: the form, and the table under it."""

    def __init__(self, parley: Assistant, effects: gr.HTML) -> None:
        self._parley = parley
        self._effects = effects
        head = rendered("figures_head", measures=list(Measure), states=list(FigureState))
        self.form = markup_part("figures-head", "find_figures", value=head)
        self.table = markup_part("figures", "find_figures", "take_figures", value=rendered("figures_empty"))

    def wire(self) -> None:
        """Tie the events to what they do."""

        def find(event: gr.EventData) -> str:
            return self._found(values_of(event))

        def take(event: gr.EventData) -> dict[str, Any]:
            return self._taken(values_of(event))

        for each in (self.form, self.table):
            each.find_figures(find, None, [self.table], **QUIET)
        self.table.take_figures(take, None, [self._effects], **QUIET)

    def _found(self, values: Mapping[str, Any]) -> str:
        try:
            found = self._figures(values, MOST if values.get("limit") else SHOWN)
        except ParleyError as error:
            return rendered("line_trouble", said=in_words(error))
        asked = {name: str(values.get(name) or "") for name in NARROWED}
        return rendered("figures", found=found, asked=asked, most=MOST)

    def _taken(self, values: Mapping[str, Any]) -> dict[str, Any]:
        form = "csv" if values.get("format") == "csv" else "json"
        try:
            table = self._figures(values, MOST)
        except ParleyError as error:
            return effect(notice=in_words(error))
        content = as_csv(table) if form == "csv" else table.model_dump_json(indent=2)
        data = b64encode(content.encode()).decode()
        return effect(download={"name": f"parley-figures.{form}", "type": FORMATS[form], "data": data})

    def _figures(self, values: Mapping[str, Any], limit: int) -> FigureTable:
        about, by, on = (str(values.get(name) or "").strip()[:LONGEST] for name in ("about", "imposed_by", "on"))
        measure, state = str(values.get("measure") or ""), str(values.get("state") or "")
        return self._parley.figures(
            about,
            imposed_by=by,
            on=on,
            measure=measure if measure in set(Measure) else None,
            state=state if state in set(FigureState) else None,
            limit=limit,
            **Asking.of(values).narrowing(),
        )
