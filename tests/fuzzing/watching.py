"""A target run in a process of its own and watched: a crash or a hang there is a find like any other."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tests.fuzzing.contract import LIMITS, Find, kind_of
from tests.fuzzing.running import Tally

__all__ = ["watched"]

ROOT = Path(__file__).parents[2]
SILENCE_S = 60.0
"""A worker speaks every second or two, and its first input waits for what is imported."""
MOST_FINDS = 20


def watched(name: str, *, seed: int, inputs: int, seconds: float) -> Tally:
    """Try inputs until there are enough, the time is up, or there are too many finds.

    Raises: RuntimeError when the target does not even take its own seed.
    """
    tally = Tally()
    began = time.monotonic()
    while tally.inputs < inputs and tally.seconds < seconds and len(tally.finds) < MOST_FINDS:
        before = tally.inputs
        end = _one_worker(name, seed, inputs - tally.inputs, seconds - tally.seconds, tally)
        tally.seconds = time.monotonic() - began
        if end:
            _keep(tally, end)
        elif tally.inputs == before:
            break
        seed += 7_919
    return tally


def _keep(tally: Tally, find: Find) -> None:
    """One find of each kind is enough."""
    if kind_of(find.what) not in {kind_of(each.what) for each in tally.finds}:
        tally.finds.append(find)


def _one_worker(name: str, seed: int, inputs: int, seconds: float, tally: Tally) -> Find | None:
    """Run one worker to its end; a find when that was none of its own choosing."""
    with TemporaryDirectory(prefix="parley-fuzz-") as folder:
        current = Path(folder) / "current"
        current.write_bytes(bytes(8 + LIMITS.input_bytes))
        command = [sys.executable, "-m", "tests.fuzzing.worker", name, str(seed), str(inputs), str(seconds)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": ""}
        errors = (Path(folder) / "errors").open("w+", encoding="utf-8", errors="replace")
        process = subprocess.Popen(
            [*command, str(current)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout is not None
        what = _listen(process.stdout, tally)
        if what:
            process.kill()
        code = process.wait()
        process.stdout.close()
        if not what and code:
            what = f"ended the process with {code}"
        with errors:
            errors.seek(0)
            said = errors.read()
        shared = current.read_bytes()
        if what and not any(shared[:8]):
            raise RuntimeError(f"the target {name!r} cannot be run: {what}\n{said[-2000:]}")
        return Find(shared[8 : 8 + int.from_bytes(shared[:8], "little")], what) if what else None


def _listen(out: IO[str], tally: Tally) -> str:
    """Add up what the worker says until it ends; why it must be ended, when it falls silent."""
    lines: queue.Queue[str] = queue.Queue()

    def pump() -> None:
        for line in out:
            lines.put(line)
        lines.put("")

    threading.Thread(target=pump, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=SILENCE_S)
        except queue.Empty:
            return f"silent for {SILENCE_S:g} s"
        if not line:
            return ""
        said = json.loads(line)
        tally.inputs += said["inputs"]
        tally.slowest_s = max(tally.slowest_s, said["slowest_s"])
        tally.peak_mb = max(tally.peak_mb, said["peak_mb"])
        for data, what in said["finds"]:
            _keep(tally, Find(bytes.fromhex(data), what))
