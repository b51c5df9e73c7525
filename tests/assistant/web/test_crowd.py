"""Many askers at a real server: each gets what is its own, and who leaves is not worked for."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from llama_index.core.llms import MockLLM

from assistant import Assistant
from assistant.models.options import ChatSettings
from assistant.web import event_stream
from assistant.web.doors import app_with_doors
from assistant.web.workers import Lane, Load, Workers
from evals.crowd import ask_in_a_crowd
from tests.assistant.models import scripted
from tests.assistant.web.serving import running, settings_for

pytestmark = pytest.mark.loopback
CORPUS = Path(__file__).parents[3] / "evals" / "corpus"
STALL: dict[str, Any] = {"question": "Why did talks in Washington stall?", "as_of": "2019-06-30", "stream": True}


def test_twenty_streams_at_once_each_belong_to_their_asker(tmp_path: Path) -> None:
    with Assistant(settings_for(tmp_path)) as parley:
        parley.load([CORPUS])
        with running(app_with_doors(parley)) as address:
            report = ask_in_a_crowd(address, 20)
    assert report.errors == ()
    assert report.strayed == ()
    assert report.answered == 20


class WaitingLLM(MockLLM):
    """Says nothing until it is let go."""

    def stream_chat(self, *given: Any, **named: Any) -> Any:
        LET_GO.wait(30)
        return super().stream_chat(*given, **named)


LET_GO = threading.Event()


def _until(workers: Workers, load: Load) -> None:
    given_up = time.monotonic() + 15
    while workers.load(Lane.MODEL) != load:
        assert time.monotonic() < given_up, workers.load(Lane.MODEL)
        time.sleep(0.01)


def test_who_hangs_up_is_not_worked_for_any_more(loaded: Path) -> None:
    LET_GO.clear()
    with Assistant(settings_for(loaded, model_threads=1), llm=WaitingLLM(max_tokens=8)) as parley:
        app = app_with_doors(parley)
        workers = app.state.served.workers
        with running(app) as address:
            clients = [httpx.Client(base_url=address, timeout=20, trust_env=False) for _ in range(4)]
            first, *others = clients
            with first.stream("POST", "/api/v1/ask", json=STALL):  # its status comes with the first event
                hang_up = [threading.Thread(target=_ask_and_leave, args=(each,)) for each in others]
                for each in hang_up:
                    each.start()
                _until(workers, Load(running=1, waiting=3))
                for each in hang_up:
                    each.join()
                _until(workers, Load(running=1, waiting=0))
            LET_GO.set()
            _until(workers, Load(running=0, waiting=0))
            first.close()


@contextmanager
def hanging_up(address: str, path: str, body: dict[str, Any]) -> Iterator[None]:
    """A request, whose connection is closed at the end of the block."""
    host, sent = urlsplit(address).netloc, json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json, text/event-stream\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as connection:
        connection.sendall(head.encode() + sent)
        yield


CHAT = {"model": "parley", "messages": [{"role": "user", "content": STALL["question"]}]}
TOOL_CALL = {"name": "ask", "arguments": {"question": STALL["question"]}}
TOOL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": TOOL_CALL}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/ask", {**STALL, "stream": False}),
        ("/api/v1/ask", {**STALL, "stream": True}),
        ("/v1/chat/completions", {**CHAT, "stream": False}),
        ("/v1/chat/completions", {**CHAT, "stream": True}),
        ("/mcp", TOOL),
    ],
)
def test_a_question_right_after_one_that_was_given_up_is_not_kept_waiting(
    loaded: Path, path: str, body: dict[str, Any]
) -> None:
    """The model says nothing for longer than this test may take; the one thread there is must be free again."""
    with scripted.serving(scripted.hangs(60), scripted.fails(401)) as model:
        settings = settings_for(loaded, model_threads=1).model_copy(
            update={"chat": ChatSettings(base_url=model.url, model="small", first_word_s=60)}
        )
        with Assistant(settings) as parley, running(app_with_doors(parley)) as address:
            with hanging_up(address, path, body):
                given_up = time.monotonic() + 30
                while not model.calls and time.monotonic() < given_up:
                    time.sleep(0.01)
            left = time.monotonic()
            assert model.gone.wait(10)
            told = httpx.post(f"{address}/api/v1/ask", json={**STALL, "stream": False}, timeout=20, trust_env=False)
            took_s = time.monotonic() - left
    assert told.json()["mode"] == "fallback"
    assert took_s < 30


def _ask_and_leave(client: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        client.post("/api/v1/ask", json=STALL, timeout=1.0)
    client.close()


def test_who_stops_reading_is_given_up_and_nobody_else_notices(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "SEND_S", 0.5)
    ended = threading.Event()

    async def endless() -> AsyncGenerator[str, None]:
        try:
            while True:
                yield event_stream.event("x" * 500_000)
        finally:
            ended.set()

    with Assistant(settings_for(loaded)) as parley:
        app = app_with_doors(parley)

        @app.get("/endless")
        async def never() -> event_stream.EventStream:
            return event_stream.EventStream(endless())

        app.router.routes.insert(0, app.router.routes.pop())
        with running(app) as address:
            host, port = urlsplit(address).hostname, urlsplit(address).port
            with socket.create_connection((host, port)) as deaf:
                deaf.sendall(f"GET /endless HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
                reply = httpx.post(
                    f"{address}/api/v1/ask", json={**STALL, "stream": False}, timeout=20, trust_env=False
                )
                assert reply.json()["status"] == "answered"
                assert ended.wait(10)
