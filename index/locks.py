"""One writer at a time: a lock on a file of the library, freed by the system when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryLocked, StorageError

__all__ = ["lock_holder", "write_lock"]


@contextmanager
def write_lock(folder: Path, *, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the library for writing.

    Raises: LibraryLocked, naming the other process, when it is still held after `wait_s` seconds;
    StorageError when the folder cannot be written to.
    """
    holder = folder / "writer.pid"
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=wait_s)
        holder.write_text(str(os.getpid()), encoding="ascii")
    except Timeout as error:
        pid = _written_pid(folder) or "unknown"
        raise LibraryLocked(
            f"another process (pid {pid}) is writing to {str(folder)!r}", hint="wait for it and try again"
        ) from error
    except OSError as error:
        lock.release()
        raise StorageError(
            f"{str(folder)!r} cannot be written to ({error.strerror})",
            hint="check its permissions and the disk",
        ) from error
    try:
        yield
    finally:
        lock.release()


def lock_holder(folder: Path) -> str | None:
    """The id of the process that is writing, empty when it cannot be told; None when nobody is."""
    if not (folder / "writer.lock").exists():
        return None
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return _written_pid(folder)
    lock.release()
    return None


def _written_pid(folder: Path) -> str:
    try:
        return (folder / "writer.pid").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
