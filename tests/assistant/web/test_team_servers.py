"""The doors and the page while a team's servers are down: said, and up again by themselves."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest

from assistant import Assistant
from assistant.settings import load_settings
from tests.assistant.web.conftest import serving
from tests.servers.chroma import ChromaProcess
from tests.servers.postgres import Cluster, missing

pytestmark = [pytest.mark.postgresql, pytest.mark.loopback, pytest.mark.slow, pytest.mark.timeout(300)]

ARTICLE = {
    "id": "a",
    "title": "Talks",
    "date": "2019-05-10",
    "text": "Trade talks stalled on Friday over steel duties.",
}
QUESTION = {"question": "When did trade talks stall?", "as_of": "2019-12-31"}
WELL_WITHIN_S = 60


def test_the_page_and_the_doors_stay_up_without_the_servers_and_go_on_with_them(tmp_path: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    with Cluster() as postgres, ChromaProcess(tmp_path / "chroma") as chroma:
        given = {
            "PARLEY_DATABASE_URL": postgres.database(),
            "PARLEY_CHROMA_URL": chroma.url,
            "PARLEY_CHROMA_TIMEOUT_S": "1",
            "PARLEY_EMBEDDING": "hashing",
        }
        with Assistant(load_settings(environment=given, library=tmp_path / "loader")[0]) as loader:
            loader.load([tmp_path / "a.jsonl"])
        with (
            serving(tmp_path / "desk", environment=given) as address,
            httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
        ):
            whole = client.post("api/v1/ask", json=QUESTION).json()
            assert (whole["status"], whole["warnings"]) == ("answered", [])

            chroma.stop()
            answer = client.post("api/v1/ask", json=QUESTION).json()
            assert answer["text"] == whole["text"]
            assert "searched by keywords only" in " ".join(answer["warnings"])

            postgres.stop()
            refused = client.post("api/v1/ask", json=QUESTION)
            assert (refused.status_code, refused.json()["title"]) == (503, "Library unreachable")
            assert "PARLEY_DATABASE_URL" in refused.json()["hint"]
            assert refused.json()["retryable"]
            assert client.get("api/v1/health").status_code == 503
            assert client.get("").status_code == 200

            postgres.start()
            chroma.start()
            given_up = time.monotonic() + WELL_WITHIN_S
            while (again := client.post("api/v1/ask", json=QUESTION)).json().get("warnings") != []:
                assert time.monotonic() < given_up, again.text
                time.sleep(0.5)
            assert again.json()["text"] == whole["text"]
            assert client.get("api/v1/health").status_code == 200
