"""The page put together: which part stands where, and who tells whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.page.ask_tab import AskTab
from assistant.web.page.asking import Session
from assistant.web.page.figures_tab import FiguresTab
from assistant.web.page.leaving import MOST_PAGES, UnderWay, lighten
from assistant.web.page.library_tab import LibraryTab
from assistant.web.page.listening import effects_part, guarded, markup_part, page_of
from assistant.web.page.markup import rendered
from assistant.web.page.quotes_tab import QuotesTab
from assistant.web.page.reading import article_markup
from assistant.web.page.talks_panel import TalksPanel
from assistant.web.page.timeline_tab import TimelineTab

if TYPE_CHECKING:
    from assistant.web.served import Served

__all__ = ["build_page"]


def build_page(served: Served) -> gr.Blocks:
    """The page over one open library, not yet mounted anywhere. What it does is done by the server's workers."""
    parley = served.parley
    under_way = UnderWay()

    def read(payload: dict[str, Any]) -> str:
        start, end = int(payload.get("start") or 0), int(payload.get("end") or 0)
        return article_markup(parley, str(payload.get("article") or ""), start, end)

    page: gr.Blocks
    with gr.Blocks(title="Parley", analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session(), time_to_live=24 * 3600)
        effects = effects_part()
        gr.HTML(rendered("frame"), elem_id="topbar", js_on_load=None, apply_default_css=False)
        with gr.Column(elem_id="side"):
            talks = TalksPanel(parley, session, effects)
        with gr.Column(elem_id="main"), gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab("Ask", id="ask"):
                ask = AskTab(served, session, effects, under_way)
            with gr.Tab("Timeline", id="timeline"):
                timeline = TimelineTab(parley)
            with gr.Tab("Quotes", id="quotes"):
                quotes = QuotesTab(parley)
            with gr.Tab("Figures", id="figures"):
                figures = FiguresTab(parley, effects)
            with gr.Tab("Library", id="library"):
                library = LibraryTab(served)
        markup_part("reader", value=rendered("reader_frame"), server_functions=[read])
        ask.wire(page, talks, library)
        talks.wire(page, ask, tabs)
        timeline.wire(page, ask, tabs)
        quotes.wire()
        figures.wire()
        library.wire(page, ask, talks)

        async def closed(request: gr.Request) -> None:
            under_way.closed(page_of(request))
            lighten(page, page_of(request))

        page.unload(closed)
    page.state_session_capacity = MOST_PAGES
    for each in page.fns.values():
        each.fn = guarded(each.fn, served.workers) if each.fn else None
    return page
