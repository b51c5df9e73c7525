"""The tab where questions are asked: the answers, the composer, and the events between them."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, get_args

import gradio as gr

from assistant.models.options import AnswerModeChoice
from assistant.web.asking import lane_of
from assistant.web.page.asking import Session, asked, begun, failed, stopped
from assistant.web.page.examples import start_markup
from assistant.web.page.keeping import kept_word, taken_along
from assistant.web.page.listening import QUIET, markup_part, owner_of, page_of, values_of
from assistant.web.page.questions import LONGEST, Asking
from assistant.web.page.saying import in_words
from index.errors import ServerError

if TYPE_CHECKING:
    from assistant.web.page.leaving import UnderWay
    from assistant.web.page.library_tab import LibraryTab
    from assistant.web.page.talks_panel import TalksPanel
    from assistant.web.served import Served

__all__ = ["AskTab"]

MODES = get_args(AnswerModeChoice)
BUSY = (gr.update(visible=False), gr.update(visible=True))
IDLE = (gr.update(visible=True), gr.update(visible=False))
"""The buttons to ask and to stop."""
DAYS = "2019, 2019-05 or 2019-05-10"


class AskTab:
    """Its components. `thread` has the turns that are done, `live` the last one."""

    def __init__(self, served: Served, session: gr.State, effects: gr.HTML, under_way: UnderWay) -> None:
        self._served = served
        self._parley = served.parley
        self._under_way = under_way
        self.session = session
        self._effects = effects
        self.thread = markup_part("thread", "ask_again", "feedback", "export", "draw")
        self.live = markup_part("live", "ask_again", "feedback", "export", "draw")
        self.start = markup_part("start", "ask_again", "load_samples", "open_library")
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="asking"):
                self.question = gr.Textbox(
                    label="Question",
                    placeholder="When did it happen, and why?",
                    max_lines=6,
                    max_length=LONGEST,
                    elem_id="question",
                    autofocus=True,
                )
                self.ask = gr.Button("Ask", variant="primary", elem_id="ask-button", min_width=72, scale=0)
                self.stop = gr.Button("Stop", elem_id="stop-button", min_width=72, scale=0, visible=False)
            self._settings()

    def _settings(self) -> None:
        with gr.Accordion("Dates, outlets and settings", open=False, elem_id="filters"):
            with gr.Row():
                self.since = gr.Textbox(label="Published from", placeholder=DAYS, max_length=10)
                self.until = gr.Textbox(label="Published until", placeholder=DAYS, max_length=10)
                self.as_of = gr.Textbox(label="As of (nothing later is looked at)", placeholder="today", max_length=10)
            with gr.Row():
                self.sources = gr.Dropdown([], label="Outlets (none for all)", multiselect=True, value=[])
                self.k = gr.Slider(1, 100, value=self._parley.settings.k, step=1, label="Passages to look at")
            with gr.Row():
                self.mode = gr.Radio(list(MODES), value=self._parley.settings.mode, label="Who writes the answer")
                self.model = gr.Textbox(
                    label="Chat model (the settings' own when empty)",
                    placeholder=self._parley.settings.chat.model or "none is set: answers are extracts",
                    max_length=200,
                )

    @property
    def views(self) -> list[gr.HTML]:
        """What shows a conversation."""
        return [self.thread, self.live, self.start]

    def wire(self, page: gr.Blocks, talks: TalksPanel, library: LibraryTab) -> None:
        """Tie the events to what they do."""
        outputs = [*self.views, self.ask, self.stop, self.session, talks.listed, self._effects]

        def rest(asking: Asking, above: str, session: Session, owner: str, arrived: float) -> Iterator[tuple[Any, ...]]:
            at: dict[str, Any] = {}
            markup = session.live
            for markup in asked(self._served, asking, session, owner, arrived):
                at = at or (talks.at(session.talk) if session.talk else {})
                yield above, markup, "", *BUSY, session, gr.skip(), at or gr.skip()
            yield above, markup, "", *IDLE, session, talks.markup(owner, session.talk), at or gr.skip()

        async def run(asking: Asking, request: gr.Request, *shown: Any) -> AsyncGenerator[tuple[Any, ...], None]:
            # Gradio sends steps that follow closely as one, of which the last counts: each says all there is to show
            before, live, session = shown
            if not asking.question:
                yield (gr.skip(),) * len(outputs)
                return
            arrived, owner = time.perf_counter(), owner_of(request)
            above = (before or "") + (live or "")
            yield above, begun(asking, session), "", *BUSY, session, gr.skip(), gr.skip()
            lane = lane_of(self._served, asking.narrowing())
            with self._under_way.of(page_of(request)) as stop:
                work = self._served.workers.stream(lane, lambda: rest(asking, above, session, owner, arrived), stop)
                try:
                    async with aclosing(work) as steps:
                        async for step in steps:
                            yield step
                except ServerError as error:
                    markup = failed(asking, session, in_words(error))
                    yield above, markup, "", *IDLE, session, gr.skip(), gr.skip()

        async def typed(request: gr.Request, *values: Any) -> AsyncGenerator[tuple[Any, ...], None]:
            *given, k, mode, model, before, live, session = values
            names = ("question", "since", "until", "as_of", "sources")
            asking = Asking.of(dict(zip(names, given, strict=True)), k, mode, model)
            async with aclosing(run(asking, request, before, live, session)) as steps:
                async for step in steps:
                    yield step

        async def chosen(
            event: gr.EventData, request: gr.Request, *values: Any
        ) -> AsyncGenerator[tuple[Any, ...], None]:
            k, mode, model, *shown = values
            async with aclosing(run(Asking.of(values_of(event), k, mode, model), request, *shown)) as steps:
                async for step in steps:
                    yield step

        writing = [self.k, self.mode, self.model]
        filters = [self.since, self.until, self.as_of, self.sources, *writing]
        shown = [self.thread, self.live, self.session]
        sent = [self.question.submit, self.ask.click]
        asks = gr.on(sent, typed, [self.question, *filters, *shown], outputs, **QUIET)
        gr.on(sent, None, None, [self.question], js="() => ''", **QUIET)
        again = [each.ask_again(chosen, [*writing, *shown], outputs, **QUIET) for each in self.views]
        self._wire_stop([asks, *again], talks)
        self._wire_answers()

        def first(request: gr.Request) -> tuple[Any, ...]:
            opening = "c" in request.query_params  # the conversation that the address names takes the start's place
            return gr.skip() if opening else start_markup(self._parley), library.outlets()

        page.load(first, None, [self.start, self.sources], **QUIET)

    def _wire_stop(self, running: list[Any], talks: TalksPanel) -> None:
        async def stop(session: Session) -> tuple[Any, ...]:
            return stopped(session), *IDLE

        def listed(session: Session, request: gr.Request) -> tuple[Any, ...]:
            at = talks.at(session.talk) if session.talk else gr.skip()
            return talks.markup(owner_of(request), session.talk), at

        click = self.stop.click(stop, [self.session], [self.live, self.ask, self.stop], cancels=running, **QUIET)
        click.then(listed, [self.session], [talks.listed, self._effects], **QUIET)

    def _wire_answers(self) -> None:
        def word(event: gr.EventData, session: Session, request: gr.Request) -> dict[str, Any]:
            return kept_word(self._parley, session, values_of(event), owner_of(request))

        def take(event: gr.EventData, session: Session, request: gr.Request) -> dict[str, Any]:
            return taken_along(self._parley, session, values_of(event), owner_of(request))

        for each in (self.thread, self.live):
            each.feedback(word, [self.session], [self._effects], **QUIET)
            each.export(take, [self.session], [self._effects], **QUIET)
