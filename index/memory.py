"""Give memory that is free back to the system: what a load has used would stay with the process otherwise.

The C library keeps what lies between things still in use. After a portion of passages was indexed that is tens of
millions of bytes (docs/performance.md), and the next portion does not fit into all of it.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

__all__ = ["give_back"]


def give_back() -> None:
    """Return free memory, where the C library can (glibc); elsewhere nothing is done."""
    trim = _trimmer()
    if trim is not None:
        trim(0)


@cache
def _trimmer() -> Any:
    try:
        return getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):  # no C library to be found, as on Windows
        return None
