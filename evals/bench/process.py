"""What a process holds: memory, threads, open files and connections, read from /proc; and how a series of it grew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict

from index.errors import UsageError

__all__ = ["Growth", "Held", "cpu_of", "growths", "held_by"]

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1_000_000 if hasattr(os, "sysconf") else 0.0
MOST_GROWTH = 0.05
"""Of memory, from after the warm-up to the end."""
MOST_MORE = 3.0
"""Threads, files or connections more at the end than after the warm-up: what is in use at the moment of a sample."""


class Held(BaseModel):
    """One sample."""

    model_config = ConfigDict(frozen=True)

    second: float
    """Since the beginning."""
    memory_mb: float
    """Resident, in millions of bytes."""
    threads: int
    files: int
    """Open ones, without connections."""
    connections: int
    """Sockets of every kind."""


class Growth(BaseModel):
    """How one measure went: its median over the first fifth after the warm-up, and over the last one."""

    model_config = ConfigDict(frozen=True)

    measure: str
    first: float
    last: float
    leaks: bool
    """Whether it grew by more than is allowed: 5 % of memory, 3 of anything else."""


def held_by(pid: int, second: float) -> Held:
    """What the process holds now. Raises: UsageError where there is no /proc, or no such process."""
    folder = Path(f"/proc/{pid}")
    try:
        pages = int((folder / "statm").read_text(encoding="ascii").split()[1])
        threads = len(list((folder / "task").iterdir()))
        opened = [_target(each) for each in (folder / "fd").iterdir()]
    except OSError as error:
        raise UsageError(f"what process {pid} holds cannot be read ({error.strerror})", hint="Linux only") from error
    sockets = sum(each.startswith("socket:") for each in opened)
    return Held(
        second=round(second, 1),
        memory_mb=round(pages * PAGE_MB, 1),
        threads=threads,
        files=len(opened) - sockets,
        connections=sockets,
    )


def cpu_of(pid: int) -> float:
    """Seconds of the processor that the process has had, all threads. Raises: UsageError where there is no /proc."""
    try:
        # the name of the program, in brackets, may hold blanks
        values = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError as error:
        raise UsageError(f"what process {pid} has used cannot be read ({error.strerror})", hint="Linux only") from error
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def growths(samples: Sequence[Held], warm_up_s: float) -> list[Growth]:
    """Each measure after the warm-up; none when there are fewer than ten samples of it."""
    warm = [each for each in samples if each.second >= warm_up_s]
    if len(warm) < 10:
        return []
    fifth = len(warm) // 5
    found = []
    for measure in ("memory_mb", "threads", "files", "connections"):
        values = [float(getattr(each, measure)) for each in warm]
        first, last = median(values[:fifth]), median(values[-fifth:])
        allowed = first * (1 + MOST_GROWTH) if measure == "memory_mb" else first + MOST_MORE
        found.append(Growth(measure=measure, first=first, last=last, leaks=last > allowed))
    return found


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:  # closed since it was listed
        return ""
