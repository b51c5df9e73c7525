"""Parley served for real, in a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SAID = re.compile(r"Parley is at (\S+)")


@contextmanager
def serving(library: Path, *options: str, program: tuple[str, ...] = ("-m", "assistant.cli", "serve")) -> Iterator[str]:
    """The address of `parley serve` over this library, while the block runs."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    arguments = [sys.executable, *program, "--library", str(library), "--port", "0", "--no-browser", *options]
    environment = {**plain, "PARLEY_EMBEDDING": "hashing"}
    server = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=environment)
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
        server.terminate()
        server.stderr.close()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def served(loaded: Path) -> Iterator[str]:
    """The three articles, served; nothing is written to the library."""
    with serving(loaded) as address:
        yield address
