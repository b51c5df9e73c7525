"""A real server on loopback, in a thread of this process, and a library to serve."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from assistant import Assistant, Settings
from assistant.serving import ServingSettings

__all__ = ["opened", "running", "settings_for"]


def settings_for(library: Path, **serving: Any) -> Settings:
    return Settings(library=library, embedding="hashing", serving=ServingSettings(**serving))


def opened(library: Path, **serving: Any) -> Assistant:
    return Assistant(settings_for(library, **serving))


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The address of a server with this app: `http://127.0.0.1:PORT`."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, lifespan="on", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        given_up = time.monotonic() + 30
        while not server.started and time.monotonic() < given_up:
            time.sleep(0.01)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=15)
    assert not thread.is_alive()
