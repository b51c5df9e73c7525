"""Is the library well? A check-list: the articles first, then what is derived from them, then its surroundings.

It changes nothing, works on a library that cannot be opened, and survives indexes that crash their library.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.maintenance.checks import Check, CheckState, Diagnosis, fine, noted, problem, stale
from assistant.maintenance.coverage import passage_faults
from assistant.models.embedding import embedder_of
from assistant.settings import Settings
from index import schema
from index.derived import DerivedIndexes
from index.errors import IndexStale, LibraryError, LibraryMissing
from index.library import Library
from index.probe import Probed, probe_indexes
from index.room import megabytes
from index.shared import SharedIndexes
from index.snapshots import DatabaseFacts, database_facts, database_faults

__all__ = ["Check", "CheckState", "Diagnosis", "examine"]

LITTLE_BYTES = 200_000_000
RESTORE = "restore a backup with `parley restore FILE --force`; the damaged file is kept"
REACH = "make the folder and its files readable and writable: SQLite keeps its log beside the database"


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
    if not settings.places.has_file():
        raise LibraryMissing(f"no library at {str(folder)!r}", hint="run `parley load PATH` first")
    checks = _on_server(settings) if settings.database_url else _in_folder(settings, folder / "articles.db")
    return Diagnosis(library=str(folder), checks=tuple(checks))


def _in_folder(settings: Settings, database: Path) -> Iterator[Check]:
    faults = database_faults(database)
    if faults:
        remedy = REACH if "unable to open" in faults[0] else RESTORE
        yield problem("database", f"{str(database)!r}: {faults[0]}", remedy)
        yield from _surroundings(settings.folder, None)
        return
    yield fine("database", f"{database.stat().st_size / 1e6:,.1f} MB, sound")
    try:
        facts = database_facts(database)
        library = settings.places.library()
    except LibraryError as error:
        yield problem("schema", error.message, error.hint)
        yield from _surroundings(settings.folder, None)
        return
    yield from _opened(settings, library, facts)


def _on_server(settings: Settings) -> Iterator[Check]:
    try:
        library = settings.places.library(create=False)
        facts = DatabaseFacts(schema.VERSION, *library.counts())
        told = library.server()
    except LibraryMissing:
        raise
    except LibraryError as error:
        yield problem("database", error.message, error.hint)
        yield from _surroundings(settings.folder, None)
        return
    yield fine("database", f"{library.place}: {told}")
    yield from _opened(settings, library, facts)


def _opened(settings: Settings, library: Library, facts: DatabaseFacts) -> Iterator[Check]:
    yield fine("schema", f"version {facts.schema_version}")
    fingerprint = settings.index_fingerprint
    indexes = settings.places.indexes(
        library, lambda: embedder_of(settings.embedding, settings.embedding_endpoint), fingerprint
    )
    patient = _Patient(settings.folder, library, indexes, fingerprint, facts, library.writing_now())
    try:
        yield from _articles(patient)
        yield from _derived(patient)
        yield from _surroundings(settings.folder, patient.writer)
    finally:
        indexes.close()
        library.close()


def _articles(patient: _Patient) -> Iterator[Check]:
    yield fine("articles", f"{patient.facts.articles:,} articles, {patient.facts.passages:,} passages")
    found = passage_faults(patient.library)
    if found.outside:
        yield problem(
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
        yield fine("passages", f"in {found.looked_at:,} articles every passage is in place and nothing is left out")


def _derived(patient: _Patient) -> Iterator[Check]:
    try:
        state = patient.indexes.state()
    except IndexStale as error:
        yield stale("indexes", error.message)
        return
    if state is None:
        if isinstance(patient.indexes, SharedIndexes):
            yield noted("indexes", "none in this folder yet; they are made at the first question")
            yield from _server_vectors(patient.indexes, patient.library)
        elif patient.facts.articles:
            yield stale("indexes", "there are none")
        else:
            yield fine("indexes", "none, as there are no articles")
        return
    if state.fingerprint != patient.indexes.fingerprint:
        yield problem(
            "indexes",
            f"made with {state.fingerprint!r}, the settings say {patient.indexes.fingerprint!r}",
            "put the setting back (see `parley settings`), or run `parley rebuild`",
            derived=True,
        )
        return
    if (patient.indexes.folder / state.generation / "writing").exists():
        if patient.writer is None:
            yield stale("indexes", "writing them was cut off")
        else:
            yield Check(name="indexes", state=CheckState.NOTE, detail="they are being written right now")
        return
    yield fine("indexes", f"generation {state.generation}, made with {state.fingerprint}")
    waiting = patient.indexes.lag(patient.library)
    if waiting:
        yield stale("queue", f"{waiting:,} articles wait to be indexed; a load was cut off")
    keywords, vectors = probe_indexes(patient.folder, patient.fingerprint)
    yield _keywords(patient, keywords, waiting)
    if isinstance(patient.indexes, SharedIndexes) and patient.indexes.server is not None:
        yield from _server_vectors(patient.indexes, patient.library)
    else:
        yield _vectors(patient.library, vectors, waiting)


def _keywords(patient: _Patient, probed: Probed, waiting: int) -> Check:
    if probed.problem:
        return stale("keywords", probed.problem)
    found, expected = (probed.articles, probed.passages), (patient.facts.articles, patient.facts.passages)
    detail = f"{found[0]:,} articles, {found[1]:,} passages"
    if found == expected or waiting:
        return fine("keywords", detail)
    return stale("keywords", f"{detail}; the database has {expected[0]:,} and {expected[1]:,}")


def _server_vectors(indexes: SharedIndexes, library: Library) -> Iterator[Check]:
    if indexes.server is None:
        return
    try:
        found = indexes.in_force()
        if found is None:
            if library.counts()[0]:
                yield stale("vectors", f"none on {indexes.server}")
            return
        probed = Probed(ids=frozenset(indexes.vectors().ids()))
    except LibraryError as error:
        yield problem("vectors", error.message, error.hint, derived="rebuild" in error.hint)
        return
    check = _vectors(library, probed, library.changed_since(found.applied))
    yield check.model_copy(update={"detail": f"{indexes.server}, collection {found.collection}: {check.detail}"})


def _vectors(library: Library, probed: Probed, waiting: int) -> Check:
    if probed.problem:
        return stale("vectors", probed.problem)
    expected = {
        passage.id
        for ids in library.ids()
        for portion in library.portions(ids)
        for passages in library.passages(portion).values()
        for passage in passages
    }
    missing, odd = expected - probed.ids, probed.ids - expected
    if waiting or not (missing or odd):
        return fine("vectors", f"{len(probed.ids):,} passages")
    return stale("vectors", f"{len(missing):,} passages have no vector, {len(odd):,} vectors have no passage")


def _surroundings(folder: Path, writer: str | None) -> Iterator[Check]:
    # a machine of a team may have no folder yet
    disk = shutil.disk_usage(next(each for each in (folder, *folder.parents) if each.exists()))
    detail = f"{disk.free / 1e9:,.1f} GB free of {disk.total / 1e9:,.1f}"
    if disk.free < LITTLE_BYTES:
        detail = f"{megabytes(disk.free)} free of {megabytes(disk.total)}"
        yield problem("disk", detail, "make room: a rebuild needs as much as the indexes hold now")
    else:
        yield fine("disk", detail)
    if writer is not None:
        yield Check(name="writer", state=CheckState.NOTE, detail=f"process {writer or 'unknown'} is writing to it")
    else:
        yield fine("writer", "nobody is writing to it")
