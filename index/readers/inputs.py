"""From what a person named (a file, a folder, a pattern, `-`, an address) to single inputs.

Nothing is opened here. Folders are walked in order; hidden files are passed over, symlinks inside a
folder are not followed, and only regular files are handed on.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.contract import Problem, SizeEstimate
from index.readers.drafting import one_line, skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STDIN", "FoundFile", "WebAddress", "count_inputs", "expand"]

STDIN = "-"
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+):")
PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file, or standard input when the path is `-`."""

    path: str
    named: bool
    """The person named this very file, rather than a folder or a pattern that holds it."""
    size: int = 0

    @property
    def place(self) -> str:
        """The path as it can be shown, whatever bytes are in it."""
        return "stdin" if self.path == STDIN else one_line(os.fsencode(self.path).decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A page or a feed to fetch."""

    url: str


def expand(inputs: Iterable[str]) -> Iterator[FoundFile | WebAddress | Problem]:
    """Every single input that was meant, and a Problem for each that is none."""
    for each in inputs:
        yield from _expand_one(each)


def count_inputs(inputs: Iterable[str]) -> SizeEstimate:
    """How many files and bytes there are to read, from the file system alone."""
    files, size, known = 0, 0, True
    for found in expand(inputs):
        if isinstance(found, Problem):
            continue
        files += 1
        if isinstance(found, WebAddress) or found.path == STDIN:
            known = False
        else:
            size += found.size
    return SizeEstimate(files=files, bytes=size if known else None)


def _expand_one(each: str) -> Iterator[FoundFile | WebAddress | Problem]:
    if each == STDIN:
        yield FoundFile(STDIN, named=True)
        return
    if each.lower().startswith(("http://", "https://")):
        yield WebAddress(each)
        return
    path = os.path.expanduser(each) if each.startswith("~") else each  # noqa: PTH111 - may have no home
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a Path would drop a trailing dot or slash
    except (OSError, ValueError) as error:
        yield from _not_there(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path)
    else:
        yield _file(path, named=True)


def _not_there(path: str, error: OSError | ValueError) -> Iterator[FoundFile | Problem]:
    place = one_line(path.encode("utf-8", "replace").decode())
    scheme = SCHEME.match(path)
    if scheme and len(scheme.group(1)) > 1:
        reason = f"{scheme.group(1)}: addresses are not read; only http and https are"
        yield Problem(place=place, reason=reason, failed=True)
        return
    if PATTERN.search(path) and "\x00" not in path:
        yield from _matches(path, place)
        return
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = "no such file or folder"
    else:
        reason = f"cannot be read: {_words(error)}"
    yield Problem(place=place, reason=reason, failed=True)


def _matches(pattern: str, place: str) -> Iterator[FoundFile | Problem]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not matches:
        yield Problem(place=place, reason="no file matches this pattern", failed=True)
    folders: set[str] = set()
    for match in matches:
        if any(match.startswith(folder + os.sep) for folder in folders):
            continue
        if Path(match).is_dir():
            folders.add(match.rstrip(os.sep))
            yield from _walk(match)
        else:
            yield _file(match, named=False)


def _walk(folder: str) -> Iterator[FoundFile | Problem]:
    """Every file below a folder, each folder's entries by name; symlinks are said and left."""
    root = os.path.realpath(folder)
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and os.path.islink(path):  # noqa: PTH114 - strings throughout
            yield _link(path, root)
            continue
        if not os.path.isdir(path):  # noqa: PTH112
            yield _file(path, named=False)
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208
        except OSError as error:
            place = FoundFile(path, named=False).place
            yield Problem(place=place, reason=f"the folder cannot be read: {_words(error)}", failed=True)
            continue
        waiting.extend(os.path.join(path, name) for name in names if not name.startswith("."))  # noqa: PTH118


def _link(path: str, root: str) -> Problem:
    place = FoundFile(path, named=False).place
    inside = os.path.realpath(path).startswith(root + os.sep)
    where = "elsewhere in the folder, where it is read" if inside else "out of the folder"
    return skipped(place, f"a symlink {where}; not followed")


def _file(path: str, *, named: bool) -> FoundFile | Problem:
    place = FoundFile(path, named=named).place
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return Problem(place=place, reason=f"cannot be read: {_words(error)}", failed=True)
    if not stat.S_ISREG(status.st_mode):
        return skipped(place, "not a regular file (a pipe, a socket or a device); not read")
    return FoundFile(path, named=named, size=status.st_size)


def _words(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
