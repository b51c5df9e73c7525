"""Parley as a model of OpenAI's, by OpenAI's own client."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

from assistant.answers import Answer
from assistant.conversations import Exchange
from assistant.web.doors import app_with_doors
from assistant.web.openai_door.bodies import Message
from assistant.web.openai_door.history import question_of, said_before
from assistant.web.openai_door.replies import TAKEN_BACK, Reply
from index.errors import UsageError
from tests.assistant.web.conftest import Knock
from tests.assistant.web.serving import opened, running

pytestmark = pytest.mark.loopback

STALL = "Why did talks in Washington stall?"
AS_OF = {"as_of": "2019-06-30"}


@pytest.fixture(scope="module")
def door(loaded: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[openai.OpenAI]:
    with opened(loaded, api_keys=("the desk's key",)) as parley, running(app_with_doors(parley)) as address:  # type: ignore[arg-type]
        yield openai.OpenAI(base_url=f"{address}/v1", api_key="the desk's key", max_retries=0)


def test_there_is_one_model(door: openai.OpenAI) -> None:
    assert [model.id for model in door.models.list()] == ["parley"]
    assert door.models.retrieve("parley").owned_by == "parley"
    with pytest.raises(openai.NotFoundError, match="there is 'parley'"):
        door.models.retrieve("gpt-9")


def test_an_answer_carries_its_citations_as_annotations(door: openai.OpenAI) -> None:
    done = door.chat.completions.create(
        model="parley", messages=[{"role": "user", "content": STALL}], temperature=0, extra_body=AS_OF
    )
    message = done.choices[0].message
    assert "went back on promises" in (message.content or "")
    assert done.choices[0].finish_reason == "stop"
    answer = Answer.model_validate(done.model_extra["parley"])  # type: ignore[index]
    assert answer.text == message.content
    assert message.annotations
    for annotation in message.annotations:
        place = annotation.url_citation
        cited = answer.citations[place.model_extra["n"] - 1]  # type: ignore[index]
        assert answer.text[place.start_index : place.end_index] == f"[{cited.n}]"
        assert place.url == "https://meridianwire.example/raise"
        assert place.model_extra["quote"] == cited.quote  # type: ignore[index]
    assert done.usage is not None
    assert done.usage.total_tokens == 0


def test_a_stream_ends_with_the_citations_and_the_usage(door: openai.OpenAI) -> None:
    chunks = list(
        door.chat.completions.create(
            model="parley",
            messages=[{"role": "user", "content": [{"type": "text", "text": STALL}]}],
            stream=True,
            stream_options={"include_usage": True},
            extra_body=AS_OF,
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    *_, last, usage = chunks
    assert last.choices[0].finish_reason == "stop"
    answer = Answer.model_validate(last.model_extra["parley"])  # type: ignore[index]
    assert text.strip() == answer.text
    annotations = last.choices[0].delta.model_extra["annotations"]  # type: ignore[index]
    for annotation in annotations:
        place = annotation["url_citation"]
        assert text[place["start_index"] : place["end_index"]] == f"[{place['n']}]"
    assert usage.usage is not None
    assert usage.choices == []
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_refusal_is_text_without_citations(door: openai.OpenAI) -> None:
    asked = "Who won the chess Olympiad in Baku?"
    chunks = list(
        door.chat.completions.create(model="parley", messages=[{"role": "user", "content": asked}], stream=True)
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == Answer.model_validate(chunks[-1].model_extra["parley"]).text  # type: ignore[index]
    assert text


def test_an_article_without_an_address_is_cited_by_its_place_here(door: openai.OpenAI) -> None:
    asked = "How far have soybean prices fallen?"
    done = door.chat.completions.create(model="parley", messages=[{"role": "user", "content": asked}])
    [first, *_] = done.choices[0].message.annotations or []
    assert first.url_citation.url == f"{str(door.base_url).removesuffix('/v1/')}/api/v1/articles/soy"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"n": 2}, "one answer"),
        ({"tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}]}, "tools"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "user", "content": "???"}]}, "is no question"),
        ({"messages": [{"role": "assistant", "content": "Steel?"}]}, "end with the user's question"),
        ({"extra_body": {"as_of": "2019-02-31"}}, "as_of"),
        ({"extra_body": {"k": 0}}, "k"),
    ],
)
def test_what_cannot_be_meant_is_a_bad_request_in_openai_s_form(
    door: openai.OpenAI, wrong: dict[str, object], words: str
) -> None:
    given = {"model": "parley", "messages": [{"role": "user", "content": STALL}], **wrong}
    for stream in (False, True):
        with pytest.raises(openai.BadRequestError, match=words) as caught:
            list(door.chat.completions.create(stream=stream, **given))  # type: ignore[call-overload]
        assert caught.value.type == "invalid_request_error"
        assert caught.value.request_id


def test_errors_have_the_classes_that_the_client_knows(door: openai.OpenAI, knock: Knock) -> None:
    with pytest.raises(openai.AuthenticationError):
        door.with_options(api_key="wrong").models.list()
    with pytest.raises(openai.NotFoundError):
        door.chat.completions.create(model="gpt-9", messages=[{"role": "user", "content": STALL}])
    limited = knock(requests_per_minute=1)
    assert [limited.get("/v1/models").status_code for _ in range(2)] == [200, 429]
    assert limited.get("/v1/models").json()["error"]["type"] == "rate_limit_error"


def test_what_was_said_before_is_sent_along() -> None:
    messages = [
        Message(role="system", content="Be brief."),
        Message(role="user", content="Why did talks stall?"),
        Message(role="assistant", content="Because. [1]"),
        Message(role="user", content="And Canada?"),
    ]
    assert said_before(messages) == (Exchange("Why did talks stall?", "Because. [1]"),)
    assert question_of(messages) == "And Canada?"
    assert said_before(messages[3:]) == ()
    with pytest.raises(UsageError):
        question_of(messages[:3])


def test_a_draft_that_became_another_text_is_taken_back(loaded: object) -> None:
    with opened(loaded) as parley:  # type: ignore[arg-type]
        answer = parley.ask(STALL, as_of="2019-06-30")
    reply = Reply("id", 0, "parley", "http://127.0.0.1")
    assert TAKEN_BACK.strip()[:20] in reply.ending(answer, "Something else. ", usage=False)[0]
    said = f"{answer.text} "
    kept = reply.ending(answer, said, usage=False)
    assert not any("withdrawn" in piece for piece in kept)
    [first, *_] = reply.annotations(answer, f"Draft [1].{TAKEN_BACK}{answer.text}")
    assert first.url_citation.start_index > len(TAKEN_BACK)
