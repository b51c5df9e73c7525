"""Work that nobody waits for any more, and how that reaches a thread which itself waits.

The core is synchronous: closing a generator cannot reach it while its thread waits for a model. Whoever runs it in a
thread does so under a `Stop`; what may wait for long listens to it, and ends by raising `Stopped`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Stop", "Stopped", "current_stop"]


class Stopped(BaseException):
    """The work was ended from outside. No error of ours or anybody's: nothing that handles errors may take it."""


class Stop:
    """Says once, from any thread, that the work is not waited for. Threads may share it."""

    def __init__(self) -> None:
        self._said = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def said(self) -> bool:
        """Whether it was."""
        return self._said.is_set()

    def say(self) -> None:
        """End the work. May be said twice."""
        with self._lock:
            self._said.set()
            listeners, self._listeners = self._listeners, []
        for each in listeners:
            each()

    def check(self) -> None:
        """Raises: Stopped when it was said."""
        if self.said:
            raise Stopped

    def wait(self, seconds: float) -> None:
        """Wait as long, or until it is said. Raises: Stopped."""
        self._said.wait(seconds)
        self.check()

    @contextmanager
    def telling(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call the listener once when it is said while the block runs; at once when it was said before.

        The listener runs in whichever thread says it, and must neither wait nor raise.
        """
        with self._lock:
            known = self.said
            if not known:
                self._listeners.append(listener)
        if known:
            listener()
        try:
            yield
        finally:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

    @contextmanager
    def around(self) -> Iterator[None]:
        """What the block calls is ended by this stop."""
        before = _current.set(self)
        try:
            yield
        finally:
            _current.reset(before)


_current: ContextVar[Stop | None] = ContextVar("parley_stop", default=None)


def current_stop() -> Stop:
    """The one that the work at hand is done under; one that is never said where there is none."""
    return _current.get() or Stop()
