"""How far a long command is: a bar on a terminal, a line now and then elsewhere. On standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

from assistant.cli.terminal import is_live, say

if TYPE_CHECKING:
    from index.loading import LoadProgress

__all__ = ["ProgressDisplay"]

FIRST_LINE_S = 5.0
NEXT_LINE_S = 15.0


class ProgressDisplay:
    """Shows `LoadProgress`, or plain counts by `count`."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._phase = ""
        self._began = self._last = time.monotonic()
        self._next_line = self._began + FIRST_LINE_S

    def __enter__(self) -> Self:
        if is_live(sys.stderr):
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, progress: LoadProgress) -> None:
        """So far is the load."""
        reading = progress.phase == "reading"
        found = f"{progress.articles:,} articles"
        self._show(progress.phase, progress.done, progress.total, found if reading else "")

    def count(self, done: int, total: int | None = None) -> None:
        """So many articles are indexed."""
        self._show("indexing", done, total, "")

    def _show(self, phase: str, done: int, total: int | None, found: str) -> None:
        now = time.monotonic()
        if phase != self._phase:
            # the first report of a phase tells of work done since the last one of the phase before
            self._phase, self._began = phase, self._last
        self._last = now
        rate = done / max(now - self._began, 1e-3)
        unit, size = ("MB", 1e6) if rate >= 1e6 else ("kB", 1e3)
        speed = f"{rate / size:,.1f} {unit}/s" if phase == "reading" else f"{rate:,.0f} articles/s"
        if self._bar is not None:
            self._move(phase, done, total, f"{found}  {speed}".strip())
        elif now >= self._next_line:
            self._next_line = now + NEXT_LINE_S
            share = f"{done / total:.0%}" if total else ""
            left = f"{(total - done) / rate:.0f} s left" if total and rate else ""
            say(", ".join(part for part in (f"{phase} {share}".strip(), found, speed, left) if part))

    def _move(self, phase: str, done: int, total: int | None, detail: str) -> None:
        if self._task is None:
            self._task = self._bar.add_task(phase, total=total, detail=detail)
        elif self._bar.tasks[0].description != phase:
            self._bar.reset(self._task, description=phase, total=total)
        self._bar.update(self._task, completed=done, total=total, detail=detail)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description:<8}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
