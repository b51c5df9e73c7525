"""What blocks runs in threads, and what nobody waits for any more is dropped."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from assistant.models.stopping import Stop, current_stop
from assistant.serving import ServingSettings
from assistant.web.workers import Lane, Load, Workers
from index.errors import DeadlineMissed, ServerBusy, UsageError


async def free(workers: Workers, lane: Lane) -> None:
    """Wait until the lane has nothing to do."""
    for _ in range(500):
        if workers.load(lane) == Load(0, 0):
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{lane} still works: {workers.load(lane)}")


def test_items_come_in_order_and_the_end_is_the_end() -> None:
    async def collect() -> list[int]:
        workers = Workers(ServingSettings())
        async with aclosing(workers.stream(Lane.ASKING, lambda: iter(range(5)))) as items:
            return [item async for item in items]

    assert asyncio.run(collect()) == [0, 1, 2, 3, 4]


def test_an_error_is_raised_where_the_items_are_awaited() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise UsageError("no")

    async def collect() -> list[int]:
        workers = Workers(ServingSettings())
        items = workers.stream(Lane.ASKING, broken)
        found = [await anext(items)]
        with pytest.raises(UsageError):
            await anext(items)
        with pytest.raises(UsageError):
            await workers.run(Lane.LOOKING, lambda: next(broken_at_once()))
        return found

    def broken_at_once() -> Iterator[int]:
        raise UsageError("no")
        yield

    assert asyncio.run(collect()) == [1]


def test_a_slow_model_holds_nobody_who_does_without() -> None:
    release = threading.Event()

    async def both() -> str:
        workers = Workers(ServingSettings(model_threads=1, answering_threads=1))
        slow = asyncio.ensure_future(workers.run(Lane.MODEL, lambda: release.wait(30)))
        await asyncio.sleep(0)
        quick = await workers.run(Lane.ASKING, lambda: "quick")
        assert not slow.done()
        release.set()
        await slow
        return quick

    assert asyncio.run(both()) == "quick"


def test_who_leaves_ends_the_work_and_who_left_before_it_began_never_starts_it() -> None:
    closed, started = threading.Event(), []
    more = threading.Semaphore(0)

    def slow() -> Iterator[int]:
        try:
            for number in range(1000):
                yield number
                more.acquire(timeout=10)
        finally:
            closed.set()

    def second() -> Iterator[int]:
        started.append(2)
        yield 2

    async def leave() -> None:
        workers = Workers(ServingSettings(answering_threads=1))
        async with aclosing(workers.stream(Lane.ASKING, slow)) as items:
            assert await anext(items) == 0
            waiting = asyncio.ensure_future(anext(workers.stream(Lane.ASKING, second)))
            await asyncio.sleep(0.05)
            assert workers.load(Lane.ASKING) == Load(running=1, waiting=1)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        more.release()
        await free(workers, Lane.ASKING)

    asyncio.run(leave())
    assert closed.is_set()
    assert started == []


def test_work_that_waits_for_something_else_is_reached_when_its_caller_leaves() -> None:
    ended = threading.Event()

    def waiting() -> Iterator[int]:
        yield 1
        try:
            current_stop().wait(30)
        finally:
            ended.set()

    async def leave() -> None:
        workers = Workers(ServingSettings(model_threads=1))
        async with aclosing(workers.stream(Lane.MODEL, waiting)) as items:
            assert await anext(items) == 1
        await free(workers, Lane.MODEL)
        assert await workers.run(Lane.MODEL, lambda: "next") == "next"

    asyncio.run(leave())
    assert ended.is_set()


def test_what_is_ended_from_elsewhere_is_told_to_who_waits_also_while_it_waits_for_a_thread() -> None:
    async def end() -> None:
        workers = Workers(ServingSettings(model_threads=1))
        stops = [Stop(), Stop()]

        async def follow(stop: Stop) -> None:
            async for _ in workers.stream(Lane.MODEL, waits, stop):
                stop.say()

        running = asyncio.ensure_future(follow(stops[0]))
        waiting = asyncio.ensure_future(follow(stops[1]))
        await asyncio.sleep(0.05)
        stops[1].say()
        for each in (running, waiting):
            with pytest.raises(ServerBusy, match="stopped"):
                await asyncio.wait_for(each, 5)
        await free(workers, Lane.MODEL)

    asyncio.run(end())


def waits() -> Iterator[int]:
    current_stop().wait(0.3)
    yield 1
    current_stop().wait(30)


def test_the_end_of_the_server_stops_what_runs_but_no_change_of_the_library() -> None:
    done = []

    def change() -> None:
        time.sleep(0.3)
        current_stop().check()
        done.append("changed")

    async def end() -> None:
        workers = Workers(ServingSettings())
        look = asyncio.ensure_future(workers.run(Lane.LOOKING, lambda: current_stop().wait(30)))
        load = asyncio.ensure_future(workers.run(Lane.LOADING, change))
        await asyncio.sleep(0.05)
        workers.close()
        with pytest.raises(ServerBusy, match="stopped"):
            await asyncio.wait_for(look, 5)
        await asyncio.wait_for(load, 5)

    asyncio.run(end())
    assert done == ["changed"]


def test_one_too_many_is_told_to_come_again() -> None:
    release = threading.Event()

    async def crowd() -> list[object]:
        workers = Workers(ServingSettings(answering_threads=1, max_waiting=1))
        calls = [workers.run(Lane.ASKING, lambda: release.wait(30)) for _ in range(3)]
        pending = [asyncio.ensure_future(call) for call in calls]
        await asyncio.sleep(0.05)
        release.set()
        return await asyncio.gather(*pending, return_exceptions=True)

    first, second, third = asyncio.run(crowd())
    assert (first, second) == (True, True)
    assert isinstance(third, ServerBusy)


def test_what_takes_too_long_is_given_up() -> None:
    release = threading.Event()

    def never() -> Iterator[int]:
        release.wait(30)
        yield 1

    async def wait() -> None:
        workers = Workers(ServingSettings(timeout_s=0.05))
        with pytest.raises(DeadlineMissed):
            await workers.run(Lane.LOOKING, lambda: release.wait(30))
        with pytest.raises(DeadlineMissed):
            async for _ in workers.stream(Lane.ASKING, never):
                pass
        release.set()
        await free(workers, Lane.ASKING)

    asyncio.run(wait())


def test_a_timeout_of_the_work_itself_is_no_deadline_of_ours() -> None:
    def own() -> None:
        raise TimeoutError("of the work")

    async def wait() -> None:
        with pytest.raises(TimeoutError, match="of the work"):
            await Workers(ServingSettings()).run(Lane.LOOKING, own)

    asyncio.run(wait())
