"""The indexes derived from the articles: opened, caught up, rebuilt, and never trusted blindly.

They live in a folder of their own generation; `current.json` names the one in force and is switched
in one step. While a generation is being written a file `writing` stands in it: a generation that
still holds one and that nobody writes was cut off in the middle, and its vectors are rebuilt
(Chroma's files do not survive every kill; the articles do).
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.articles import Article, Passage
from index.embedding import Embedder, Vectors
from index.errors import IndexStale, StorageError
from index.keywords import KeywordIndex
from index.library import Library
from index.vectors import VectorIndex

__all__ = ["DerivedIndexes", "IndexState"]

FORMAT = 1
"""Raise it when what is written into the indexes changes."""
BATCH_ARTICLES = 500

Written = Callable[[int], None]
"""Called with the number of articles written so far."""


class IndexState(BaseModel):
    """What `current.json` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    generation: str
    fingerprint: str
    """Of the embedding model, the passages' settings and the format."""
    revision: int = 0
    """Counts the writes, so that an open reader sees that it must open anew."""
    vector_files: dict[str, int] = {}
    """Sizes of Chroma's graph files after the last write."""


class DerivedIndexes:
    """Keyword and vector index of one library folder."""

    def __init__(self, folder: Path, embedder: Callable[[], Embedder], fingerprint: str) -> None:
        """`embedder` is called at the first text that must be embedded.

        `fingerprint` names it and the passages' settings: an index on disk of another one is not used.
        """
        self.folder = folder / "indexes"
        self.fingerprint = f"{fingerprint}/format-{FORMAT}"
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._keywords: KeywordIndex | None = None
        self._vectors: VectorIndex | None = None
        self._opened: IndexState | None = None

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at first use."""
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder

    def state(self) -> IndexState | None:
        """What is in force on disk; None before the first write.

        Raises: IndexStale when it cannot be read.
        """
        path = self.folder / "current.json"
        try:
            return IndexState.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValidationError, OSError) as error:
            raise IndexStale(f"{str(path)!r} cannot be read", hint="run `parley rebuild`") from error

    def close(self) -> None:
        """Let go of all files."""
        if self._vectors is not None:
            self._vectors.close()
        self._keywords = self._vectors = self._opened = None

    # reading

    def keywords(self) -> KeywordIndex:
        """The keyword index in force. Raises: IndexStale when there is none that fits."""
        state = self._fresh_state()
        if self._keywords is None:
            self._keywords = KeywordIndex(self._path(state) / "keywords")
        return self._keywords

    def vectors(self) -> VectorIndex:
        """The vector index in force.

        Raises: IndexStale when it is missing, torn, or being written right now.
        """
        state = self._fresh_state()
        if self._vectors is None:
            path = self._path(state)
            if (path / "writing").exists():
                raise IndexStale(
                    "the vector index is being written or was cut off", hint="run `parley doctor`"
                )
            if not (path / "vectors").is_dir():
                raise IndexStale("the vector index is missing", hint="run `parley rebuild`")
            vectors = VectorIndex(path / "vectors")
            if vectors.file_sizes() != state.vector_files:
                vectors.close()
                raise IndexStale("the vector index is damaged", hint="run `parley rebuild`")
            self._vectors = vectors
        return self._vectors

    def _fresh_state(self) -> IndexState:
        state = self.state()
        if state is None:
            raise IndexStale("there is no index yet", hint="run `parley rebuild`")
        if state.fingerprint != self.fingerprint:
            raise IndexStale(
                f"the index was made with {state.fingerprint!r}, the settings say {self.fingerprint!r}",
                hint="run `parley rebuild` or put the setting back",
            )
        if state != self._opened:
            self.close()
            self._opened = state
        return state

    def _path(self, state: IndexState) -> Path:
        return self.folder / state.generation

    # writing; the caller holds the write lock

    def catch_up(self, library: Library, written: Written = lambda _: None) -> int:
        """Bring the indexes up to the library's queue; returns how many articles that were.

        An index that is missing, cut off or of another make is rebuilt instead.
        Raises: StorageError when the disk is full or read-only; the queue then still holds what is missing.
        """
        waiting = library.queue_length()
        state = self._usable_state()
        if state is None:
            return self.rebuild(library, written)
        if not waiting:
            return 0
        path = self._path(state)
        self.close()
        _mark(path)
        keywords, vectors = KeywordIndex(path / "keywords"), VectorIndex(path / "vectors")
        done = 0
        try:
            while batch := library.queued(BATCH_ARTICLES):
                ids = [article_id for article_id, _ in batch]
                replace = [article_id for article_id, known in batch if known]
                self._write(library, library.get(ids).values(), replace, keywords, vectors)
                library.dequeue(ids)
                done += len(ids)
                written(done)
            self._finish(path, state, vectors)
        finally:
            vectors.close()
        return done

    def rebuild(self, library: Library, written: Written = lambda _: None) -> int:
        """Make both indexes anew from the articles and switch to them; returns how many articles they hold.

        What is in force stays so until the new generation is complete.
        """
        before = self._state_or_none()
        state = IndexState(generation=f"g{time.time_ns():x}", fingerprint=self.fingerprint)
        path = self._path(state)
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise StorageError(f"{str(path)!r} cannot be created ({error.strerror})") from error
        _mark(path)
        keywords, vectors = KeywordIndex(path / "keywords"), VectorIndex(path / "vectors")
        done = 0
        try:
            for articles in library.iterate(BATCH_ARTICLES):
                self._write(library, articles, (), keywords, vectors)
                done += len(articles)
                written(done)
            revision = before.revision if before else 0
            self._finish(path, state.model_copy(update={"revision": revision}), vectors)
        except BaseException:
            vectors.close()
            shutil.rmtree(path, ignore_errors=True)
            raise
        vectors.close()
        library.clear_queue()
        self.close()
        self._remove_all_but(state.generation)
        return done

    def _write(
        self,
        library: Library,
        articles: Iterable[Article],
        replace: Sequence[str],
        keywords: KeywordIndex,
        vectors: VectorIndex,
    ) -> None:
        listed = list(articles)
        passages = library.passages([article.id for article in listed])
        pairs = [(article, passages.get(article.id, [])) for article in listed]
        keywords.write(pairs, replace)
        vectors.write(pairs, self._embed(pairs), replace)

    def _embed(self, pairs: Sequence[tuple[Article, Sequence[Passage]]]) -> Vectors:
        texts = [f"{article.title}\n{passage.text}" for article, passages in pairs for passage in passages]
        return self.embedder.embed(texts)

    def _finish(self, path: Path, state: IndexState, vectors: VectorIndex) -> None:
        sizes = vectors.file_sizes()
        self._switch(state.model_copy(update={"revision": state.revision + 1, "vector_files": sizes}))
        (path / "writing").unlink(missing_ok=True)

    def _switch(self, state: IndexState) -> None:
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

    def _usable_state(self) -> IndexState | None:
        state = self._state_or_none()
        if (
            state is None
            or state.fingerprint != self.fingerprint
            or not (self._path(state) / "vectors").is_dir()
        ):
            return None
        return None if (self._path(state) / "writing").exists() else state

    def _state_or_none(self) -> IndexState | None:
        try:
            return self.state()
        except IndexStale:
            return None

    def _remove_all_but(self, generation: str) -> None:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != generation:
                shutil.rmtree(path, ignore_errors=True)


def _mark(path: Path) -> None:
    """Say on disk, before anything changes, that this generation is being written."""
    try:
        with (path / "writing").open("w", encoding="ascii") as file:
            file.write(str(os.getpid()))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be written to ({error.strerror})") from error
