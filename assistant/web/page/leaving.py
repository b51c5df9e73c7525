"""Who has closed the page: what was under way for that page is stopped, and little of it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.models.stopping import Stop

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["MOST_PAGES", "UnderWay", "lighten"]

MOST_PAGES = 1000
"""Pages that Gradio knows, open or closed; the one that was used longest ago is forgotten first."""


class UnderWay:
    """The work for each open page, by the name that Gradio has for it. For the event loop alone."""

    def __init__(self) -> None:
        self._stops: defaultdict[str, set[Stop]] = defaultdict(set)

    @contextmanager
    def of(self, page: str) -> Iterator[Stop]:
        """What the block does is for this page, and to be done under the stop that it is given."""
        stop = Stop()
        self._stops[page].add(stop)
        try:
            yield stop
        finally:
            self._stops[page].discard(stop)
            if not self._stops[page]:
                del self._stops[page]

    def closed(self, page: str) -> None:
        """The page is gone: so is whatever it waited for."""
        for stop in list(self._stops.get(page, ())):
            stop.say()


def lighten(blocks: gr.Blocks, page: str) -> None:
    """Drop Gradio's copy of the form of every part, 85 kB for each page that was ever opened.

    It is for links to a page as it stands, which Parley has none of. What the page asked and was answered stays for the
    hour that Gradio gives a page to come back, from a laptop that slept.
    """
    known = blocks.state_holder.session_data.get(page)
    if known is not None:
        known.config_values.clear()
