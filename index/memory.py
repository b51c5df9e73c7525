"""Memory that the C library keeps though nobody uses it any more: less of it, and given back to the system.

The C library lays what is freed aside for later, apart for each of many threads, and Chroma and tantivy start new ones
whenever they are opened to write. After a portion of passages was indexed that is tens of millions of bytes
(docs/performance.md), and the next portion does not fit into all of it.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

__all__ = ["give_back", "share_memory"]

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""Of mallopt(3)."""
ARENAS = 2
"""Places that all threads share to take memory from; glibc's own bound is eight for each core."""
LARGE_BYTES = 4_000_000
"""What is larger goes back as soon as it is freed. Where it is not said, glibc raises it up to 32 MB with use."""


def give_back() -> None:
    """Return free memory, where the C library can (glibc); elsewhere nothing is done."""
    trim = _of_c("malloc_trim")
    if trim is not None:
        trim(0)


def share_memory() -> None:
    """Let the threads of this process share what is free, where the C library can (glibc); elsewhere nothing is done.

    It holds for the whole process and for what is allocated later, so it is for a program to say at its beginning.
    """
    set_option = _of_c("mallopt")
    if set_option is not None:
        set_option(M_ARENA_MAX, ARENAS)
        set_option(M_MMAP_THRESHOLD, LARGE_BYTES)


@cache
def _of_c(name: str) -> Any:
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # no C library to be found, as on Windows
        return None
