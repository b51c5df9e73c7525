"""From the event loop to the library and back: threads for what blocks, a lane for each kind of work.

The core is synchronous. What may wait for a chat model has a lane of its own, so that a slow model holds nobody
who does without; what is waiting or under way for a caller who has gone is dropped, also where its thread waits for
a model.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from assistant.models.stopping import Stop, Stopped
from assistant.serving import ServingSettings
from index.errors import DeadlineMissed, ServerBusy

__all__ = ["Lane", "Load", "Workers"]

T = TypeVar("T")


class Lane(StrEnum):
    """Kinds of work that do not wait for each other."""

    ASKING = "asking"
    MODEL = "model"
    """Answers that may call a chat model."""
    LOOKING = "looking"
    """Searches, lists, single articles."""
    LOADING = "loading"
    """Changes of the library, one at a time."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a lane has to do."""

    running: int
    waiting: int


@dataclass(slots=True)
class _Pool:
    threads: int
    executor: ThreadPoolExecutor
    lock: threading.Lock = field(default_factory=threading.Lock)
    taken: int = 0
    """Running or waiting."""


@dataclass(frozen=True, slots=True)
class _Told(Generic[T]):
    """What a thread hands to the event loop: an item, an error, or neither at the end."""

    item: T | None = None
    error: BaseException | None = None
    end: bool = False


class Workers:
    """Threads for everything that blocks. Made for one event loop at a time; close it at the end."""

    def __init__(self, settings: ServingSettings) -> None:
        threads = {
            Lane.ASKING: settings.answering_threads,
            Lane.MODEL: settings.model_threads,
            Lane.LOOKING: settings.answering_threads,
            Lane.LOADING: 1,
        }
        self._stops: set[Stop] = set()
        """Of what is waiting or under way, except changes of the library."""
        self._max_waiting = settings.max_waiting
        self._timeout_s = settings.timeout_s
        self._pools = {
            lane: _Pool(count, ThreadPoolExecutor(count, thread_name_prefix=f"parley-{lane}"))
            for lane, count in threads.items()
        }

    def close(self) -> None:
        """Drop what waits and stop what runs; a change of the library comes to its end by itself."""
        for stop in list(self._stops):
            stop.say()
        for pool in self._pools.values():
            pool.executor.shutdown(wait=False, cancel_futures=True)

    def load(self, lane: Lane) -> Load:
        """What runs and waits right now."""
        pool = self._pools[lane]
        return Load(running=min(pool.taken, pool.threads), waiting=max(pool.taken - pool.threads, 0))

    async def run(self, lane: Lane, call: Callable[[], T], *, limited: bool = True) -> T:
        """Call it in a thread of the lane; stopped when the caller has gone, unless it changes the library.

        With `limited` off it may take as long as it does. Raises: what it raises; ServerBusy; DeadlineMissed.
        """
        stop = Stop()
        future = self._submit(lane, lambda: _called(call, stop))
        try:
            with self._stoppable(stop, lane):
                return await asyncio.wait_for(asyncio.wrap_future(future), self._timeout_s if limited else None)
        except TimeoutError as error:
            if future.done() and not future.cancelled():  # the call's own error
                raise
            raise self._too_late() from error
        except Stopped:
            raise _ended() from None
        finally:
            future.cancel()

    async def stream(
        self, lane: Lane, make: Callable[[], Iterator[T]], stop: Stop | None = None
    ) -> AsyncGenerator[T, None]:
        """Iterate in a thread of the lane what `make` returns, item by item.

        Close it (`aclosing`) when the caller has gone: what waits is dropped, what runs is stopped. Whoever has
        `stop` can end it from elsewhere. Raises: what the iterator raises; ServerBusy, also when it was ended from
        elsewhere; DeadlineMissed.
        """
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[_Told[T]] = asyncio.Queue()
        stop = stop or Stop()

        def tell(what: _Told[T]) -> None:
            try:
                loop.call_soon_threadsafe(told.put_nowait, what)
            except RuntimeError:  # the loop has ended, and with it everybody who waited
                stop.say()

        future = self._submit(lane, lambda: _tell_all(make, tell, stop))
        latest = loop.time() + self._timeout_s
        try:
            with self._stoppable(stop), stop.telling(lambda: tell(_Told(error=_ended()))):
                while True:
                    try:
                        what = await asyncio.wait_for(told.get(), latest - loop.time())
                    except TimeoutError as error:
                        raise self._too_late() from error
                    if what.error is not None:
                        raise what.error
                    if what.end:
                        return
                    yield what.item  # type: ignore[misc]
        finally:
            future.cancel()

    @contextmanager
    def _stoppable(self, stop: Stop, lane: Lane | None = None) -> Iterator[None]:
        """Stop the work when the block is left, and when the server ends."""
        if lane is Lane.LOADING:
            yield
            return
        self._stops.add(stop)
        try:
            yield
        finally:
            self._stops.discard(stop)
            stop.say()

    def _submit(self, lane: Lane, call: Callable[[], T]) -> Future[T]:
        pool = self._pools[lane]
        with pool.lock:
            if pool.taken >= pool.threads + self._max_waiting:
                raise ServerBusy("too many requests are waiting", hint="try again in a moment")
            pool.taken += 1
        future: Future[T] = pool.executor.submit(copy_context().run, call)
        future.add_done_callback(lambda _: _release(pool))
        return future

    def _too_late(self) -> DeadlineMissed:
        return DeadlineMissed(f"not done within {self._timeout_s:g} s", hint="ask less at once, or try again")


def _release(pool: _Pool) -> None:
    with pool.lock:
        pool.taken -= 1


def _ended() -> ServerBusy:
    return ServerBusy("the work was stopped before its end", hint="ask again")


def _called(call: Callable[[], T], stop: Stop) -> T:
    with stop.around():
        return call()


def _tell_all(make: Callable[[], Iterator[T]], tell: Callable[[_Told[T]], None], stop: Stop) -> None:
    items: Iterator[T] | None = None
    with stop.around():
        try:
            stop.check()
            items = make()
            for item in items:
                stop.check()
                tell(_Told(item=item))
            tell(_Told(end=True))
        except Stopped:
            pass  # whoever waited was told by whoever stopped it
        except BaseException as error:  # noqa: BLE001 - it is raised again where the items are awaited
            tell(_Told(error=error))
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
