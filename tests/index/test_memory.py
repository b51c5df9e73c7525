"""Free memory between things still in use goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.memory import ARENAS, _of_c, give_back


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1_000_000


@pytest.mark.skipif(not sys.platform.startswith("linux") or _of_c("malloc_trim") is None, reason="needs glibc")
def test_what_lies_between_things_in_use_is_given_back() -> None:
    held = [bytes(20_000) for _ in range(5000)]
    kept = held[::200]
    held.clear()
    before = _resident_mb()
    give_back()
    assert before - _resident_mb() > 50
    assert len(kept) == 25


PLACES_OF_EIGHT_THREADS = """
import ctypes, sys, threading
from index.memory import share_memory

if sys.argv[1] == "shared":
    share_memory()
taken = threading.Barrier(8)

def take():
    taken.wait()
    held = bytearray(5000)
    taken.wait()

threads = [threading.Thread(target=take) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
c = ctypes.CDLL(None)
c.malloc_info(0, ctypes.c_void_p.in_dll(c, "stdout"))
c.fflush(None)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux") or _of_c("malloc_info") is None, reason="needs glibc")
@pytest.mark.parametrize(("how", "fewest", "most"), [("shared", 1, ARENAS), ("apart", ARENAS + 1, 100)])
def test_threads_take_memory_from_two_places(how: str, fewest: int, most: int) -> None:
    program = [sys.executable, "-c", PLACES_OF_EIGHT_THREADS, how]
    told = subprocess.run(program, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout
    assert fewest <= told.count("<heap nr=") <= most


PILED_UP = """
import sys
from threading import Thread
from index.memory import share_memory

if sys.argv[1] == "shared":
    share_memory()
kept = []


def work():
    freed = [bytes(30_000) for _ in range(300)]
    kept.extend(freed[::100])


for _ in range(12):
    thread = Thread(target=work)
    thread.start()
    thread.join()
    between = [Thread(target=kept.append, args=(bytes(50),)) for _ in range(4)]
print(open("/proc/self/maps").read().count("---p 00000000 00:00 0"))
"""
