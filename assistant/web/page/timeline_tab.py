"""The tab of timelines: a topic in, a picture to look at and the events beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.timelines.picture import STYLE, picture
from assistant.timelines.wording import about_gap, about_search, day_words, state_words
from assistant.web.page.listening import QUIET, markup_part, values_of
from assistant.web.page.markup import rendered
from assistant.web.page.questions import Asking
from assistant.web.page.saying import in_words
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from assistant.web.page.ask_tab import AskTab

__all__ = ["TimelineTab"]


class TimelineTab:
    """Its components: the form, and the timeline under it."""

    def __init__(self, parley: Assistant) -> None:
        self._parley = parley
        self.form = markup_part("line-head", "draw", value=_form(Asking("")))
        self.line = markup_part("line", value=rendered("line_empty"))

    def wire(self, page: gr.Blocks, ask: AskTab, tabs: gr.Tabs) -> None:  # noqa: ARG002 - as the other parts
        """Tie the events to what they do."""

        def draw(event: gr.EventData) -> str:
            return self._drawn(Asking.of({**values_of(event), "question": values_of(event).get("topic")}))

        def draw_of(event: gr.EventData) -> tuple[Any, ...]:
            asking = Asking.of({**values_of(event), "question": values_of(event).get("topic")})
            return _form(asking), self._drawn(asking), gr.Tabs(selected="timeline")

        self.form.draw(draw, None, [self.line], **QUIET)
        for each in (ask.thread, ask.live):
            each.draw(draw_of, None, [self.form, self.line, tabs], **QUIET)

    def _drawn(self, asking: Asking) -> str:
        if not asking.question:
            return rendered("line_empty")
        narrowing = asking.narrowing()
        try:
            timeline = self._parley.timeline(asking.question, **narrowing)
        except ParleyError as error:
            return rendered("line_trouble", said=in_words(error))
        return rendered(
            "line",
            timeline=timeline,
            picture=picture(timeline, styled=False),
            style=STYLE,
            facts=[*about_gap(timeline), about_search(timeline), *timeline.warnings],
            words=[(day_words(each), state_words(each)) for each in timeline.events],
        )


def _form(asking: Asking) -> str:
    return rendered("line_head", asking=asking)
