"""Loads a JSONL file in a process of its own, for tests that kill it: FOLDER INPUT [POINT [NUMBER]].

At the NUMBER-th time (from 1) that it comes to POINT, `module:Class.method` of the index, it kills itself.
A point that ends in `!` kills after the call instead of before it. `-` as INPUT reads standard input.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.derived import DerivedIndexes
from index.embedding import HashingEmbedder
from index.library import Library
from index.loading import Loader
from index.passages import PassageSettings
from index.readers import ReadOptions


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def peak_kb() -> int:
    """The most memory this process has held; `ru_maxrss` would be the parent's where that held more."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [line] = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1])


def die_at(point: str, number: int) -> None:
    module_name, _, path = point.rstrip("!").partition(":")
    owner: Any = importlib.import_module(module_name)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent)
    real: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number and not point.endswith("!"):
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, counted)


def main(folder: Path, source: str, point: str = "", number: str = "1") -> None:
    if point:
        die_at(point, int(number))
    library = Library.in_folder(folder)
    indexes = DerivedIndexes(folder, HashingEmbedder, "hashing/64")
    loader = Loader(library, indexes, PassageSettings(budget_tokens=64))
    report = loader.load([source], ReadOptions(format="jsonl"), stdin=sys.stdin.buffer, progress=lambda _: say("."))
    indexes.close()
    library.close()
    say(report.model_dump_json())
    say(str(peak_kb()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
