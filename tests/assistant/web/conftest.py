"""Parley served for real, in a process of its own, on a free port of this machine; and its doors without a socket."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.web.doors import app_with_doors
from tests.assistant.web.serving import opened

Knock = Callable[..., TestClient]
SAID = re.compile(r"Parley is at (\S+)")


@contextmanager
def serving(
    library: Path,
    *options: str,
    program: tuple[str, ...] = ("-m", "assistant.cli", "serve"),
    environment: Mapping[str, str] = MappingProxyType({}),
    killed: bool = False,
) -> Iterator[str]:
    """The address of `parley serve` over this library, while the block runs; at its end it may be killed."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    arguments = [sys.executable, *program, "--library", str(library), "--port", "0", "--no-browser", *options]
    given = {**plain, "PARLEY_EMBEDDING": "hashing", **environment}
    server = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=given)
    assert server.stderr is not None
    said = []
    try:
        for line in server.stderr:
            said.append(line)
            if found := SAID.search(line):
                yield found[1]
                break
        else:
            pytest.fail(f"it did not start: {''.join(said)}")
    finally:
        server.kill() if killed else server.terminate()
        server.stderr.close()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def served(loaded: Path) -> Iterator[str]:
    """The three articles, served; nothing is written to the library."""
    with serving(loaded) as address:
        yield address


@pytest.fixture
def own_library(loaded: Path, tmp_path: Path) -> Path:
    """A library that may be written to."""
    return Path(shutil.copytree(loaded, tmp_path / "library"))


@pytest.fixture
def knock(own_library: Path) -> Iterator[Knock]:
    """Makes a client for doors with these serving settings."""
    with ExitStack() as stack:

        def client(**serving: Any) -> TestClient:
            parley = stack.enter_context(opened(own_library, **serving))
            inside = TestClient(app_with_doors(parley), base_url="http://127.0.0.1:7860", raise_server_exceptions=False)
            return stack.enter_context(inside)

        yield client


@pytest.fixture
def client(knock: Knock) -> TestClient:
    """A client for doors with the settings that nobody changed."""
    return knock()
