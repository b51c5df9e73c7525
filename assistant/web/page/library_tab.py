"""The tab of the library: what is in it, what is loaded into it, what is taken out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.web.page.coverage import coverage_markup
from assistant.web.page.examples import start_markup
from assistant.web.page.listening import QUIET, markup_part, values_of
from assistant.web.page.loading import addresses_in, loaded, uploads_in
from assistant.web.page.markup import rendered
from assistant.web.page.samples import sample_files
from assistant.web.page.saying import in_words
from assistant.web.workers import Lane
from index.browsing import Order, article_lines, months_of
from index.dates import parse_partial_date
from index.errors import ParleyError
from index.filters import SearchFilter

if TYPE_CHECKING:
    from assistant.web.page.ask_tab import AskTab
    from assistant.web.page.talks_panel import TalksPanel
    from assistant.web.served import Served

__all__ = ["LibraryTab"]

LINES = 50
"""Articles on one page of the table."""
Steps = AsyncGenerator[tuple[Any, ...], None]


class LibraryTab:
    """Its components: `coverage`, the ways to load in `intake`, `report`, and the table in `shelf`."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._parley = parley = served.parley
        self.coverage = markup_part("coverage", "shelve")
        limits = {"most_mb": parley.settings.loading.max_file_mb, "most_files": served.settings.max_upload_files}
        self.intake = markup_part("intake", "load_files", "load_address", value=rendered("intake", **limits))
        self.report = markup_part("report")
        self.find = markup_part("shelf-head", "shelve", value=rendered("shelf_head"))
        self.shelf = markup_part("shelf", "shelve", "remove")

    def outlets(self) -> Any:
        """The choices of a component that lists outlets, brought up to date."""
        return gr.update(choices=[name for name in self._parley.library.sources() if name])

    def wire(self, page: gr.Blocks, ask: AskTab, talks: TalksPanel) -> None:
        """Tie the events to what they do."""
        told = [self.coverage, self.shelf, ask.sources, ask.start, talks.held]

        def state(session: Any) -> tuple[Any, ...]:
            start = gr.skip() if session.answers else start_markup(self._parley)
            return self._coverage(), self._shelf({}), self.outlets(), start, talks.held_markup()

        self._wire_intake(ask, told, state)
        self._wire_shelf(told, state, [ask.session])
        page.load(lambda: (self._coverage(), self._shelf({})), None, [self.coverage, self.shelf], **QUIET)

    def _wire_intake(self, ask: AskTab, told: list[Any], state: Any) -> None:
        same = (gr.skip(),) * len(told)

        async def take_in(wanted: Callable[[], Sequence[str | Path]], session: Any) -> Steps:
            try:
                inputs = wanted()
            except ParleyError as error:
                yield rendered("report", report=None, said=in_words(error), lists=[]), *same
                return
            markup = ""
            async with aclosing(loaded(self._served, inputs)) as markups:
                async for markup in markups:
                    yield markup, *same
            # with the report once more: steps that follow closely are sent as one, of which the last counts
            yield markup, *await self._served.workers.run(Lane.LOOKING, lambda: state(session))

        async def files(event: gr.EventData, session: Any) -> Steps:
            folder, most = Path(get_upload_folder()), self._served.settings.max_upload_files
            async for step in take_in(lambda: uploads_in(values_of(event), folder, most), session):
                yield step

        async def address(event: gr.EventData, session: Any) -> Steps:
            async for step in take_in(lambda: addresses_in(str(values_of(event).get("address") or "")), session):
                yield step

        async def samples(session: Any) -> Steps:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), start_markup(self._parley, "Loading …"), gr.skip()
            async for step in take_in(sample_files, session):
                yield step

        session = [ask.session]
        self.intake.load_files(files, session, [self.report, *told], **QUIET)
        self.intake.load_address(address, session, [self.report, *told], **QUIET)
        ask.start.load_samples(samples, session, [self.report, *told], **QUIET)

    def _wire_shelf(self, told: list[Any], state: Any, session: list[Any]) -> None:
        def shelve(event: gr.EventData) -> str:
            return self._shelf(values_of(event))

        async def remove(event: gr.EventData, session: Any) -> tuple[Any, ...]:
            ids = [str(each) for each in values_of(event).get("ids") or ()]
            workers = self._served.workers
            try:
                gone = await workers.run(Lane.LOADING, lambda: self._parley.remove(ids))
                said = f"{gone:,} article{' was' if gone == 1 else 's were'} removed."
            except ParleyError as error:
                said = in_words(error)
            told = await workers.run(Lane.LOOKING, lambda: state(session))
            return rendered("report", report=None, said=said, lists=[]), *told

        for part in (self.coverage, self.find, self.shelf):
            part.shelve(shelve, None, [self.shelf], trigger_mode="always_last", **QUIET)
        self.shelf.remove(remove, session, [self.report, *told], **QUIET)

    def _coverage(self) -> str:
        library = self._parley.library
        outlets = [name for name in library.sources() if name]
        return coverage_markup(months_of(library), library.counts()[0], len(outlets))

    def _shelf(self, values: Mapping[str, Any]) -> str:
        """The table as it was asked for; what was asked for wrongly is as if it was not."""
        wanted = _Wanted(values)
        page = article_lines(
            self._parley.library,
            wanted.where,
            words=wanted.words,
            order=wanted.order,
            descending=wanted.descending,
            limit=LINES,
            offset=LINES * wanted.page,
        )
        return rendered("shelf", page=page, wanted=wanted, size=LINES, orders=ORDERS)


ORDERS = (
    (Order.TITLE, "Title"),
    (Order.SOURCE, "Outlet"),
    (Order.PUBLISHED, "Published"),
    (Order.LOADED, "Loaded"),
)


class _Wanted:
    """What of the table is to be shown."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.words = str(values.get("words") or "")[:200]
        order = str(values.get("order") or "")
        self.order = Order(order) if order in set(Order) else Order.PUBLISHED
        self.descending = str(values.get("down") or "yes") == "yes"
        number = str(values.get("page") or "0")
        self.page = int(number) if number.isdecimal() and len(number) < 7 else 0
        self.period = str(values.get("period") or "")
        self.where = SearchFilter(window=parse_partial_date(self.period)) if self.period else SearchFilter()
