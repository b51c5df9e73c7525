"""Room on a disk: how much is free, how much is needed, and that said where writing failed.

What is needed is an estimate: 2,062 news articles of 18.6 MB made a library of 86.5 MB, its indexes a little
smaller than its articles; 2,000 made-up short ones of 1.7 MB one of 8.5 MB.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StorageError

__all__ = ["bytes_to_load", "free_bytes", "megabytes", "require_room", "room_explained"]

LIBRARY_SIZE = 5
"""Bytes of a library for each byte that was read, half of them the articles."""
LEAST = 100_000
"""What is needed is never said to be nothing."""
KEPT = "what was reported is kept; make room, and the same command goes on"


def free_bytes(folder: Path) -> int:
    """What a user may still write at a folder, or at the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def megabytes(count: float) -> str:
    """A size for people; never `0 MB` for what is more than nothing."""
    return f"{count / 1e6:,.0f} MB" if count >= 10_000_000 else f"{max(count, 0) / 1e6:.1f} MB"


def require_room(folder: Path, needed: int, doing: str) -> None:
    """Before anything is written. Raises: StorageError when less than `needed` bytes are free."""
    free = free_bytes(folder)
    if free < needed:
        raise StorageError(
            f"{doing} needs about {megabytes(max(needed, LEAST))} at {str(folder)!r}, {megabytes(free)} are free",
            hint="make room and give the command again; nothing was changed",
        )


def bytes_to_load(total: int | None, read: int) -> int:
    """How much more the library will grow in a load of `total` bytes, after `read` of them; at least, when unknown."""
    return LIBRARY_SIZE * max(total or 0, read) - LIBRARY_SIZE * read // 2


@contextmanager
def room_explained(folder: Path, needed: Callable[[], int], kept: str = KEPT) -> Iterator[None]:
    """Where writing fails and there is too little room, say how much more is needed and what is kept."""
    try:
        yield
    except StorageError as error:
        try:
            free, more = free_bytes(folder), needed()
        except (StorageError, OSError):
            raise error from error.__cause__
        if free >= more:
            raise
        room = f"{megabytes(free)} are free there and about {megabytes(max(more, LEAST))} are needed"
        raise StorageError(error.message, hint=f"{room}; {kept}") from error
