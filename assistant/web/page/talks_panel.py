"""The panel of conversations: listed, searched, opened, renamed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.web.page.asking import Session, opened
from assistant.web.page.examples import start_markup
from assistant.web.page.keeping import taken_along
from assistant.web.page.listening import QUIET, effect, markup_part, owner_of, values_of
from assistant.web.page.markup import rendered
from assistant.web.page.saying import in_words
from index.errors import ConversationMissing, ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from assistant.web.page.ask_tab import AskTab

__all__ = ["TalksPanel"]

MOST = 100


class TalksPanel:
    """Its components: `head` with the search, `listed` with the conversations, `held` with what the library holds."""

    def __init__(self, parley: Assistant, session: gr.State, effects: gr.HTML) -> None:
        self._parley = parley
        self._session = session
        self._effects = effects
        self.head = markup_part("talks-head", "new_talk", "find_talk", value=rendered("talks_head"))
        self.listed = markup_part("talks", "open_talk", "rename_talk", "delete_talk", "export_talk")
        self.held = markup_part("held")

    def markup(self, owner: str, current: str = "", search: str = "") -> str:
        """The list of the owner's conversations."""
        try:
            talks = self._parley.conversations(search, owner=owner, limit=MOST)
        except ParleyError as error:
            return rendered("talks", talks=[], current=current, search=search, trouble=in_words(error))
        return rendered("talks", talks=talks, current=current, search=search, trouble="")

    @staticmethod
    def at(talk: str) -> dict[str, Any]:
        """The effect that makes the address name the conversation."""
        return effect(talk=talk)

    def held_markup(self) -> str:
        """What the library holds, in a line."""
        articles, _ = self._parley.library.counts()
        return rendered("held", articles=articles, span=self._parley.library.span())

    def wire(self, page: gr.Blocks, ask: AskTab, tabs: gr.Tabs) -> None:
        """Tie the events to what they do."""
        shown = [*ask.views, self._session, self.listed, self._effects, tabs]
        self._wire_opening(page, shown)
        self._wire_keeping(shown)

        def find(event: gr.EventData, session: Session, request: gr.Request) -> str:
            return self.markup(owner_of(request), session.talk, str(values_of(event).get("search") or ""))

        self.head.find_talk(find, [self._session], [self.listed], trigger_mode="always_last", **QUIET)
        page.load(self.held_markup, None, [self.held], **QUIET)

    def _wire_opening(self, page: gr.Blocks, shown: list[Any]) -> None:
        def new(request: gr.Request) -> tuple[Any, ...]:
            return self._empty(owner_of(request))

        def open_one(event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            return self._open(str(values_of(event).get("talk") or ""), owner_of(request))

        def first(request: gr.Request) -> tuple[Any, ...]:
            talk = str(request.query_params.get("c") or "")
            if talk:
                return self._open(talk, owner_of(request))
            return (*(gr.skip(),) * 4, self.markup(owner_of(request)), *(gr.skip(),) * 2)

        self.head.new_talk(new, None, shown, **QUIET)
        self.listed.open_talk(open_one, None, shown, **QUIET)
        page.load(first, None, shown, **QUIET)

    def _wire_keeping(self, shown: list[Any]) -> None:
        def rename(event: gr.EventData, session: Session, request: gr.Request) -> str:
            values = values_of(event)
            try:
                talk = self._parley.conversation(str(values.get("talk")), owner=owner_of(request))
                talk.rename(str(values.get("title") or ""))
            except ParleyError as error:
                raise gr.Error(in_words(error), print_exception=False) from error
            return self.markup(owner_of(request), session.talk)

        def delete(event: gr.EventData, session: Session, request: gr.Request) -> tuple[Any, ...]:
            talk = str(values_of(event).get("talk"))
            try:
                self._parley.conversation(talk, owner=owner_of(request)).delete()
            except ConversationMissing:
                pass  # somebody was quicker: what was wanted is so
            except ParleyError as error:
                raise gr.Error(in_words(error), print_exception=False) from error
            if talk == session.talk:
                return self._empty(owner_of(request))
            return (*(gr.skip(),) * 4, self.markup(owner_of(request), session.talk), *(gr.skip(),) * 2)

        def take(event: gr.EventData, session: Session, request: gr.Request) -> dict[str, Any]:
            return taken_along(self._parley, session, {**values_of(event), "what": "conversation"}, owner_of(request))

        self.listed.export_talk(take, [self._session], [self._effects], **QUIET)
        self.listed.rename_talk(rename, [self._session], [self.listed], **QUIET)
        self.listed.delete_talk(delete, [self._session], shown, **QUIET)

    def _empty(self, owner: str) -> tuple[Any, ...]:
        start = start_markup(self._parley)
        return "", "", start, Session(), self.markup(owner), self.at(""), gr.Tabs(selected="ask")

    def _open(self, talk_id: str, owner: str) -> tuple[Any, ...]:
        try:
            turns, session = opened(self._parley, self._parley.conversation(talk_id, owner=owner))
        except ConversationMissing:
            *parts, _, tabs = self._empty(owner)
            return *parts, effect(talk="", notice="This conversation is not here any more."), tabs
        except ParleyError as error:
            *parts, _, tabs = self._empty(owner)
            return *parts, effect(talk="", notice=in_words(error)), tabs
        return turns, "", "", session, self.markup(owner, talk_id), self.at(talk_id), gr.Tabs(selected="ask")
