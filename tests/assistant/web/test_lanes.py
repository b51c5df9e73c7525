"""Who may wait for a chat model, by what is asked and what is set."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from llama_index.core.llms import MockLLM

from assistant import Assistant
from assistant.questions.narrowing import Narrowing
from assistant.web.asking import lane_of
from assistant.web.doors import app_with_doors
from assistant.web.problems import problem_of
from assistant.web.served import Served
from assistant.web.workers import Lane, Load
from index.errors import (
    ConversationMissing,
    ModelBroken,
    ModelBusy,
    ModelDenied,
    ModelTimeout,
    ModelUnreachable,
    ParleyError,
    ServerBusy,
    UsageError,
)
from tests.assistant.web.serving import settings_for

STALL = {"question": "Why did talks in Washington stall?", "as_of": "2019-06-30"}


class WaitingLLM(MockLLM):
    """Says nothing until it is let go."""

    def stream_chat(self, *given: Any, **named: Any) -> Any:
        LET_GO.wait(30)
        return super().stream_chat(*given, **named)


LET_GO = threading.Event()


@pytest.fixture
def slow(loaded: Path) -> Iterator[TestClient]:
    LET_GO.clear()
    settings = settings_for(loaded, model_threads=1, answering_threads=1)
    with Assistant(settings, llm=WaitingLLM(max_tokens=8)) as parley, TestClient(app_with_doors(parley)) as client:
        client.headers["host"] = "127.0.0.1"
        yield client
        LET_GO.set()


@pytest.mark.parametrize(
    ("mode", "lane"),
    [(None, Lane.MODEL), ("auto", Lane.MODEL), ("generative", Lane.MODEL), ("extractive", Lane.ASKING)],
)
def test_an_answer_that_may_wait_for_a_model_has_a_lane_of_its_own(loaded: Path, mode: str | None, lane: Lane) -> None:
    with Assistant(settings_for(loaded), llm=MockLLM()) as parley:
        assert lane_of(Served.of(parley), Narrowing(mode=mode)) is lane
    with Assistant(settings_for(loaded)) as parley:
        assert lane_of(Served.of(parley), Narrowing(mode=mode)) is Lane.ASKING


def test_a_model_that_hangs_holds_nobody_who_does_without(slow: TestClient) -> None:
    replies: list[Any] = []
    waiting = threading.Thread(target=lambda: replies.append(slow.post("/api/v1/ask", json=STALL)))
    waiting.start()
    workers = slow.app.state.served.workers  # type: ignore[attr-defined]
    given_up = time.monotonic() + 10
    while workers.load(Lane.MODEL) != Load(1, 0) and time.monotonic() < given_up:
        time.sleep(0.01)
    quick = slow.post("/api/v1/ask", json={**STALL, "mode": "extractive"})
    assert quick.json()["status"] == "answered"
    assert quick.json()["mode"] == "extractive"
    assert waiting.is_alive()
    assert replies == []
    LET_GO.set()
    waiting.join(20)
    assert replies[0].json()["mode"] in {"generative", "fallback"}


def test_a_mode_that_cannot_be_is_said(client: TestClient) -> None:
    assert client.post("/api/v1/ask", json={**STALL, "mode": "loud"}).status_code == 422
    refused = client.post("/api/v1/ask", json={**STALL, "mode": "generative"})
    assert refused.status_code == 422
    assert "no chat model" in refused.json()["detail"]


def test_a_follow_up_rests_on_the_history_that_is_sent(client: TestClient) -> None:
    before = [{"question": "Did Canada end its steel tariffs?", "answer": "Yes. [1]"}]
    reply = client.post("/api/v1/ask", json={"question": "When was that?", "as_of": "2019-06-30", "history": before})
    assert "steel tariffs" in json.dumps(reply.json()["query"])


@pytest.mark.parametrize(
    ("error", "status", "retryable"),
    [
        (ConversationMissing("no"), 404, False),
        (ModelDenied("no"), 502, False),
        (ModelBroken("no"), 502, True),
        (ModelUnreachable("no"), 502, True),
        (ModelTimeout("no"), 504, True),
        (ModelBusy("no"), 503, True),
    ],
)
def test_each_error_has_its_status(error: ParleyError, status: int, retryable: bool) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.retryable) == (status, retryable)


def test_how_long_to_wait_is_passed_on(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    served = client.app.state.served  # type: ignore[attr-defined]

    def busy(*_: Any, **__: Any) -> None:
        raise ModelBusy("too many calls", retry_after_s=7.2)

    monkeypatch.setattr(served.parley, "find", busy)
    reply = client.post("/api/v1/search", json={"query": "steel"})
    assert (reply.status_code, reply.headers["retry-after"], reply.json()["retry_after_s"]) == (503, "8", 8)
    assert problem_of(ServerBusy("no")).retry_after_s == 1
    assert problem_of(ModelBusy("no")).retry_after_s == 1
    assert problem_of(UsageError("no")).retry_after_s is None
