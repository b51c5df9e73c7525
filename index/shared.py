"""The derived indexes of a library that several processes and machines share.

Each of them has keywords in a folder of its own, made from the database and kept up with it; vectors stand on a
Chroma server for all, written by whoever loads, or else in each folder. The database says which collection is in
force, so that a new one is switched to in one step.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.chroma_server import ChromaServer
from index.derived import DerivedIndexes, NoVectors, Written
from index.embedding import Embedder
from index.errors import IndexStale, LibraryError, LibraryLocked, LibraryUnreachable
from index.generations import IndexState
from index.library import Changed, Library
from index.locks import write_lock
from index.vectors import VectorIndex

__all__ = ["SharedIndexes", "VectorsInForce"]

logger = logging.getLogger(__name__)

NOTE = "vectors"
POLL_S = 1.0
"""How often a process that answers looks whether articles changed: what one loads, all find soon after."""
FIRST_S = 600.0
"""How long a process waits for another on the same folder that makes its first index."""
BATCH_ARTICLES = 500


class VectorsInForce(BaseModel):
    """What the database says of the vectors on the server."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    collection: str
    fingerprint: str
    """As in `index.generations.IndexState`."""
    applied: int
    """The library's revision that they hold."""
    writing: bool = False
    """Whether some articles of later revisions may stand in it already."""


