"""Many askers at a real server: each gets what is its own, and who leaves is not worked for."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from llama_index.core.llms import MockLLM

from assistant import Assistant
from assistant.models.options import ChatSettings
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


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions"])
@pytest.mark.parametrize("streamed", [True, False])
def test_a_question_right_after_one_that_was_given_up_is_not_kept_waiting(
    loaded: Path, path: str, streamed: bool
) -> None:
    """The model says nothing for longer than this test may take; the one thread there is must be free again."""
    chat = {"model": "parley", "messages": [{"role": "user", "content": STALL["question"]}]}
    body = {**(STALL if path.startswith("/api") else chat), "stream": streamed}
    with scripted.serving(scripted.hangs(60), scripted.fails(401)) as model:
        settings = settings_for(loaded, model_threads=1).model_copy(
            update={"chat": ChatSettings(base_url=model.url, model="small", first_word_s=60)}
        )
        with Assistant(settings) as parley, running(app_with_doors(parley)) as address:
            with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
                leaving = threading.Thread(target=_ask_and_leave, args=(client, path, body, 3.0))
                leaving.start()
                given_up = time.monotonic() + 15
                while not model.calls and time.monotonic() < given_up:
                    time.sleep(0.01)
                leaving.join()
            left = time.monotonic()
            assert model.gone.wait(2.0)
            told = httpx.post(f"{address}/api/v1/ask", json={**STALL, "stream": False}, timeout=20, trust_env=False)
            took_s = time.monotonic() - left
    assert told.json()["mode"] == "fallback"
    assert took_s < 10


def _ask_and_leave(
    client: httpx.Client, path: str = "/api/v1/ask", body: dict[str, Any] = STALL, after_s: float = 1.0
) -> None:
    with pytest.raises(httpx.ReadTimeout), client.stream("POST", path, json=body, timeout=after_s) as reply:
        reply.read()
    client.close()
