"""Who has closed the page: what was under way for that page is stopped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.models.stopping import Stop

__all__ = ["UnderWay"]


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
