"""The indexes derived from the articles: opened, caught up, rebuilt, and never trusted blindly.

They live in a folder of their own generation (`index.generations`). One that is marked as being written and that
nobody writes was cut off in the middle, and its vectors are rebuilt (Chroma's files do not survive every kill; the
articles do).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index.articles import Article, Passage
from index.embedding import Embedder, Vectors
from index.errors import IndexStale, StorageError
from index.generations import Generations, IndexState
from index.keywords import KeywordIndex
from index.library import Changed, Library
from index.memory import give_back
from index.room import require_room
from index.vectors import VectorIndex

__all__ = ["DerivedIndexes", "Made", "NoVectors", "Written", "texts_to_embed"]

FORMAT = 1
"""Raise it when what is written into the indexes changes."""
BATCH_ARTICLES = 500
PORTION_LETTERS = 2_500_000
"""Of the articles that are in memory at once, about."""

Written = Callable[[int], None]
"""Called with the number of articles written so far."""


class Made(Protocol):
    """What knows by which settings it was made."""

    @property
    def fingerprint(self) -> str: ...  # noqa: D102


class NoVectors:
    """Stands where a folder has keywords alone."""

    def close(self) -> None:
        """There is nothing to let go of."""


class DerivedIndexes:
    """Keyword and vector index of one library folder."""

    def __init__(self, folder: Path, embedder: Callable[[], Embedder], fingerprint: str) -> None:
        """`embedder` is called at the first text that must be embedded.

        `fingerprint` names it and the passages' settings: an index on disk of another one is not used.
        """
        self.folder = folder / "indexes"
        self._generations = Generations(self.folder)
        self.fingerprint = f"{fingerprint}/format-{FORMAT}"
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._keywords: KeywordIndex | None = None
        self._vectors: VectorIndex | None = None
        self._opened: IndexState | None = None
        self._opening = threading.RLock()

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at first use."""
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder

    def use(self, embedder: Embedder) -> None:
        """Embed with this from now on; it makes the same vectors."""
        self._embedder = embedder

    def state(self) -> IndexState | None:
        """What is in force on disk; None before the first write.

        Raises: IndexStale when it cannot be read.
        """
        return self._generations.state()

    def close(self) -> None:
        """Let go of all files."""
        self._let_go()

    def _let_go(self) -> None:
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()
            self._keywords = self._vectors = self._opened = None

    # reading

    def keywords(self) -> KeywordIndex:
        """The keyword index in force. Raises: IndexStale when it is missing, damaged or of another make."""
        with self._opening:
            state = self._fresh_state()
            if self._keywords is None:
                self._keywords = KeywordIndex(self._generations.check_keywords(state))
            return self._keywords

    def vectors(self) -> VectorIndex:
        """The vector index in force.

        Raises: IndexStale when it is missing, torn, or being written right now.
        """
        with self._opening:
            state = self._fresh_state()
            if self._vectors is None:
                self._vectors = VectorIndex.in_folder(self._generations.check_vectors(state))
            return self._vectors

    def lag(self, library: Library) -> int:
        """How many articles the indexes have not caught up with."""
        state = self._generations.state_or_none()
        return library.changed_since(state.applied) if state is not None else library.counts()[0]

    def check_make(self) -> None:
        """Before articles are added: an index of another model is replaced only where that is asked for.

        Raises: IndexStale when what is in force was made by other settings; an older format is no matter.
        """
        state = self._generations.state_or_none()
        if state is not None and state.fingerprint.rpartition("/")[0] != self.fingerprint.rpartition("/")[0]:
            raise self._other_make(state)

    def _other_make(self, state: Made) -> IndexStale:
        return IndexStale(
            f"the index was made with {state.fingerprint!r}, the settings say {self.fingerprint!r}",
            hint="run `parley rebuild` or put the setting back",
        )

    def _fresh_state(self) -> IndexState:
        state = self.state()
        if state is None:
            raise IndexStale(
                "the articles are not in any index yet", hint="give the load command again, or run `parley rebuild`"
            )
        if state.fingerprint != self.fingerprint:
            raise self._other_make(state)
        if state != self._opened:
            self._let_go()
            self._opened = state
        return state

    # writing; the caller holds the write lock

    def discard(self) -> None:
        """Put no index in force: the next `catch_up` or `rebuild` makes them anew."""
        self._let_go()
        self._generations.discard()

    def catch_up(self, library: Library, written: Written = lambda _: None) -> int:
        """Bring the indexes up to the library's last revision; returns how many articles that were.

        An index that is missing, cut off or of another make is rebuilt instead.
        Raises: StorageError when the disk is full or read-only.
        """
        state = self._usable_state()
        if state is None:
            return self._rebuild(library, written)
        revision = library.revision()
        if revision == state.applied:
            return 0
        self._let_go()
        self._generations.mark(state)
        keywords, vectors = self._open_to_write(state)
        done = 0
        try:
            for batch in library.changes(state.applied, BATCH_ARTICLES):
                known = {each.article_id for each in batch if self._may_hold(each, state)}
                for ids in library.portions([each.article_id for each in batch], PORTION_LETTERS):
                    replace = [article_id for article_id in ids if article_id in known]
                    self._write(library.with_passages(ids), replace, keywords, vectors)
                    done += len(ids)
                    written(done)
        finally:
            vectors.close()
        self._generations.switch(state.model_copy(update={"applied": revision}))
        self._generations.unmark(state)
        return done

    def rebuild(self, library: Library, written: Written = lambda _: None) -> int:
        """Make both indexes anew from the articles and switch to them; returns how many articles they hold.

        What is in force stays so until the new generation is complete.
        """
        return self._rebuild(library, written)

    def _rebuild(self, library: Library, written: Written) -> int:
        before = self._generations.state_or_none()
        state = IndexState(
            generation=f"g{time.time_ns():x}",
            fingerprint=self.fingerprint,
            applied=library.revision(),
            library=self._identity(),
        )
        require_room(self.folder, self._size_of_a_rebuild(before), "rebuilding the indexes")
        self._generations.make(state)
        done = 0
        try:
            self._generations.mark(state)
            keywords, vectors = self._open_to_write(state)
            try:
                for ids in library.ids(BATCH_ARTICLES):
                    for portion in library.portions(ids, PORTION_LETTERS):
                        self._write(library.with_passages(portion), (), keywords, vectors)
                        done += len(portion)
                        written(done)
            finally:
                vectors.close()
            self._generations.switch(state.model_copy(update={"revision": before.revision if before else 0}))
        except BaseException:
            self._generations.remove(state)
            raise
        self._generations.unmark(state)
        self._let_go()
        self._generations.remove_all_but(state)
        return done

    def _size_of_a_rebuild(self, before: IndexState | None) -> int:
        """About how many bytes the indexes will take: as many as now, or as the articles do."""
        if before is not None and before.files:
            return sum(before.files.values())
        articles = self.folder.parent / "articles.db"
        return articles.stat().st_size if articles.is_file() else 0

    def _may_hold(self, change: Changed, state: IndexState) -> bool:
        """Whether something of the article may stand in the indexes already."""
        return change.first <= state.applied

    def _identity(self) -> str:
        """Of the library, where another one's indexes may lie in the folder."""
        return ""

    def _open_to_write(self, state: IndexState) -> tuple[KeywordIndex, VectorIndex | NoVectors]:
        path = self._generations.path(state)
        try:
            return KeywordIndex(path / "keywords"), self._vectors_to_write(path / "vectors")
        except (IndexStale, OSError) as error:
            raise StorageError(f"the indexes at {str(path)!r} cannot be written: {error.__cause__ or error}") from error

    def _vectors_to_write(self, folder: Path) -> VectorIndex | NoVectors:
        return VectorIndex.in_folder(folder)

    def _write(
        self,
        pairs: Sequence[tuple[Article, Sequence[Passage]]],
        replace: Sequence[str],
        keywords: KeywordIndex,
        vectors: VectorIndex | NoVectors,
    ) -> None:
        keywords.write(pairs, replace)
        give_back()
        if isinstance(vectors, VectorIndex):
            vectors.write(pairs, self._embed(pairs), replace)
        give_back()

    def _embed(self, pairs: Sequence[tuple[Article, Sequence[Passage]]]) -> Vectors:
        texts = [text for article, passages in pairs for text in texts_to_embed(article, passages)]
        return self.embedder.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)

    def _usable_state(self) -> IndexState | None:
        state = self._generations.state_or_none()
        if state is None or state.fingerprint != self.fingerprint or state.library != self._identity():
            return None
        return state if self._generations.whole(state) else None


def texts_to_embed(article: Article, passages: Sequence[Passage]) -> list[str]:
    """A passage is embedded with its article's title."""
    return [f"{article.title}\n{passage.text}" for passage in passages]
