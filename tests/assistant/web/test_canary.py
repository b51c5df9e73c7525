"""A key is seen nowhere but in the requests that it is for: a canary in its place, looked for everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant import Assistant
from assistant.documents import exported_conversation
from tests.assistant.models import scripted
from tests.assistant.models.conftest import CANARY
from tests.assistant.web.conftest import SAID
from tests.assistant.web.serving import settings_for

pytestmark = [pytest.mark.loopback, pytest.mark.slow]

DESK = "canary-key-of-the-desk-1234567890"
ASKED = {"question": "Why did talks in Washington stall?", "as_of": "2019-06-30"}
FAULTS = (
    scripted.fails(401, f"Incorrect API key provided: {CANARY}"),
    scripted.fails(400, f"bad header: Bearer {CANARY}"),
    scripted.fails(500, CANARY),
    scripted.sends(f"data: {{broken {CANARY}\n\n"),
    scripted.says("Talks ended."),
)


def environment(url: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    return {
        **plain,
        "PARLEY_EMBEDDING": "hashing",
        "PARLEY_CHAT__BASE_URL": url,
        "PARLEY_CHAT__MODEL": "small",
        "PARLEY_CHAT__KEY": CANARY,
        "PARLEY_SERVING__API_KEYS": DESK,
        "PARLEY_SERVING__LOG_LEVEL": "debug",
        "PARLEY_SERVING__LOG_FORMAT": "json",
    }


def files_in(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_key_is_seen_in_answers_logs_files_or_the_list_of_processes(own_library: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with scripted.serving(*FAULTS) as model, log.open("w") as written:
        command = [sys.executable, "-m", "assistant.cli", "serve", "--library", str(own_library), "--port", "0"]
        server = subprocess.Popen([*command, "--no-browser"], stderr=written, env=environment(model.url))
        try:
            while not (said := SAID.search(log.read_text())):
                assert server.poll() is None
            seen = [Path(f"/proc/{server.pid}/cmdline").read_text()]
            with httpx.Client(base_url=said[1], trust_env=False, timeout=60) as client:
                known = {"Authorization": f"Bearer {DESK}"}
                seen += [client.post("/api/v1/ask", json=ASKED, headers=known).text for _ in FAULTS]
                body = {"model": "parley", "messages": [{"role": "user", "content": ASKED["question"]}]}
                seen += [client.post("/v1/chat/completions", json=body, headers=known).text]
                seen += [
                    client.get(path, headers=known).text for path in ("/metrics", "/api/v1/health", "/", "/config")
                ]
                seen += [client.get("/metrics", headers={"Authorization": f"Bearer {DESK}x"}).text]
        finally:
            server.terminate()
            server.wait(30)
    assert any(exchange.headers.get("authorization") == f"Bearer {CANARY}" for exchange in model.seen)
    assert any("made by extraction" in each for each in seen)
    assert not any(key in each for each in [*seen, log.read_text()] for key in (CANARY, DESK))
    assert not any(key.encode() in each for each in files_in(own_library) for key in (CANARY, DESK))


def test_no_key_is_seen_at_the_command_line_or_in_what_is_saved(own_library: Path, tmp_path: Path) -> None:
    with scripted.serving(FAULTS[0]) as model:
        given = environment(model.url)

        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", "assistant.cli", *arguments, "--library", str(own_library)]
            done = subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=110)
            return done.stdout + done.stderr

        saved = tmp_path / "answer.json"
        said = [run("ask", ASKED["question"], "--as-of", ASKED["as_of"], "--save", str(saved), "--debug")]
        said += [run("settings"), run("settings", "--json"), run("settings", "check"), run("doctor")]
    with Assistant(settings_for(own_library)) as parley:
        talk = parley.conversation()
        parley.ask(ASKED["question"], conversation=talk)
        said += [exported_conversation(talk, form).decode("latin-1") for form in ("md", "html", "json")]
    assert saved.exists()
    assert "***" in said[1]
    assert not any(key in each for each in [*said, saved.read_text()] for key in (CANARY, DESK))
