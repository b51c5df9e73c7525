"""What a job took, measured inside a process that does nothing else; and how such a process is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from index.errors import ParleyError

__all__ = ["Cost", "environment_with", "measured", "peak_memory_mb", "size_mb"]

Model = TypeVar("Model", bound=BaseModel)


class Cost(BaseModel):
    """Of loading, or of making the indexes anew."""

    model_config = ConfigDict(frozen=True)

    articles: int
    passages: int
    seconds: float
    """By the clock, imports of the libraries included."""
    cpu_seconds: float
    """Of all threads: what other programs on the machine change least."""
    disk_mb: float
    memory_mb: float
    """The most that was resident."""


def environment_with(**settings: str) -> dict[str, str]:
    """The environment of a process to be measured: ours, and of Parley's settings only these."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")} | settings


def peak_memory_mb() -> float:
    """The most memory that this process has held, in millions of bytes."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1_000_000, 1)


def size_mb(folder: Path) -> float:
    """What a folder's files take, in millions of bytes."""
    return round(sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1_000_000, 1)


def measured(kind: type[Model], module: str, *arguments: str) -> Model:
    """What `python -m module …` prints as its last line, without this shell's settings of Parley.

    Raises: ParleyError when it fails.
    """
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, env=environment_with(), check=False
    )
    if done.returncode:
        raise ParleyError(f"{module} {' '.join(arguments)} failed: {done.stderr.strip()[-500:]}")
    return kind.model_validate_json(done.stdout.splitlines()[-1])
