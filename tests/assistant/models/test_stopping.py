"""A thread that waits for a model is reached by whoever no longer waits for the thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from assistant.models.embedding import EndpointEmbedder
from assistant.models.options import EmbeddingEndpoint
from assistant.models.stopping import Stop, Stopped, current_stop
from assistant.models.transport import Exchange
from tests.assistant.models import scripted
from tests.assistant.models.conftest import CANARY, Caller

SOON_S = 2.0


def ended_by(stop: Stop, work: Callable[[], object], until: Callable[[], bool]) -> tuple[str, float]:
    """How work that waits ended when it was stopped, and how long after that."""
    raised: list[str] = []

    def run() -> None:
        try:
            with stop.around():
                work()
        except BaseException as error:  # noqa: BLE001 - it is looked at below
            raised.append(type(error).__name__)

    thread = threading.Thread(target=run)
    thread.start()
    given_up = time.monotonic() + 15
    while not until() and time.monotonic() < given_up:
        time.sleep(0.01)
    said = time.monotonic()
    stop.say()
    thread.join(20)
    return raised[0] if raised else "", time.monotonic() - said


def test_what_is_stopped_tells_each_listener_once() -> None:
    stop, told = Stop(), []
    with stop.telling(lambda: told.append("during")):
        stop.say()
        stop.say()
    with stop.telling(lambda: told.append("after")):
        pass
    assert told == ["during", "after"]
    with pytest.raises(Stopped):
        stop.check()
    with pytest.raises(Stopped):
        stop.wait(60)


def test_who_listens_no_more_is_not_told() -> None:
    stop, told = Stop(), []
    with stop.telling(lambda: told.append("no")):
        pass
    stop.say()
    assert told == []


def test_work_is_under_its_own_stop_alone() -> None:
    stop = Stop()
    with stop.around():
        assert current_stop() is stop
    assert current_stop() is not stop
    assert not current_stop().said


def test_no_handler_of_errors_takes_it() -> None:
    assert not issubclass(Stopped, Exception)


@pytest.mark.loopback
@pytest.mark.parametrize("first", ["", "Talks"], ids=["before the first word", "in the middle"])
def test_a_call_that_waits_ends_at_once_and_its_connection_is_shut(call_of: Caller, first: str) -> None:
    stop = Stop()
    with scripted.serving(scripted.hangs(first=first)) as server:
        call = call_of(server.url, deadline_s=20, first_word_s=20, stall_s=20)
        ended, took_s = ended_by(
            stop, lambda: list(call), lambda: server.calls == 1 and call.reply.text.strip() == first
        )
        assert server.gone.wait(SOON_S)
    assert ended == "Stopped"
    assert took_s < SOON_S
    assert server.calls == 1


@pytest.mark.loopback
def test_a_call_that_waits_for_its_second_try_ends_at_once(call_of: Caller) -> None:
    stop = Stop()
    with scripted.serving(scripted.fails(429, retry_after="9")) as server:
        call = call_of(server.url, deadline_s=60, first_word_s=30)
        ended, took_s = ended_by(stop, lambda: list(call), lambda: server.calls == 1)
    assert (ended, server.calls) == ("Stopped", 1)
    assert took_s < SOON_S


def test_a_connection_that_opens_too_late_is_closed() -> None:
    exchange = Exchange(deadline=time.monotonic() + 10, silence_s=10)
    exchange.cancel()
    opened = socket.socket()

    class Stream:
        def get_extra_info(self, name: str) -> socket.socket:
            return opened

    with pytest.raises(httpx.ConnectError):
        exchange.trace("connection.connect_tcp.complete", {"return_value": Stream()})
    assert opened.fileno() == -1


@pytest.mark.loopback
def test_a_call_is_not_begun_for_who_has_left(call_of: Caller) -> None:
    stop = Stop()
    stop.say()
    with scripted.serving(scripted.says("Talks stalled.")) as server, stop.around(), pytest.raises(Stopped):
        list(call_of(server.url))
    assert server.calls == 0


@pytest.mark.loopback
def test_an_embedding_that_is_waited_for_ends_at_once(tmp_path: Path) -> None:
    stop = Stop()
    with scripted.serving(scripted.hangs()) as server:
        endpoint = EmbeddingEndpoint(base_url=server.url, model="any-name", key=SecretStr(CANARY))
        embedder = EndpointEmbedder(endpoint)
        ended, took_s = ended_by(stop, lambda: embedder.embed_query("steel"), lambda: server.calls == 1)
        assert server.gone.wait(SOON_S)
    assert (ended, server.calls) == ("Stopped", 1)
    assert took_s < SOON_S
