"""Whole copies of a library's SQLite file: taken while others write, checked, put in its place.

Knows the tables' version and nothing else of what is in them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from index import schema
from index.errors import LibraryDamaged, LibraryTooNew, StorageError

__all__ = [
    "DatabaseFacts",
    "active_parts",
    "copy_database",
    "database_facts",
    "database_faults",
    "keep_version",
    "put_in_place",
]

SIDE_FILES = ("-wal", "-shm", "-journal")


class DatabaseFacts(NamedTuple):
    """What a database file holds."""

    schema_version: int
    articles: int
    passages: int


def copy_database(source: Path, to: Path) -> None:
    """Write a consistent copy of the database, as of one moment, to a file that does not exist yet.

    Raises: LibraryDamaged when it cannot be read to its end; StorageError when the disk is full.
    """
    faults = database_faults(source)
    if faults:
        raise LibraryDamaged(f"{str(source)!r} cannot be copied: {faults[0]}", hint="see `parley doctor`")
    with _explained(source), closing(_open(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(to),))


def keep_version(database: Path, version: int) -> None:
    """Before its tables are changed: a copy of the database beside it, unless there is one of this version already.

    Raises: LibraryDamaged, StorageError; nothing is to be changed then.
    """
    kept = database.with_name(f"{database.name}.schema-{version}")
    if kept.exists():
        return
    draft = kept.with_name(f"{kept.name}.{uuid4().hex}")
    try:
        copy_database(database, draft)
        _replace(draft, kept)
    finally:
        draft.unlink(missing_ok=True)


def database_facts(path: Path) -> DatabaseFacts:
    """What is in a database file. Raises: LibraryDamaged when it is no library; LibraryTooNew."""
    with _explained(path), closing(_open(path)) as connection:
        [version] = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() or ["0"]
        if not str(version).isdecimal():
            raise LibraryDamaged(f"the schema version in {str(path)!r} is {version!r}")
        if int(version) > schema.VERSION:
            raise LibraryTooNew(
                f"{str(path)!r} has schema {version}, this Parley knows {schema.VERSION}", hint="upgrade Parley"
            )
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED]  # noqa: S608
    return DatabaseFacts(int(version), *counts)


def database_faults(path: Path) -> list[str]:
    """What SQLite finds wrong with the file; none when all is well."""
    try:
        with closing(_open(path)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
            return [line for line in found if line != "ok"]
    except sqlite3.Error as error:
        return [str(error)]


def active_parts(path: Path) -> list[str]:
    """What stands in the database and would run by itself: triggers and views, of which a library has none."""
    with _explained(path), closing(_open(path)) as connection:
        found = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")
        return [f"a {kind} named {name!r}" for kind, name in found]


def put_in_place(new: Path, target: Path) -> Path | None:
    """Make `target` hold what `new` holds, in one step, while others may read it; `new` is used up.

    A target that is damaged is kept under another name, which is returned.
    Raises: StorageError; the target is then as it was.
    """
    if not target.exists():
        _remove_side_files(target)
        _replace(new, target)
        return None
    try:
        with closing(_open(new)) as source, closing(_open(target)) as destination:
            destination.execute("PRAGMA busy_timeout=10000")
            source.backup(destination)
    except sqlite3.DatabaseError as error:
        if any(word in str(error) for word in ("locked", "full", "readonly", "disk I/O")):
            raise StorageError(f"{str(target)!r} cannot be written: {error}") from error
        kept = target.with_name(f"{target.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        for suffix in SIDE_FILES:
            side = target.with_name(target.name + suffix)
            if side.exists():
                _replace(side, kept.with_name(kept.name + suffix))
        _replace(target, kept)
        _replace(new, target)
        return kept
    new.unlink(missing_ok=True)
    return None


_COUNTED = (schema.articles.name, schema.passages.name)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _remove_side_files(target: Path) -> None:
    # a write-ahead log that lost its database would be replayed into the new one
    for suffix in SIDE_FILES:
        target.with_name(target.name + suffix).unlink(missing_ok=True)


def _replace(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        raise StorageError(f"{str(target)!r} cannot be written ({error.strerror})") from error


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        reason = str(error)
        if any(word in reason for word in ("full", "readonly", "unable to open", "disk I/O", "locked")):
            raise StorageError(f"{str(path)!r} cannot be copied or read: {reason}") from error
        raise LibraryDamaged(f"{str(path)!r} cannot be read: {reason}") from error
