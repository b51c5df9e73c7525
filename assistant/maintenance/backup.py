"""A library in one file, and back: the articles' database with a manifest, without the derived indexes."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.models.embedding import embedder_of
from assistant.settings import Settings
from index import schema
from index.derived import DerivedIndexes
from index.errors import InputError, LibraryTooNew, ParleyError, StorageError, UsageError
from index.library import Library
from index.locks import write_lock
from index.room import require_room
from index.snapshots import active_parts, copy_database, database_facts, database_faults, put_in_place

__all__ = ["BackupManifest", "Restored", "backup", "restore"]

FORMAT = 1
"""Raise it when the archive's make changes."""
DATABASE = "articles.db"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000
BLOCK = 1 << 20
LEFT_AFTER_S = 86_400
"""A workspace older than a day is nobody's any more."""
ON_SERVER = "pg_dump --format=custom --file=parley.dump DATABASE_URL"
TO_SERVER = "pg_restore --clean --if-exists --dbname=DATABASE_URL parley.dump, then parley rebuild"


class BackupManifest(BaseModel):
    """What a backup says about itself."""

    model_config = ConfigDict(frozen=True)

    format: int
    schema_version: int
    parley: str
    """The version that made it."""
    made_at: datetime
    articles: int
    passages: int
    bytes: int
    """Of the database."""
    sha256: str
    """Of the database."""


class Restored(BaseModel):
    """What a restore did."""

    model_config = ConfigDict(frozen=True)

    manifest: BackupManifest
    kept: str
    """The file that a damaged database was kept under; empty when there was none."""


def backup(folder: Path, to: Path, *, force: bool = False, database_url: str = "") -> BackupManifest:
    """Write the library of this folder to one file, as of one moment; others may go on writing.

    The file appears when it is complete. Raises: UsageError when it exists and `force` is off; LibraryDamaged,
    StorageError.
    """
    if database_url:
        raise UsageError(
            f"the articles are in PostgreSQL, whose own programs copy it: {ON_SERVER}", hint="see docs/scale.md"
        )
    if to.exists() and not force:
        raise UsageError(f"{str(to)!r} exists already", hint="--force replaces it")
    database = folder / DATABASE
    if to.absolute().parent.is_dir() and database.is_file():
        require_room(to.absolute().parent, 2 * database.stat().st_size, "a backup")  # the copy, and it packed
    with _workspace(to.absolute().parent, to.name) as space:
        copy = space / DATABASE
        copy_database(database, copy)
        facts = database_facts(copy)
        with copy.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        manifest = BackupManifest(
            format=FORMAT,
            schema_version=facts.schema_version,
            parley=version("parley"),
            made_at=datetime.now(tz=UTC),
            articles=facts.articles,
            passages=facts.passages,
            bytes=copy.stat().st_size,
            sha256=digest,
        )
        archive = space / "backup.zip"
        with archive.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                packed.writestr(MANIFEST, manifest.model_dump_json(indent=1))
                packed.write(copy, DATABASE)
            file.flush()
            os.fsync(file.fileno())
        archive.replace(to)
    return manifest


def restore(settings: Settings, file: Path, *, force: bool = False) -> Restored:
    """Make the settings' library what the backup holds; its indexes must be rebuilt afterwards.

    All is checked before anything is changed. Raises: UsageError when there is a library and `force` is off;
    InputError for what is no sound backup; LibraryTooNew; LibraryLocked; StorageError.
    """
    folder = settings.folder
    if settings.database_url:
        raise UsageError(f"the articles are in PostgreSQL, whose own programs restore it: {TO_SERVER}")
    with _opened(file) as packed:
        manifest = _manifest(packed, file)
        if (folder / DATABASE).exists() and not force:
            raise UsageError(f"there is a library at {str(folder)!r} already", hint="--force replaces its articles")
        _make_room(folder, manifest.bytes)
        with write_lock(folder), _workspace(folder, "restore") as space:
            new = space / DATABASE
            _unpack(packed, new, manifest, file)
            _check(new, manifest, file)
            # first: a restore that is cut off leaves no index of other articles in force
            DerivedIndexes(
                folder, lambda: embedder_of(settings.embedding, settings.embedding_endpoint), settings.index_fingerprint
            ).discard()
            kept = put_in_place(new, folder / DATABASE)
    return Restored(manifest=manifest, kept=str(kept or ""))


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except FileNotFoundError as error:
        raise InputError(f"no file {str(file)!r}") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise InputError(f"{str(file)!r} is no backup or is damaged: {error}") from error
    except OSError as error:
        raise StorageError(f"{str(file)!r} cannot be restored ({error.strerror or error})") from error


