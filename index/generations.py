"""The generations of the derived indexes on disk: which one is in force, and whether its files are whole.

Each has a folder of its own; `current.json` names the one in force and is switched in one step. While a generation
is being written a file `writing` stands in it, with the number of the process that writes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import IndexStale, StorageError

__all__ = ["Generations", "IndexState"]

INDEXES = ("keywords", "vectors")


class IndexState(BaseModel):
    """What `current.json` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    generation: str
    fingerprint: str
    """Of the embedding model, the passages' settings and the format."""
    revision: int = 0
    """Counts the writes, so that an open reader sees that it must open anew."""
    applied: int = 1
    """The library's revision that the indexes hold."""
    library: str = ""
    """Which library that is, where the folder and the articles may part."""
    files: dict[str, int] = {}
    """Sizes of the indexes' files after the last write, by their path in the generation's folder."""


class Generations:
    """Those of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: tuple[tuple[int, int, int], IndexState] | None = None

    def state(self) -> IndexState | None:
        """What is in force on disk; None before the first write.

        Raises: IndexStale when it cannot be read.
        """
        path = self.folder / "current.json"
        try:
            there = path.stat()
            written = (there.st_ino, there.st_mtime_ns, there.st_size)
            # it is replaced by another file and never written into
            if self._read is None or self._read[0] != written:
                self._read = written, IndexState.model_validate_json(path.read_bytes())
            return self._read[1]
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexStale(f"{str(path)!r} cannot be read ({error.strerror})", hint="run `parley rebuild`") from error
        except ValidationError as error:
            raise IndexStale(f"{str(path)!r} cannot be read", hint="run `parley rebuild`") from error

    def state_or_none(self) -> IndexState | None:
        """The same; None also when it cannot be read."""
        try:
            return self.state()
        except IndexStale:
            return None

    def path(self, state: IndexState) -> Path:
        """The generation's folder."""
        return self.folder / state.generation

    # reading

    def check_keywords(self, state: IndexState) -> Path:
        """Where the keyword index is. Raises: IndexStale when it is missing or damaged."""
        path = self.path(state)
        # tantivy's files are whole at every moment of a write
        _check(path, "keywords", "keyword", {} if _is_marked(path) else state.files)
        return path / "keywords"

    def check_vectors(self, state: IndexState) -> Path:
        """Where the vector index is. Raises: IndexStale when it is missing, torn, or being written right now."""
        path = self.path(state)
        if _is_marked(path):
            raise _busy(path)
        _check(path, "vectors", "vector", state.files)
        return path / "vectors"

    def whole(self, state: IndexState) -> bool:
        """Whether its files are those that were written last, and nobody writes or has died over them."""
        path = self.path(state)
        return bool(state.files) and not _is_marked(path) and _sizes(path) == state.files

    # writing

    def make(self, state: IndexState) -> Path:
        """A folder for a new generation. Raises: StorageError."""
        path = self.path(state)
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise StorageError(f"{str(path)!r} cannot be created ({error.strerror})") from error
        return path

    def mark(self, state: IndexState) -> None:
        """Say on disk, before anything changes, that this generation is being written. Raises: StorageError."""
        path = self.path(state)
        try:
            with (path / "writing").open("w", encoding="ascii") as file:
                file.write(str(os.getpid()))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(f"{str(path)!r} cannot be written to ({error.strerror})") from error

    def unmark(self, state: IndexState) -> None:
        """It is written."""
        (self.path(state) / "writing").unlink(missing_ok=True)

    def switch(self, state: IndexState) -> None:
        """Put the generation, as it now is on disk, in force. Raises: StorageError; the one before stays in force."""
        state = state.model_copy(update={"revision": state.revision + 1, "files": _sizes(self.path(state))})
        path = self.folder / "current.json"
        draft = path.with_suffix(".new")
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.write(json.dumps(state.model_dump(), indent=1))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise StorageError(f"{str(path)!r} cannot be written ({error.strerror})") from error

    def discard(self) -> None:
        """Put none in force. Raises: StorageError."""
        try:
            (self.folder / "current.json").unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{str(self.folder)!r} cannot be written to ({error.strerror})") from error

    def remove(self, state: IndexState) -> None:
        """Delete a generation that did not become whole."""
        shutil.rmtree(self.path(state), ignore_errors=True)

    def remove_all_but(self, state: IndexState) -> None:
        """Delete the others."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != state.generation:
                shutil.rmtree(path, ignore_errors=True)


def _is_marked(path: Path) -> bool:
    return (path / "writing").exists()


def _sizes(generation: Path) -> dict[str, int]:
    """Sizes of the indexes' files by relative path: a missing file or a torn write shows as another size.

    Looked at before the files are opened: Chroma may crash the process on damaged ones.
    """
    return {
        str(path.relative_to(generation)): path.stat().st_size
        for folder in INDEXES
        for path in sorted((generation / folder).rglob("*"))
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(("-journal", "-wal", "-shm"))
    }


def _check(generation: Path, folder: str, name: str, files: Mapping[str, int]) -> None:
    if not any((generation / folder).glob("*")):
        raise IndexStale(f"the {name} index is missing", hint="run `parley rebuild`")
    expected = {path: size for path, size in files.items() if path.startswith(f"{folder}/")}
    found = {path: size for path, size in _sizes(generation).items() if path.startswith(f"{folder}/")}
    if files and found != expected:
        raise IndexStale(f"the {name} index is damaged", hint="run `parley rebuild`")


def _busy(generation: Path) -> IndexStale:
    """Whether another process is at work on the generation or has died over it."""
    try:
        os.kill(max(int((generation / "writing").read_text(encoding="ascii")), 1), 0)
    except PermissionError:
        pass  # it lives, and is somebody else's
    except (OSError, ValueError, OverflowError):
        return IndexStale("the vector index was cut off while it was written", hint="run `parley rebuild`")
    return IndexStale("the vectors are being brought up to date just now")
