"""What a process holds is read as it is, and growth is told from use."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from evals.bench.process import Held, cpu_of, growths, held_by
from evals.bench.soak import SoakReport, soak_text
from index.errors import UsageError

linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")


@linux
def test_a_thread_a_file_and_a_socket_more_are_seen(tmp_path: Path) -> None:
    before = held_by(os.getpid(), 0)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with (tmp_path / "open").open("w"), socket.socket():
        during = held_by(os.getpid(), 1)
    stop.set()
    thread.join()
    assert during.threads == before.threads + 1
    assert during.files == before.files + 1
    assert during.connections == before.connections + 1
    assert during.memory_mb > 10


def test_a_process_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="999999999"):
        held_by(999_999_999, 0)


def _series(memory: list[float], threads: list[int]) -> list[Held]:
    return [
        Held(second=float(n), memory_mb=mb, threads=count, files=9, connections=9)
        for n, (mb, count) in enumerate(zip(memory, threads, strict=True))
    ]


def test_what_grows_before_the_warm_up_is_over_does_not_count() -> None:
    samples = _series([100 + 10 * min(n, 20) for n in range(60)], [5] * 60)
    assert not any(each.leaks for each in growths(samples, 20))
    assert any(each.leaks for each in growths(samples, 0))


@pytest.mark.parametrize(("last", "leaks"), [(104.0, False), (106.0, True)])
def test_memory_may_grow_by_a_twentieth(last: float, leaks: bool) -> None:
    (memory, *_) = growths(_series([100.0] * 30 + [last] * 30, [5] * 60), 0)
    assert (memory.measure, memory.leaks) == ("memory_mb", leaks)


@pytest.mark.parametrize(("last", "leaks"), [(8, False), (9, True)])
def test_threads_may_not_pile_up(last: int, leaks: bool) -> None:
    threads = growths(_series([100.0] * 60, [5] * 30 + [last] * 30), 0)[1]
    assert (threads.measure, threads.leaks) == ("threads", leaks)


def test_too_short_a_run_shows_nothing_and_does_not_pass() -> None:
    samples = tuple(_series([100.0] * 5, [5] * 5))
    report = SoakReport(minutes=1, articles=1, done={}, errors=(), growths=tuple(growths(samples, 0)), samples=samples)
    assert not report.holds
    assert "too short" in soak_text(report)


@linux
def test_what_a_process_has_used_is_read() -> None:
    before = cpu_of(os.getpid())
    assert before > 0
    assert sum(range(3_000_000)) > 0
    assert cpu_of(os.getpid()) >= before
    with pytest.raises(UsageError, match="cannot be read"):
        cpu_of(2**22 + 7)
