"""Free memory between things still in use goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.memory import _trimmer, give_back


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1_000_000


@pytest.mark.skipif(not sys.platform.startswith("linux") or _trimmer() is None, reason="needs glibc")
def test_what_lies_between_things_in_use_is_given_back() -> None:
    held = [bytes(20_000) for _ in range(5000)]
    kept = held[::200]
    held.clear()
    before = _resident_mb()
    give_back()
    assert before - _resident_mb() > 50
    assert len(kept) == 25
