"""Three replicas behind one address: one is killed under load, and what is loaded elsewhere is found by all."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from assistant import Assistant
from assistant.settings import load_settings
from tests.servers.chroma import ChromaProcess
from tests.servers.postgres import Cluster
from tests.servers.replicas import Replicas, haproxy

pytestmark = [pytest.mark.slow, pytest.mark.postgresql, pytest.mark.loopback, pytest.mark.timeout(600)]

ASKERS = 50
EACH = 4
GOODS = ("steel", "soybeans", "cars", "wine", "rare earths", "timber", "sugar", "chips")
FOUND_WITHIN_S = 5.0


class Reply(NamedTuple):
    began: float
    status: int
    """0 when the connection broke."""
    replica: str


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, postgres: Cluster) -> Iterator[tuple[Replicas, dict[str, str]]]:
    """The replicas, and the environment of whoever loads."""
    if haproxy() is None:
        pytest.skip("HAProxy is not installed")
    folder = tmp_path_factory.mktemp("team")
    lines = [
        {"id": f"{good}-{day}", "title": f"Duties on {good}", "date": f"2019-05-{day:02}", "text": _text(good, day)}
        for good in GOODS
        for day in range(1, 26)
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with ChromaProcess(folder / "chroma") as chroma:
        environment = {
            "PARLEY_DATABASE_URL": postgres.database(),
            "PARLEY_CHROMA_URL": chroma.url,
            "PARLEY_EMBEDDING": "hashing",
            "PARLEY_LIBRARY": str(folder / "loader"),
        }
        _load(environment, folder / "articles.jsonl")
        with Replicas(folder, environment) as replicas:
            yield replicas, environment


def _text(good: str, day: int) -> str:
    return f"Ministers raised duties on {good} by {day} percent on Friday. Importers of {good} protested in port {day}."


def _load(environment: dict[str, str], path: Path) -> None:
    with Assistant(load_settings(environment=environment)[0]) as parley:
        parley.load([path])


def test_a_killed_replica_costs_its_own_requests_alone(team: tuple[Replicas, dict[str, str]]) -> None:
    replicas, _ = team
    replies: list[Reply] = []
    killed_at: list[float] = []
    halfway = threading.Event()
    chance = random.Random(7)
    questions = [
        [f"By how much did duties on {chance.choice(GOODS)} rise?" for _ in range(EACH)] for _ in range(ASKERS)
    ]

    def ask(mine: list[str]) -> None:
        with httpx.Client(base_url=replicas.url, timeout=120, trust_env=False) as client:
            for question in mine:
                began = time.monotonic()
                try:
                    answer = client.post("/api/v1/ask", json={"question": question, "as_of": "2019-12-31"})
                    reply = Reply(began, answer.status_code, answer.headers.get("X-Parley-Replica", ""))
                    assert answer.status_code != 200 or answer.json()["citations"]
                except httpx.TransportError:
                    reply = Reply(began, 0, "")
                replies.append(reply)
                if len(replies) >= ASKERS:
                    halfway.set()

    threads = [threading.Thread(target=ask, args=(mine,)) for mine in questions]
    for thread in threads:
        thread.start()
    assert halfway.wait(120)
    replicas.kill(2)
    killed_at.append(time.monotonic())
    for thread in threads:
        thread.join()

    assert len(replies) == ASKERS * EACH
    served = Counter(reply.replica for reply in replies if reply.status == 200)
    assert set(served) == {"parley-1", "parley-2", "parley-3"}
    failed = [reply for reply in replies if reply.status != 200]
    # the balancer ends a connection that was in use before without a word, so that its client may ask again
    assert {reply.replica for reply in failed} <= {"parley-2", ""}, failed
    # what was sent before it died, and no more than a replica had of all that were asking
    assert all(reply.began <= killed_at[0] + 0.5 for reply in failed), (killed_at, failed)
    assert len(failed) <= ASKERS // 2


def test_what_is_loaded_elsewhere_is_found_by_all_within_seconds(
    team: tuple[Replicas, dict[str, str]], tmp_path: Path
) -> None:
    replicas, environment = team
    fresh = {"id": "new", "title": "Helium", "date": "2019-06-01", "text": "A levy on helium was agreed in Geneva."}
    (tmp_path / "new.jsonl").write_text(json.dumps(fresh), encoding="utf-8")
    alive = [port for port, process in zip(replicas.ports, replicas.processes, strict=True) if process.poll() is None]
    assert len(alive) >= 2
    with httpx.Client(timeout=30, trust_env=False) as client:
        for port in alive:
            assert not _finds_helium(client, port)
        _load(environment, tmp_path / "new.jsonl")
        loaded = time.monotonic()
        for port in alive:
            while not _finds_helium(client, port):
                assert time.monotonic() - loaded < FOUND_WITHIN_S
                time.sleep(0.05)


def _finds_helium(client: httpx.Client, port: int) -> bool:
    answer = client.post(f"http://127.0.0.1:{port}/api/v1/search", json={"query": "helium levy", "k": 5})
    answer.raise_for_status()
    return "helium" in answer.text.lower()
