"""A question told while it is answered: what is searched, the text, and last the answer."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from assistant.streaming import AnswerEvent, SearchedEvent, StreamEvent, TextEvent
from tests.assistant.story_making import fish_and_steel

STALL = "When did talks stall and why?"
EVENTS: TypeAdapter[StreamEvent] = TypeAdapter(StreamEvent)


def test_a_stream_tells_what_is_searched_then_the_text_and_last_the_answer(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        events = list(parley.stream(STALL, as_of="2019-07-31"))
        asked = parley.ask(STALL, as_of="2019-07-31")
    searched, *texts, last = events
    assert isinstance(searched, SearchedEvent)
    assert isinstance(last, AnswerEvent)
    assert searched.query == last.answer.query
    assert "".join(each.text for each in texts if isinstance(each, TextEvent)).strip() == last.answer.text
    assert last.answer.model_copy(update={"usage": asked.usage}) == asked


def test_a_refusal_streams_no_text(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        kinds = [event.kind for event in parley.stream("Who won the chess Olympiad?", as_of="2019-07-31")]
    assert kinds == ["searched", "answer"]


def test_events_come_back_from_json_as_they_were(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        for event in parley.stream(STALL, as_of="2019-07-31"):
            assert EVENTS.validate_json(event.model_dump_json()) == event
