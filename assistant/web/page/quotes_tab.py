"""The tab of statements: a speaker or a subject in, who said what out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.page.listening import QUIET, markup_part, values_of
from assistant.web.page.markup import rendered
from assistant.web.page.questions import LONGEST, Asking
from assistant.web.page.saying import in_words
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["QuotesTab"]

SHOWN = 20
MOST = 500
"""Statements that are shown after "Show more"."""


class QuotesTab:
    """Its components: the form, and the statements under it."""

    def __init__(self, parley: Assistant) -> None:
        self._parley = parley
        self.form = markup_part("quotes-head", "find_quotes", value=rendered("quotes_head"))
        self.list = markup_part("quotes", "find_quotes", value=rendered("quotes_empty"))

    def wire(self) -> None:
        """Tie the events to what they do."""

        def find(event: gr.EventData) -> str:
            return self._found(values_of(event))

        for each in (self.form, self.list):
            each.find_quotes(find, None, [self.list], **QUIET)

    def _found(self, values: Mapping[str, Any]) -> str:
        from assistant.quotes import speaker_words  # read when it is asked for: the page shows without it

        speaker, about = (str(values.get(name) or "").strip()[:LONGEST] for name in ("speaker", "about"))
        if not speaker and not about:
            return rendered("quotes_empty")
        narrowing = Asking.of(values).narrowing()
        limit = MOST if values.get("limit") else SHOWN
        try:
            found = self._parley.quotes(speaker, about, limit=limit, **narrowing)
        except ParleyError as error:
            return rendered("line_trouble", said=in_words(error))
        named = [speaker_words(each) for each in found.quotes]
        asked = {name: str(values.get(name) or "") for name in ("speaker", "about", "since", "until", "as_of")}
        return rendered("quotes", found=found, named=named, asked=asked, most=MOST)
