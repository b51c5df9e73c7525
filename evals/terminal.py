"""How a command speaks: progress on standard error, and an exit code for whatever goes wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import typer

from index.errors import ParleyError, UsageError

if TYPE_CHECKING:
    from evals.samples import Sample

__all__ = ["Progress", "exit_codes", "say"]

USAGE, INCOMPLETE, INTERRUPTED = 2, 3, 130


def say(line: str) -> None:
    """A line of progress."""
    typer.echo(line, err=True)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn Parley's errors and an interrupt into one line and their exit code."""
    try:
        yield
    except UsageError as error:
        say(f"error: {error}")
        raise typer.Exit(USAGE) from error
    except ParleyError as error:
        say(f"error: {error}")
        raise typer.Exit(INCOMPLETE) from error
    except KeyboardInterrupt as error:
        say("interrupted; what was asked is recorded")
        raise typer.Exit(INTERRUPTED) from error


class Progress:
    """How far a run is and how long it will take: one line that moves in a terminal, else one in 25."""

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._moves = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._moves and self._done:
            typer.echo("", err=True)

    def advance(self, sample: Sample) -> None:
        """One more case is answered."""
        self._show(sample.case if not sample.error else f"{sample.case}: {sample.error}")
        if sample.error:
            say(f"\nerror in {sample.case}: {sample.error}" if self._moves else f"error in {sample.case}")

    def tick(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self._done, self._total = done - 1, total
        self._show("")

    def _show(self, what: str) -> None:
        self._done += 1
        if not self._moves and self._done % 25 and self._done != self._total:
            return
        line = f"{self._done}/{self._total or '?'}{self._left()} {what}".rstrip()
        typer.echo(f"\r\x1b[K{line}" if self._moves else line, err=True, nl=not self._moves)

    def _left(self) -> str:
        if not self._total or self._done < 3:
            return ""
        seconds = (time.monotonic() - self._began) / self._done * (self._total - self._done)
        return f", {seconds:.0f} s left" if seconds >= 1 else ""
