"""One call over real HTTP: every fault has its words, its time and its number of requests."""

from __future__ import annotations

import time

import pytest

from index.errors import (
    ContextTooLong,
    ModelBroken,
    ModelBusy,
    ModelDenied,
    ModelError,
    ModelNotFound,
    ModelTimeout,
    ModelUnreachable,
    ReplyUnusable,
)
from tests.assistant.models import scripted
from tests.assistant.models.conftest import CANARY, Caller

pytestmark = pytest.mark.loopback
WORDS = "Talks stalled in May. [1]"


def test_the_text_comes_piece_by_piece_with_the_server_s_count(call_of: Caller) -> None:
    with scripted.serving(scripted.says(WORDS)) as server:
        call = call_of(server.url)
        pieces = list(call)
    assert "".join(pieces) == WORDS
    assert len(pieces) == 5
    assert (call.reply.finish, call.reply.prompt_tokens, call.reply.completion_tokens) == ("stop", 101, 11)
    request = server.seen[0]
    assert request.headers["authorization"] == f"Bearer {CANARY}"
    assert (request.path, request.body["model"], request.body["max_tokens"]) == ("/v1/chat/completions", "small", 200)


def test_the_first_word_is_there_before_the_last_is_written(call_of: Caller) -> None:
    with scripted.serving(scripted.says("one two three four", pause_s=0.3)) as server:
        arrived = [time.monotonic() for _ in call_of(server.url)]
    assert arrived[-1] - arrived[0] > 0.5


def test_a_server_without_usage_figures_is_met(call_of: Caller) -> None:
    with scripted.serving(scripted.says(WORDS, usage=False)) as server:
        call = call_of(server.url)
        assert "".join(call) == WORDS
    assert call.reply.prompt_tokens is None


def test_a_server_that_never_streams_is_met(call_of: Caller) -> None:
    def whole(exchange: scripted.Exchange) -> None:
        exchange.body["stream"] = False
        scripted.says(WORDS)(exchange)

    with scripted.serving(whole) as server:
        call = call_of(server.url)
        assert "".join(call) == WORDS
    assert server.calls == 2
    assert not call.reply.streamed


@pytest.mark.parametrize(
    ("message", "param", "then"),
    [
        ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens", "max_tokens"),
        ("Unknown field stream_options", "", "stream_options"),
        ("'temperature' does not support 0 with this model", "temperature", "temperature"),
        ("streaming is not supported", "", "stream"),
    ],
)
def test_a_parameter_that_is_turned_down_is_left_out(call_of: Caller, message: str, param: str, then: str) -> None:
    with scripted.serving(scripted.fails(400, message, param=param), scripted.says(WORDS)) as server:
        assert "".join(call_of(server.url)) == WORDS
    assert server.calls == 2
    first, second = (exchange.body for exchange in server.seen)
    assert then in first
    assert not second.get(then)


