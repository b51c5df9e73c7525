"""The part of the page where questions are asked: the composer, the answers, the events between them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answers import Answer
from assistant.hits import SearchHit, search_hits
from assistant.streaming import AnswerEvent, RestartEvent, SearchedEvent, TextEvent
from assistant.web.page.markup import rendered
from assistant.web.page.questions import Asking, ways_out
from assistant.web.page.saying import in_words
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["Session", "answer_markup", "asked", "stopped"]

EVERY_S = 0.08
"""How often new words are sent to the browser."""
NEAREST = 3


@dataclass(slots=True)
class Session:
    """What one open page has asked; kept by Gradio for as long as the page is open."""

    answers: dict[str, tuple[Asking, Answer]] = field(default_factory=dict)
    """By the name that a turn has on the page."""
    turns: int = 0
    live: str = ""
    """The turn that is being made, as it was last shown."""


def asked(parley: Assistant, asking: Asking, session: Session) -> Iterator[str]:
    """The markup of the turn, again and again while the answer is made; the last one is complete.

    Errors are said in words inside it.
    """
    session.turns += 1
    name = f"t{session.turns}"
    for markup in _told(parley, asking, session, name):
        session.live = markup
        yield markup


def _told(parley: Assistant, asking: Asking, session: Session, name: str) -> Iterator[str]:
    shown = {"prefix": name, "asked": asking.question, "answer": None, "text": "", "searched": ""}
    yield rendered("turn", **shown, doing="Reading the articles…")
    try:
        text, searched, last = "", "", 0.0
        for event in parley.stream(asking.question, **asking.narrowing()):
            match event:
                case SearchedEvent():
                    query = event.query
                    searched = "" if query.question == asking.question else f"Searching: {query.question}"
                case TextEvent():
                    text += event.text
                case RestartEvent():
                    text = ""
                case AnswerEvent():
                    session.answers[name] = (asking, event.answer)
                    yield answer_markup(parley, name, asking, event.answer)
                    return
            if text and time.monotonic() - last >= EVERY_S:
                last = time.monotonic()
                yield rendered("turn", **{**shown, "text": text, "searched": searched}, doing="")
    except ParleyError as error:
        yield rendered("trouble", prefix=name, asked=asking.question, said=in_words(error))


def answer_markup(parley: Assistant, name: str, asking: Asking, answer: Answer) -> str:
    """A complete turn."""
    nearest = _nearest(parley, asking, answer) if answer.refused else []
    values: dict[str, Any] = {"prefix": name, "asked": asking.question, "answer": answer, "request": asking}
    return rendered("turn", **values, ways=ways_out(asking, answer), nearest=nearest)


def _nearest(parley: Assistant, asking: Asking, answer: Answer) -> list[SearchHit]:
    """Passages of different articles that come nearest to a question that was refused."""
    try:
        narrowing = asking.narrowing()
        narrowing["k"] = 3 * NEAREST
        found = search_hits(parley.search(answer.query.question, **narrowing))
    except ParleyError:
        return []  # the refusal stands by itself
    return list({each.article_id: each for each in reversed(found)}.values())[::-1][:NEAREST]


def stopped(session: Session) -> str:
    """The turn that was being made, as far as it came."""
    return session.live.replace('aria-busy="true"', 'aria-busy="false"').replace("answer busy", "answer cut")