def _manifest(packed: zipfile.ZipFile, file: Path) -> BackupManifest:
    names = sorted(packed.namelist())
    if names != [DATABASE, MANIFEST]:
        odd = next((name for name in names if name not in {DATABASE, MANIFEST}), "")
        found = f"it holds {odd!r}" if odd else "a part is missing or doubled"
        raise InputError(f"{str(file)!r} is no backup of Parley: {found}")
    if packed.getinfo(MANIFEST).file_size > LARGEST_MANIFEST or any(each.flag_bits & 1 for each in packed.infolist()):
        raise InputError(f"{str(file)!r} is no backup of Parley: its manifest is too long or encrypted")
    try:
        manifest = BackupManifest.model_validate_json(packed.read(MANIFEST))
    except ValidationError as error:
        raise InputError(f"{str(file)!r} is no backup of Parley: its manifest cannot be read") from error
    if manifest.format > FORMAT or manifest.schema_version > schema.VERSION:
        raise LibraryTooNew(
            f"{str(file)!r} was made by Parley {manifest.parley} with schema {manifest.schema_version}, "
            f"this Parley knows {schema.VERSION}",
            hint="upgrade Parley",
        )
    return manifest


def _make_room(folder: Path, needed: int) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(f"{str(folder)!r} cannot be written to ({error.strerror})") from error
    # the unpacked copy and the write-ahead log of putting it in place; then the indexes, about as large as it
    require_room(folder, 3 * needed, "restoring")


def _unpack(packed: zipfile.ZipFile, to: Path, manifest: BackupManifest, file: Path) -> None:
    with packed.open(DATABASE) as source, to.open("wb") as target:
        digest = _copy(source, target, manifest.bytes)
        os.fsync(target.fileno())
    if digest != manifest.sha256:
        raise InputError(f"{str(file)!r} is damaged: its database is not the one that was backed up")


def _copy(source: IO[bytes], target: BinaryIO, most: int) -> str:
    """Copy no more than `most` bytes, whatever the archive unpacks to; returns their digest."""
    digest = hashlib.sha256()
    left = most
    while left and (block := source.read(min(BLOCK, left))):
        digest.update(block)
        target.write(block)
        left -= len(block)
    return digest.hexdigest() if not left and not source.read(1) else ""


def _check(database: Path, manifest: BackupManifest, file: Path) -> None:
    faults = database_faults(database)
    if faults:
        raise InputError(f"the database in {str(file)!r} is damaged: {faults[0]}")
    if active := active_parts(database):
        raise InputError(f"the database in {str(file)!r} is none of Parley's: it has {active[0]}")
    facts = database_facts(database)
    if (facts.articles, facts.passages) != (manifest.articles, manifest.passages):
        raise InputError(f"{str(file)!r} holds {facts.articles} articles, its manifest says {manifest.articles}")
    Library.in_folder(database.parent).close()  # brings an older schema up to this one


@contextmanager
def _workspace(parent: Path, name: str) -> Iterator[Path]:
    """A folder that only this user can read, gone afterwards; so are those of processes that were killed."""
    try:
        for left in parent.glob(f".{glob.escape(name)}.*"):
            if left.is_dir() and time.time() - left.stat().st_mtime > LEFT_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=f".{name}.", dir=parent) as space:
            yield Path(space)
    except ParleyError:
        raise
    except OSError as error:
        raise StorageError(f"{str(parent)!r} cannot be written to ({error.strerror or error})") from error
