"""What one open page asks, keeps and takes along, and that it is one owner's alone."""

from __future__ import annotations

import asyncio
import time
from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import gradio as gr
import pytest
from gradio.state_holder import StateHolder

from assistant.models.stopping import Stop
from assistant.serving import ServingSettings
from assistant.web.page.asking import Session, asked, begun, failed, opened, stopped
from assistant.web.page.building import build_page
from assistant.web.page.keeping import kept_word, taken_along
from assistant.web.page.leaving import MOST_PAGES, UnderWay, lighten
from assistant.web.page.listening import guarded
from assistant.web.page.questions import Asking
from assistant.web.page.saying import UNEXPECTED
from assistant.web.served import Served
from assistant.web.workers import Workers
from tests.assistant.web.serving import opened as library_of

QUESTION = Asking("When did the United States and Canada end their steel tariffs?", as_of="2019-06-30")
HOSTILE = Asking("Why <script>alert(1)</script>?")


@pytest.fixture
def served(own_library: Path) -> Iterator[Served]:
    with library_of(own_library) as parley:
        yield Served.of(parley)


def turn(served: Served, asking: Asking, session: Session, owner: str = "") -> list[str]:
    return [begun(asking, session), *asked(served, asking, session, owner, time.perf_counter())]


def test_a_turn_is_busy_until_its_answer_is_there_and_its_conversation_is_kept(served: Served) -> None:
    session = Session()
    first, *_, last = turn(served, QUESTION, session)
    assert 'aria-busy="true"' in first
    assert "ended their steel tariffs" in last
    assert session.live == last
    assert session.answers["t1"].status == "answered"
    [kept] = served.parley.conversations()
    assert kept.id == session.talk
    assert served.figures.answers.value("answered", "extractive") == 1
    turn(served, QUESTION, session)
    assert len(served.parley.conversation(session.talk).turns) == 2


def test_what_fails_is_said_in_the_turn_and_nothing_is_kept(served: Served) -> None:
    session = Session()
    [_, last] = turn(served, Asking("Why?", since="yesterday"), session)
    assert "is not a date" in last
    assert (session.talk, session.answers) == ("", {})
    assert "&lt;script&gt;" in failed(HOSTILE, session, "Too many wait.")


def test_a_turn_that_was_stopped_says_so(served: Served) -> None:
    session = Session()
    begun(QUESTION, session)
    assert "Stopped before the end." in stopped(session)
    assert 'aria-busy="false"' in stopped(session)
    turn(served, QUESTION, session)
    assert stopped(session) == session.live, "an answer that is there is not taken back"


def test_a_kept_conversation_is_shown_again_and_a_cut_turn_can_be_asked_again(served: Served) -> None:
    session = Session()
    turn(served, QUESTION, session)
    talk = served.parley.conversation(session.talk)
    stream = served.parley.stream("And why?", conversation=talk)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    shown, again = opened(served.parley, talk)
    assert "ended their steel tariffs" in shown
    assert 'data-question="And why?"' in shown
    assert (again.talk, list(again.answers)) == (talk.id, ["t1"])


def test_nobody_takes_along_or_goes_on_with_another_owner_s_conversation(served: Served) -> None:
    anns = Session()
    turn(served, QUESTION, anns, owner="ann")
    values = {"what": "conversation", "talk": anns.talk, "format": "json"}
    assert "download" in taken_along(served.parley, anns, values, "ann")
    refused = taken_along(served.parley, Session(), values, "ben")
    assert "download" not in refused
    assert anns.talk in refused["notice"]
    bens = Session(talk=anns.talk)
    turn(served, QUESTION, bens, owner="ben")
    assert bens.talk != anns.talk
    assert len(served.parley.conversation(anns.talk, owner="ann").turns) == 1


@pytest.mark.parametrize("form", ["md", "html", "docx", "json"])
def test_an_answer_is_taken_along_in_every_form(served: Served, form: str) -> None:
    session = Session()
    turn(served, QUESTION, session)
    told = taken_along(served.parley, session, {"turn": "t1", "format": form}, "")["download"]
    assert told["name"] == f"parley-answer.{form}"
    assert b64decode(told["data"])


@pytest.mark.parametrize("values", [{}, {"turn": "t9", "format": "md"}, {"turn": "t1", "format": "exe"}])
def test_what_is_not_there_cannot_be_taken_along(served: Served, values: dict[str, str]) -> None:
    session = Session()
    turn(served, QUESTION, session)
    assert "notice" in taken_along(served.parley, session, values, "")


def test_a_word_is_kept_once_and_replaced_by_the_next(served: Served) -> None:
    session = Session()
    turn(served, QUESTION, session)
    kept_word(served.parley, session, {"turn": "t1", "good": "yes"}, "")
    said = kept_word(served.parley, session, {"turn": "t1", "good": "no", "comment": "the day"}, "")
    assert said["thanks"]["said"].startswith("Thank you")
    [word] = served.parley.feedback()
    assert (word.good, word.comment) == (False, "the day")
    assert "not here any more" in kept_word(served.parley, session, {"turn": "t9"}, "")["thanks"]["said"]


def test_a_closed_page_stops_its_own_work_alone() -> None:
    under_way, said = UnderWay(), []
    with under_way.of("one") as first, under_way.of("one") as second, under_way.of("other") as other:
        under_way.closed("one")
        said = [each.said for each in (first, second, other)]
    under_way.closed("one")
    assert said == [True, True, False]
    assert isinstance(first, Stop)


def test_of_a_page_that_is_closed_what_it_asked_is_kept_and_the_form_of_its_parts_is_not() -> None:
    async def run() -> None:  # Gradio makes an event loop of its own where none runs, and does not close it
        with gr.Blocks() as blocks:
            state = gr.State("nothing yet")
            box = gr.Textbox("as it was")
        holder = StateHolder()  # type: ignore[no-untyped-call]
        holder.set_blocks(blocks)
        holder["one"][state._id] = "its answers"
        lighten(blocks, "one")
        lighten(blocks, "never opened")
        assert holder["one"].config_values == {}
        assert (holder["one"][state._id], holder["one"][box._id].value) == ("its answers", "as it was")
        assert "never opened" not in holder
        holder["one"]._update_value_in_config(state._id, "more answers")
        assert [each["props"]["value"] for each in holder["one"].components] == ["more answers"]

    asyncio.run(run())


def test_gradio_knows_so_many_pages_and_no_more(served: Served) -> None:
    async def run() -> None:
        holder = StateHolder()  # type: ignore[no-untyped-call]
        holder.set_blocks(build_page(served))
        assert holder.capacity == MOST_PAGES

    asyncio.run(run())


def test_what_a_handler_fails_with_is_said_in_words_and_nothing_of_it_is_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    workers = Workers(ServingSettings())

    def broken(_: object) -> None:
        raise ZeroDivisionError("a secret of the inside")

    async def later(_: object) -> None:
        broken(_)

    async def steps(_: object) -> AsyncIterator[int]:
        yield 1
        broken(_)

    async def run() -> None:
        for handler in (broken, later):
            with pytest.raises(gr.Error) as said:
                await guarded(handler, workers)(1)
            assert said.value.message == UNEXPECTED
        items = guarded(steps, workers)(1)
        assert await anext(items) == 1
        with pytest.raises(gr.Error, match="failed inside"):
            await anext(items)

    asyncio.run(run())
    workers.close()
    assert caplog.text.count("a secret of the inside") >= 3