FAULTS = {
    "401": (scripted.fails(401, f"Incorrect API key: {CANARY}"), ModelDenied, "PARLEY_CHAT__KEY", 1),
    "403": (scripted.fails(403), ModelDenied, "right to this model", 1),
    "404": (scripted.fails(404), ModelNotFound, "PARLEY_CHAT__MODEL", 1),
    "429": (scripted.fails(429), ModelBusy, "too many calls", 2),
    "429, wait a little": (scripted.fails(429, retry_after="0.1"), ModelBusy, "wait 0.1 s", 2),
    "429, wait long": (scripted.fails(429, retry_after="120"), ModelBusy, "wait 120 s", 1),
    "429, quota": (scripted.fails(429, "You exceeded your quota", code="insufficient_quota"), ModelBusy, "quota", 1),
    "500": (scripted.fails(500), ModelBroken, "(500)", 2),
    "502 as a page": (scripted.sends("<html>Bad gateway</html>", "text/html", 502), ModelBroken, "(502)", 2),
    "400": (scripted.fails(400, "roles must alternate"), ModelError, "roles must alternate", 1),
    "a page": (scripted.sends("<html>hello</html>", "text/html"), ModelBroken, "/v1", 3),
    "garbage": (scripted.sends("data: {nonsense\n\n"), ModelBroken, "not JSON", 2),
    "garbage bytes": (scripted.sends(b"data: \xff\xfe{\n\n"), ModelBroken, "not JSON", 2),
    "an error in the stream": (
        scripted.sends('data: {"error": {"message": "out of memory"}}\n\n'),
        ModelBroken,
        "out of memory",
        2,
    ),
    "no end": (scripted.says(WORDS, finish=None), ModelBroken, "broke off", 1),
    "cut": (scripted.cut("Talks"), ModelBroken, "broke off", 1),
    "empty": (scripted.says(""), ReplyUnusable, "empty reply", 1),
    "null": (scripted.sends(scripted.frame({"content": None}, "stop")), ReplyUnusable, "empty reply", 1),
    "filtered": (scripted.says("Talks", finish="content_filter"), ReplyUnusable, "content filter", 1),
    "only thought": (scripted.says("", finish="length"), ReplyUnusable, "ANSWER_TOKENS", 1),
    "a tool": (
        scripted.sends(
            scripted.frame(
                {
                    "tool_calls": [
                        {"index": 0, "id": "1", "type": "function", "function": {"name": "f", "arguments": ""}}
                    ]
                }
            )
            + scripted.frame({}, "tool_calls")
        ),
        ReplyUnusable,
        "tool",
        1,
    ),
    "for ever": (scripted.says("word " * 200_000, pieces=100), ReplyUnusable, "beyond 200 tokens", 1),
    "a loop": (scripted.says("Talks went on and on and nobody agreed. " * 50), ReplyUnusable, "over and over", 1),
    "too long": (
        scripted.fails(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"),
        ContextTooLong,
        "CONTEXT_TOKENS",
        1,
    ),
    "too long for llama.cpp": (
        scripted.fails(400, "the request exceeds the available context size (512 tokens)"),
        ContextTooLong,
        "CONTEXT_TOKENS",
        1,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_words_and_one_retry_at_most(call_of: Caller, fault: str) -> None:
    reply, kind, said, requests = FAULTS[fault]
    with scripted.serving(reply) as server, pytest.raises(kind) as raised:
        list(call_of(server.url))
    assert said in str(raised.value)
    assert "small" in str(raised.value)
    assert CANARY not in str(raised.value)
    assert server.calls == requests


def test_the_limit_that_the_server_names_is_known(call_of: Caller) -> None:
    with scripted.serving(FAULTS["too long"][0]) as server, pytest.raises(ContextTooLong) as raised:
        list(call_of(server.url))
    assert raised.value.limit_tokens == 4096


def test_a_fault_that_passes_is_retried(call_of: Caller) -> None:
    with scripted.serving(scripted.fails(500), scripted.says(WORDS)) as server:
        call = call_of(server.url)
        assert "".join(call) == WORDS
    assert "second try" in call.reply.notes[0]


@pytest.mark.parametrize(
    ("reply", "limits", "said"),
    [
        (scripted.hangs(), {"first_word_s": 0.4}, "begin to answer within 0.4 s"),
        (scripted.hangs(first="Talks "), {"stall_s": 0.4}, "go on within 0.4 s"),
        (scripted.drips(), {"deadline_s": 0.6}, "before the deadline"),
        (scripted.says("a b c d e f g h i j k l m n o p", pause_s=0.1), {"deadline_s": 0.7}, "before the deadline"),
    ],
)
def test_slowness_ends_in_time(call_of: Caller, reply: scripted.Reply, limits: dict[str, float], said: str) -> None:
    with scripted.serving(scripted.says("warm")) as server:
        list(call_of(server.url))  # what is imported is not counted
    started = time.monotonic()
    with scripted.serving(reply) as server, pytest.raises(ModelTimeout, match=said):
        list(call_of(server.url, **limits))
    assert time.monotonic() - started < 15  # the scripted server holds out for 20
    assert server.calls == 1


@pytest.mark.parametrize("reply", [scripted.hangs(first="Talks "), scripted.says("x " * 5000, pause_s=0.005)])
def test_closing_the_stream_ends_the_request(call_of: Caller, reply: scripted.Reply) -> None:
    with scripted.serving(reply) as server:
        pieces = iter(call_of(server.url))
        assert next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        assert server.gone.wait(3)


def test_nobody_at_the_address(call_of: Caller) -> None:
    with scripted.serving(scripted.says(WORDS)) as server:
        url = server.url
    with pytest.raises(ModelUnreachable, match="refused"):
        list(call_of(url))


def test_the_environment_s_proxy_is_not_used(call_of: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    with scripted.serving(scripted.says(WORDS)) as server:
        assert "".join(call_of(server.url)) == WORDS


def test_azure_is_called_by_its_deployment(call_of: Caller) -> None:
    with scripted.serving(scripted.says(WORDS)) as server:
        url = server.url.removesuffix("/v1")
        assert "".join(call_of(url, provider="azure", model="my-deployment")) == WORDS
    request = server.seen[0]
    assert request.path == "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21"
    assert request.headers["api-key"] == CANARY


def test_answers_asked_for_at_once_do_not_mix(call_of: Caller) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def echo(exchange: scripted.Exchange) -> None:
        scripted.says(" ".join([str(exchange.body["max_tokens"])] * 20), pause_s=0.005)(exchange)

    with scripted.serving(echo) as server, ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda n: "".join(call_of(server.url, max_tokens=n)), range(100, 116)))
    assert [set(text.split()) for text in texts] == [{str(n)} for n in range(100, 116)]