class SharedIndexes(DerivedIndexes):
    """Keywords here, vectors on a server where there is one. Follows the database once it was asked something."""

    def __init__(
        self,
        folder: Path,
        library: Library,
        embedder: Callable[[], Embedder],
        fingerprint: str,
        server: ChromaServer | None,
    ) -> None:
        """`embedder` and `fingerprint` as `DerivedIndexes` takes them."""
        super().__init__(folder, embedder, fingerprint)
        self.server = server
        self._library = library
        self._on_server: tuple[str, VectorIndex] | None = None
        self._ended = threading.Event()
        self._follower: threading.Thread | None = None

    def close(self) -> None:
        """Stop following, and let go of files and connections."""
        self._ended.set()
        if self._follower is not None:
            self._follower.join()
        self._follower, self._on_server = None, None
        super().close()
        if self.server is not None:
            self.server.close()

    # reading

    def in_force(self) -> VectorsInForce | None:
        """What stands on the server; None before the first write. Raises: IndexStale when it cannot be read."""
        told = self._library.note(NOTE)
        try:
            return VectorsInForce.model_validate_json(told) if told else None
        except ValidationError as error:
            raise IndexStale("the note of the vectors cannot be read", hint="run `parley rebuild`") from error

    def vectors(self) -> VectorIndex:
        """The vectors in force. Raises: IndexStale when they are missing, of another make, or not to be reached."""
        if self.server is None:
            return super().vectors()
        found = self.in_force()
        if found is None:
            raise IndexStale("the articles have no vectors on the server yet", hint="run `parley rebuild`")
        if found.fingerprint != self.fingerprint:
            raise self._other_make(found)
        with self._opening:
            if self._on_server is None or self._on_server[0] != found.collection:
                try:
                    self._on_server = found.collection, VectorIndex.on_server(self.server, found.collection)
                except LibraryUnreachable as error:
                    raise IndexStale(error.message, hint=error.hint) from error
            return self._on_server[1]

    def lag(self, library: Library) -> int:
        """How many articles the keywords here or the vectors have not caught up with."""
        here = super().lag(library)
        if self.server is None:
            return here
        found = self.in_force()
        return max(here, library.changed_since(found.applied) if found else library.counts()[0])

    def check_make(self) -> None:
        """As of `DerivedIndexes`; with a server its vectors count, since keywords alone are soon made anew."""
        if self.server is None:
            super().check_make()
            return
        found = self.in_force()
        if found is not None and found.fingerprint.rpartition("/")[0] != self.fingerprint.rpartition("/")[0]:
            raise self._other_make(found)

    def _fresh_state(self) -> IndexState:
        if self._follower is None:
            with self._opening:
                if self._follower is None:
                    self._follow()
                    self._ended.clear()
                    self._follower = threading.Thread(target=self._keep_following, name="parley-follow", daemon=True)
                    self._follower.start()
        return super()._fresh_state()

    # writing; the caller of `catch_up`, `rebuild` and `discard` is the library's one writer

    def discard(self) -> None:
        """Put no index in force."""
        super().discard()
        if self.server is not None:
            self._library.set_note(NOTE, "")

    def catch_up(self, library: Library, written: Written = lambda _: None) -> int:
        """Bring the vectors for all and the keywords here up to the library; returns how many articles that were."""
        on_server = self._catch_up_server(library, written) if self.server is not None else 0
        with write_lock(self.folder_made(), wait_s=FIRST_S):
            return max(super().catch_up(library, written if self.server is None else lambda _: None), on_server)

    def rebuild(self, library: Library, written: Written = lambda _: None) -> int:
        """Make the vectors for all and the keywords here anew; the others go on with theirs."""
        if self.server is not None:
            self._rebuild_server(library, written)
        with write_lock(self.folder_made(), wait_s=FIRST_S):
            return super().rebuild(library, written if self.server is None else lambda _: None)

    def folder_made(self) -> Path:
        """The folder of the indexes, made when it is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder

    def _follow(self) -> None:
        """Make the indexes of this folder anew, or bring them up to the database."""
        state = self._usable_state()
        revision = self._library.revision()
        if (state is not None and state.applied == revision) or not revision:
            return
        try:
            with write_lock(self.folder_made(), wait_s=0 if state is not None else FIRST_S):
                super().catch_up(self._library)
        except LibraryLocked:
            if state is None:
                raise
            # another process of this folder does it

    def _keep_following(self) -> None:
        said = ""
        while not self._ended.wait(POLL_S):
            try:
                self._follow()
                said = ""
            except LibraryError as error:
                if str(error) != said:
                    logger.warning("articles that others load are not found here: %s", error)
                said = str(error)

    def _usable_state(self) -> IndexState | None:
        state = super()._usable_state()
        # a database that was put back to an earlier day
        return None if state is not None and state.applied > self._library.revision() else state

    def _may_hold(self, change: Changed, state: IndexState) -> bool:  # noqa: ARG002
        # what was read for revision n may be of n + 1 already, as others write meanwhile
        return True

    def _identity(self) -> str:
        return self._library.note("identity")

    def _vectors_to_write(self, folder: Path) -> VectorIndex | NoVectors:
        return NoVectors() if self.server is not None else super()._vectors_to_write(folder)

    def _catch_up_server(self, library: Library, written: Written) -> int:
        found = self.in_force()
        if found is None or found.fingerprint != self.fingerprint:
            return self._rebuild_server(library, written)
        revision = library.revision()
        if found.applied == revision and not found.writing:
            return 0
        assert self.server is not None
        try:
            index = VectorIndex.on_server(self.server, found.collection)
        except IndexStale:
            return self._rebuild_server(library, written)
        self._put_in_force(found.model_copy(update={"writing": True}))
        done = 0
        for batch in library.changes(found.applied, BATCH_ARTICLES):
            known = {each.article_id for each in batch if found.writing or each.first <= found.applied}
            for ids in library.portions([each.article_id for each in batch]):
                pairs = library.with_passages(ids)
                index.write(pairs, self._embed(pairs), [each for each in ids if each in known])
                done += len(ids)
                written(done)
        self._put_in_force(found.model_copy(update={"applied": revision, "writing": False}))
        return done

    def _rebuild_server(self, library: Library, written: Written) -> int:
        assert self.server is not None
        prefix = f"parley-{self._identity()[:12]}-"
        name = f"{prefix}{time.time_ns():x}"
        revision = library.revision()
        index = VectorIndex.on_server(self.server, name, create=True)
        done = 0
        for ids in library.ids(BATCH_ARTICLES):
            for portion in library.portions(ids):
                pairs = library.with_passages(portion)
                index.write(pairs, self._embed(pairs))
                done += len(portion)
                written(done)
        self._put_in_force(VectorsInForce(collection=name, fingerprint=self.fingerprint, applied=revision))
        self.server.drop_all_but(name, prefix)
        return done

    def _put_in_force(self, found: VectorsInForce) -> None:
        self._library.set_note(NOTE, found.model_dump_json())
