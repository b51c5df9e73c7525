"""A question asked on the page: its turn as markup, again and again while the answer is made."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answers import Answer
from assistant.hits import SearchHit, search_hits
from assistant.streaming import AnswerEvent, RestartEvent, SearchedEvent, StreamEvent, TextEvent
from assistant.web.asking import observed
from assistant.web.page.markup import rendered
from assistant.web.page.questions import Asking, ways_out
from assistant.web.page.saying import UNEXPECTED, in_words
from index.errors import ConversationMissing, ParleyError

if TYPE_CHECKING:
    from assistant.conversations import Conversation
    from assistant.parley import Assistant
    from assistant.web.served import Served

__all__ = ["Session", "asked", "begun", "failed", "opened", "stopped"]

logger = logging.getLogger(__name__)

EVERY_S = 0.08
"""How often new words are sent to the browser."""
NEAREST = 3


@dataclass(slots=True)
class Session:
    """What one open page shows; kept by Gradio for as long as the page is open."""

    talk: str = ""
    """The conversation's id; empty until something is asked."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """By the name that a turn has on the page."""
    words: dict[str, str] = field(default_factory=dict)
    """The id of what the reader said of a turn, by its name."""
    turns: int = 0
    live: str = ""
    """The turn that is being made, as it was last shown."""

    @property
    def name(self) -> str:
        """That of the last turn."""
        return f"t{self.turns}"

    def next_name(self) -> str:
        """A name for another turn."""
        self.turns += 1
        return self.name


def begun(asking: Asking, session: Session) -> str:
    """A new turn of the page, before anything is done about it: its markup. Its name is the session's last one."""
    session.live = rendered("turn", **_shown(asking, session.next_name()), doing="Reading the articles…")
    return session.live


def asked(served: Served, asking: Asking, session: Session, owner: str, arrived: float) -> Iterator[str]:
    """The markup of the turn that was begun while the answer is made; the last one is complete.

    Errors are said inside it. `arrived` is when the question did, by `time.perf_counter`. Closing the iterator ends
    the work.
    """
    for markup in _told(served, asking, session, owner, arrived):
        session.live = markup
        yield markup


def failed(asking: Asking, session: Session, said: str) -> str:
    """The turn that was begun, with why nothing came of it."""
    session.live = rendered("trouble", prefix=session.name, asked=asking.question, said=said, cut=False)
    return session.live


def opened(parley: Assistant, talk: Conversation) -> tuple[str, Session]:
    """A conversation that was kept: all its turns as markup, and a session that goes on with it."""
    session = Session(talk=talk.id)
    turns = []
    for turn in talk.turns:
        name = session.next_name()
        if turn.answer is None:
            turns.append(rendered("trouble", prefix=name, asked=turn.question, said="", cut=True))
            continue
        session.answers[name] = turn.answer
        turns.append(_turn(parley, name, Asking.again(turn.question, turn.answer), turn.answer))
    return "".join(turns), session


def stopped(session: Session) -> str:
    """The turn that was being made, as far as it came."""
    note = '<p class="note">Stopped before the end.</p></div></article>'
    still = session.live.replace('aria-busy="true"', 'aria-busy="false"').replace("answer busy", "answer cut")
    end = still.rfind("</div>")
    return still if "answer cut" not in still else still[:end] + note


def _told(served: Served, asking: Asking, session: Session, owner: str, arrived: float) -> Iterator[str]:
    parley, name = served.parley, session.name
    shown = _shown(asking, name)
    try:
        talk = _talk(parley, session, owner)
        told = parley.stream(asking.question, conversation=talk, **asking.narrowing())
        with closing(observed(served, "page", told, arrived)) as events:
            last = 0.0
            for event in events:
                session.talk = talk.id  # from its first event on it is kept
                if isinstance(event, AnswerEvent):
                    session.answers[name] = event.answer
                    yield _turn(parley, name, asking, event.answer)
                    return
                _note(event, asking, shown)
                if isinstance(event, SearchedEvent):
                    yield rendered("turn", **shown, doing="Reading the articles…")
                elif shown["text"] and time.monotonic() - last >= EVERY_S:
                    last = time.monotonic()
                    yield rendered("turn", **shown, doing="")
    except ParleyError as error:
        yield failed(asking, session, in_words(error))
    except Exception:  # the turn says so, the log says what
        logger.exception("a question failed unexpectedly")
        yield failed(asking, session, UNEXPECTED)


def _shown(asking: Asking, name: str) -> dict[str, Any]:
    return {"prefix": name, "asked": asking.question, "answer": None, "text": "", "searched": ""}


def _note(event: StreamEvent, asking: Asking, shown: dict[str, Any]) -> None:
    match event:
        case SearchedEvent():
            same = event.query.question == asking.question
            shown["searched"] = "" if same else f"Searching: {event.query.question}"
        case TextEvent():
            shown["text"] += event.text
        case RestartEvent():
            shown["text"] = ""
            shown["searched"] = f"Starting again: {event.reason}"


def _talk(parley: Assistant, session: Session, owner: str) -> Conversation:
    """The session's conversation; another one when it was deleted meanwhile."""
    if session.talk:
        try:
            return parley.conversation(session.talk, owner=owner)
        except ConversationMissing:
            pass
    return parley.conversation(owner=owner)


def _turn(parley: Assistant, name: str, asking: Asking, answer: Answer) -> str:
    """A complete turn."""
    nearest = _nearest(parley, asking, answer) if answer.refused else []
    values: dict[str, Any] = {"prefix": name, "asked": asking.question, "answer": answer, "request": asking}
    return rendered("turn", **values, ways=ways_out(asking, answer), nearest=nearest)


def _nearest(parley: Assistant, asking: Asking, answer: Answer) -> list[SearchHit]:
    """Passages of different articles that come nearest to a question that was refused; wider when there is none."""
    for each in (asking, Asking(question=asking.question)):
        narrowing = each.narrowing()
        narrowing["k"] = 3 * NEAREST
        try:
            found = search_hits(parley.search(answer.query.question, **narrowing))
        except ParleyError:
            return []  # the refusal stands by itself
        if found:
            return list({hit.article_id: hit for hit in reversed(found)}.values())[::-1][:NEAREST]
    return []
