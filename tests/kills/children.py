"""Work done in a forked child, so that it may be killed, may crash, and costs no imports."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TypeVar

__all__ = ["ChildFailedError", "Killed", "in_child", "killed_after"]

T = TypeVar("T")
PATIENCE_S = 300.0


class ChildFailedError(Exception):
    """What was asked of a child did not come to its end."""


@dataclass(frozen=True, slots=True)
class Killed:
    """How a child ended."""

    killed: bool
    """False when it was done before."""
    lines: tuple[str, ...]
    """What it had said."""
    seconds: float


def killed_after(work: Callable[[], None], seconds: float) -> Killed:
    """Run `work` in a child and kill -9 it after so long. Raises: ChildFailedError when it fails by itself."""
    out, its_out = os.pipe()
    began = time.monotonic()
    pid = _fork(its_out, work)
    os.close(its_out)
    said = _hear(out, began + seconds)
    took = time.monotonic() - began
    os.kill(pid, signal.SIGKILL)
    said += _hear(out, time.monotonic() + PATIENCE_S)
    os.close(out)
    _, status = os.waitpid(pid, 0)
    lines = said.decode("utf-8", "replace").splitlines()
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, -signal.SIGKILL}:
        raise ChildFailedError("\n".join(["a command that was not killed failed", *lines[-30:]]))
    return Killed(code == -signal.SIGKILL, tuple(lines), took)


def in_child(work: Callable[[], T]) -> T:
    """The value of `work`, made in a child. Raises: ChildFailedError, also when the child crashes."""
    out, its_out = os.pipe()
    with TemporaryFile() as made:

        def keep() -> None:
            pickle.dump(work(), made)
            made.flush()

        pid = _fork(its_out, keep)
        os.close(its_out)
        said = _hear(out, time.monotonic() + PATIENCE_S)
        os.close(out)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            raise ChildFailedError(f"ended with {code}\n{said.decode('utf-8', 'replace')[-3000:]}")
        made.seek(0)
        value: T = pickle.load(made)
    return value


def _fork(its_out: int, work: Callable[[], None]) -> int:
    """A child whose standard output and errors go to a pipe."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.dup2(its_out, 1)
        os.dup2(its_out, 2)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - said to the parent, which judges
        os.write(1, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        sys.stdout.flush()
        os._exit(code)


def _hear(out: int, until: float) -> bytes:
    """What comes through the pipe until it is closed or the time has come."""
    said = b""
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([out], [], [], left)
        if not ready:
            break
        part = os.read(out, 65_536)
        if not part:
            break
        said += part
    return said
