"""Is the library well? A check-list: the articles first, then what is derived from them, then its surroundings.

It changes nothing, works on a library that cannot be opened, and survives indexes that crash their library.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.maintenance.coverage import passage_faults
from assistant.models.embedding import embedder_of
from assistant.settings import Settings
from index.derived import DerivedIndexes
from index.errors import IndexStale, LibraryError, LibraryMissing
from index.library import Library
from index.locks import lock_holder
from index.probe import Probed, probe_indexes
from index.room import megabytes
from index.snapshots import DatabaseFacts, database_facts, database_faults

__all__ = ["Check", "CheckState", "Diagnosis", "examine"]

LITTLE_BYTES = 200_000_000
REBUILD = "run `parley doctor --repair` (or `parley rebuild`)"
RESTORE = "restore a backup with `parley restore FILE --force`; the damaged file is kept"
REACH = "make the folder and its files readable and writable: SQLite keeps its log beside the database"


class CheckState(StrEnum):
    """How one check came out."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; nothing is wrong."""
    PROBLEM = "problem"


class Check(BaseModel):
    """One line of the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    state: CheckState
    detail: str
    """What was found."""
    remedy: str = ""
    """What to do about it."""
    derived: bool = False
    """Whether rebuilding the indexes mends it."""


class Diagnosis(BaseModel):
    """The whole list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Whether no check found a problem."""
        return all(check.state is not CheckState.PROBLEM for check in self.checks)

    @property
    def repairable(self) -> bool:
        """Whether a rebuild mends something, and the articles it would be made from are sound."""
        problems = [check for check in self.checks if check.state is CheckState.PROBLEM]
        return any(check.derived for check in problems) and all(check.derived for check in problems)


@dataclass(frozen=True, slots=True)
class _Patient:
    """The library under examination."""

    folder: Path
    library: Library
    indexes: DerivedIndexes
    fingerprint: str
    """As the settings have it."""
    facts: DatabaseFacts
    writer: str | None
    """Who is writing to it right now."""


def examine(settings: Settings) -> Diagnosis:
    """Go through the list. Raises: LibraryMissing when there is no library."""
    folder = settings.folder
    database = folder / "articles.db"
    if not database.is_file():
        raise LibraryMissing(f"no library at {str(folder)!r}", hint="run `parley load PATH` first")
    return Diagnosis(library=str(folder), checks=tuple(_checks(settings, folder, database)))


def _checks(settings: Settings, folder: Path, database: Path) -> Iterator[Check]:
    faults = database_faults(database)
    if faults:
        remedy = REACH if "unable to open" in faults[0] else RESTORE
        yield _problem("database", f"{str(database)!r}: {faults[0]}", remedy)
        yield from _surroundings(folder, None)
        return
    yield _fine("database", f"{database.stat().st_size / 1e6:,.1f} MB, sound")
    try:
        facts = database_facts(database)
        library = Library.in_folder(folder)
    except LibraryError as error:
        yield _problem("schema", error.message, error.hint)
        yield from _surroundings(folder, None)
        return
    yield _fine("schema", f"version {facts.schema_version}")
    fingerprint = settings.index_fingerprint
    indexes = DerivedIndexes(folder, lambda: embedder_of(settings.embedding, settings.embedding_endpoint), fingerprint)
    patient = _Patient(folder, library, indexes, fingerprint, facts, lock_holder(folder))
    try:
        yield from _articles(patient)
        yield from _derived(patient)
        yield from _surroundings(folder, patient.writer)
    finally:
        library.close()


def _articles(patient: _Patient) -> Iterator[Check]:
    yield _fine("articles", f"{patient.facts.articles:,} articles, {patient.facts.passages:,} passages")
    found = passage_faults(patient.library)
    if found.outside:
        yield _problem(
            "passages",
            f"{len(found.outside):,} articles have passages outside their text, such as {found.outside[0]!r}",
            "remove those articles and load them again",
        )
    elif found.uncovered:
        yield Check(
            name="passages",
            state=CheckState.NOTE,
            detail=f"{len(found.uncovered):,} of {found.looked_at:,} articles have text in no passage, "
            f"such as {found.uncovered[0]!r}: it was set aside by other rules than today's",
            remedy="to have it searched, remove those articles and load them again",
        )
    else:
        yield _fine("passages", f"in {found.looked_at:,} articles every passage is in place and nothing is left out")


def _derived(patient: _Patient) -> Iterator[Check]:
    try:
        state = patient.indexes.state()
    except IndexStale as error:
        yield _stale("indexes", error.message)
        return
    if state is None:
        if patient.facts.articles:
            yield _stale("indexes", "there are none")
        else:
            yield _fine("indexes", "none, as there are no articles")
        return
    if state.fingerprint != patient.indexes.fingerprint:
        yield _problem(
            "indexes",
            f"made with {state.fingerprint!r}, the settings say {patient.indexes.fingerprint!r}",
            "put the setting back (see `parley settings`), or run `parley rebuild`",
            derived=True,
        )
        return
    if (patient.indexes.folder / state.generation / "writing").exists():
        if patient.writer is None:
            yield _stale("indexes", "writing them was cut off")
        else:
            yield Check(name="indexes", state=CheckState.NOTE, detail="they are being written right now")
        return
    yield _fine("indexes", f"generation {state.generation}, made with {state.fingerprint}")
    waiting = patient.indexes.lag(patient.library)
    if waiting:
        yield _stale("queue", f"{waiting:,} articles wait to be indexed; a load was cut off")
    keywords, vectors = probe_indexes(patient.folder, patient.fingerprint)
    yield _keywords(patient, keywords, waiting)
    yield _vectors(patient, vectors, waiting)


def _keywords(patient: _Patient, probed: Probed, waiting: int) -> Check:
    if probed.problem:
        return _stale("keywords", probed.problem)
    found, expected = (probed.articles, probed.passages), (patient.facts.articles, patient.facts.passages)
    detail = f"{found[0]:,} articles, {found[1]:,} passages"
    if found == expected or waiting:
        return _fine("keywords", detail)
    return _stale("keywords", f"{detail}; the database has {expected[0]:,} and {expected[1]:,}")


def _vectors(patient: _Patient, probed: Probed, waiting: int) -> Check:
    if probed.problem:
        return _stale("vectors", probed.problem)
    expected = {
        passage.id
        for ids in patient.library.ids()
        for portion in patient.library.portions(ids)
        for passages in patient.library.passages(portion).values()
        for passage in passages
    }
    missing, odd = expected - probed.ids, probed.ids - expected
    if waiting or not (missing or odd):
        return _fine("vectors", f"{len(probed.ids):,} passages")
    return _stale("vectors", f"{len(missing):,} passages have no vector, {len(odd):,} vectors have no passage")


def _surroundings(folder: Path, writer: str | None) -> Iterator[Check]:
    disk = shutil.disk_usage(folder)
    detail = f"{disk.free / 1e9:,.1f} GB free of {disk.total / 1e9:,.1f}"
    if disk.free < LITTLE_BYTES:
        detail = f"{megabytes(disk.free)} free of {megabytes(disk.total)}"
        yield _problem("disk", detail, "make room: a rebuild needs as much as the indexes hold now")
    else:
        yield _fine("disk", detail)
    if writer is not None:
        yield Check(name="writer", state=CheckState.NOTE, detail=f"process {writer or 'unknown'} is writing to it")
    else:
        yield _fine("writer", "nobody is writing to it")


def _fine(name: str, detail: str) -> Check:
    return Check(name=name, state=CheckState.OK, detail=detail)


def _stale(name: str, detail: str) -> Check:
    return _problem(name, detail, REBUILD, derived=True)


def _problem(name: str, detail: str, remedy: str, *, derived: bool = False) -> Check:
    return Check(name=name, state=CheckState.PROBLEM, detail=detail, remedy=remedy, derived=derived)
