"""The page put together: which part stands where, and which event runs what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.page.asking import Session, asked, stopped
from assistant.web.page.examples import examples_of
from assistant.web.page.markup import rendered
from assistant.web.page.questions import LONGEST, Asking
from assistant.web.page.reading import article_markup

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["build_page"]


def build_page(parley: Assistant) -> gr.Blocks:
    """The page over one open library, not yet mounted anywhere."""
    page: gr.Blocks
    with gr.Blocks(title="Parley", analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session(), time_to_live=24 * 3600)
        gr.HTML(rendered("head"), elem_id="head", js_on_load=None)
        with gr.Row(elem_id="frame"):
            with gr.Column(elem_id="main"), gr.Tabs(elem_id="tabs"), gr.Tab("Ask", id="ask"):
                _ask_tab(parley, page, session)
            gr.HTML(rendered("reader_frame"), elem_id="reader", js_on_load=None)
    return page


def _ask_tab(parley: Assistant, page: gr.Blocks, session: gr.State) -> None:
    def read(payload: dict[str, Any]) -> str:
        start, end = int(payload.get("start") or 0), int(payload.get("end") or 0)
        return article_markup(parley, str(payload.get("article") or ""), start, end)

    thread = gr.HTML(elem_id="thread", js_on_load=_listens("ask_again"), server_functions=[read])
    live = gr.HTML(elem_id="live", js_on_load=_listens("ask_again"), server_functions=[read])
    start = gr.HTML(elem_id="start", js_on_load=_listens("ask_again"))
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="asking"):
            question = gr.Textbox(
                label="Question",
                placeholder="Ask your articles: when did it happen, and why?",
                lines=1,
                max_lines=6,
                max_length=LONGEST,
                elem_id="question",
                autofocus=True,
            )
            ask = gr.Button("Ask", variant="primary", elem_id="ask-button", min_width=72, scale=0)
            stop = gr.Button("Stop", elem_id="stop-button", min_width=72, scale=0, visible=False)
        with gr.Accordion("Filters", open=False, elem_id="filters"), gr.Row():
            since = gr.Textbox(label="Published from", placeholder="2019, 2019-05 or 2019-05-10", max_length=10)
            until = gr.Textbox(label="Published until", placeholder="2019, 2019-05 or 2019-05-10", max_length=10)
            as_of = gr.Textbox(label="As of", placeholder="today", max_length=10)
            sources = gr.Dropdown([], label="Outlets", multiselect=True, value=[])
            k = gr.Slider(1, 100, value=parley.settings.k, step=1, label="Passages to look at")

    outputs = [thread, live, start, question, ask, stop, session]

    def run(asking: Asking, before: str, live_before: str, kept: Session) -> Iterator[tuple[Any, ...]]:
        same = gr.skip()
        if not asking.question:
            yield (same,) * len(outputs)
            return
        first = True
        for markup in asked(parley, asking, kept):
            if first:
                hidden, shown = gr.update(visible=False), gr.update(visible=True)
                yield (before or "") + (live_before or ""), markup, "", "", hidden, shown, kept
                first = False
            else:
                yield same, markup, same, same, same, same, same
        yield same, same, same, same, gr.update(visible=True), gr.update(visible=False), kept

    def from_composer(*values: Any) -> Iterator[tuple[Any, ...]]:
        *typed, chosen_k, before, live, kept = values
        names = ("question", "since", "until", "as_of", "sources")
        yield from run(Asking.of(dict(zip(names, typed, strict=True)), chosen_k), before, live, kept)

    def from_page(event: gr.EventData, k: int, before: str, live: str, kept: Session) -> Iterator[tuple[Any, ...]]:
        yield from run(Asking.of(event._data or {}, k), before, live, kept)  # noqa: SLF001 - what was triggered with

    composed = [question, since, until, as_of, sources, k, thread, live, session]
    quiet: dict[str, Any] = {"outputs": outputs, "show_progress": "hidden", "api_visibility": "private"}
    running = [
        gr.on([question.submit, ask.click], from_composer, composed, trigger_mode="once", **quiet),
        *(each.ask_again(from_page, [k, thread, live, session], **quiet) for each in (thread, live, start)),
    ]

    def stop_it(kept: Session) -> tuple[Any, ...]:
        return stopped(kept), gr.update(visible=True), gr.update(visible=False)

    stop.click(stop_it, [session], [live, ask, stop], cancels=running, show_progress="hidden", api_visibility="private")

    def loaded() -> tuple[Any, ...]:
        return rendered("start", examples=examples_of(parley)), gr.update(
            choices=[name for name in parley.library.sources() if name]
        )

    page.load(loaded, None, [start, sources], show_progress="hidden", api_visibility="private")


def _listens(*events: str) -> str:
    """What ties a part of the page to page.js; Gradio finds the events' names in it."""
    return f"parleyPage.attach(element, trigger, typeof server === 'undefined' ? null : server, {list(events)!r})"
