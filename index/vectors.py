"""The passages' vectors in Chroma, in a folder or on a server.

It holds ids, vectors and the numbers to filter by; never the text, and never an embedding function
(Chroma's own would fetch a model from the network). The collection is derived: it can be deleted.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.articles import Article, Passage
from index.chroma_server import ChromaServer
from index.embedding import Vectors
from index.errors import IndexStale, LibraryUnreachable, StorageError
from index.filters import UNDATED, SearchFilter, day_range, source_key
from index.kept_vectors import KeptVectors

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

__all__ = ["VectorIndex"]

Result = TypeVar("Result")

BATCH = 5000
"""Chroma refuses more than 5,461 records a call; adding is fastest near that (FAULTS: 1,868 a second)."""
MOST_NAMED, MOST_NAMED_OVER_HTTP = 8000, 1000
"""Passages that a search is told by name at most; a server is sent their names first."""
MOST_COMPARED = 2000
"""So many are read and compared one by one, 25 microseconds each, sooner than Chroma finds its way among them."""
MOST_KEPT = 20_000
"""Of those that were read, for the next question about the same days: 20 MB of the default model's."""


class VectorIndex:
    """One Chroma collection, by cosine distance."""

    def __init__(self, collection: Collection, place: str, close: Callable[[], None], server: ChromaServer | None):
        self._collection = collection
        self._place = place
        self._server = server
        self._batch = min(BATCH, server.largest_batch()) if server else BATCH
        self._counted: int | None = None
        self._kept = KeptVectors(self._read, MOST_KEPT)
        self.most_named = MOST_NAMED_OVER_HTTP if server else MOST_NAMED
        """Passages that a search is best told one by one, at most."""
        self.close = close
        """Let go of the files or connections."""

    @classmethod
    def in_folder(cls, folder: Path) -> VectorIndex:
        """Open or create. Raises: IndexStale when Chroma cannot read what is there."""
        import chromadb
        from chromadb.config import Settings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            settings = Settings(anonymized_telemetry=False, allow_reset=False)
            client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
            collection: Collection = client.get_or_create_collection(
                "passages",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "batch_size": BATCH, "sync_threshold": BATCH}},
            )
            collection.count()
        except Exception as error:
            raise IndexStale(
                f"the vector index at {str(folder)!r} cannot be read", hint="run `parley rebuild`"
            ) from error
        # Chroma keeps a client per path for the process otherwise
        return cls(collection, f"the vector index at {str(folder)!r}", client.close, None)

    @classmethod
    def on_server(cls, server: ChromaServer, name: str, *, create: bool = False) -> VectorIndex:
        """A collection of the server; its connections stay open for others.

        Raises: IndexStale when it is not there and `create` is off; LibraryUnreachable.
        """
        collection = server.create(name) if create else server.collection(name)
        return cls(collection, str(server), lambda: None, server)

    def write(
        self,
        articles: Iterable[tuple[Article, Sequence[Passage]]],
        vectors: Vectors,
        replace: Sequence[str] = (),
    ) -> None:
        """Add passages with their vectors, row by row in the same order; ids in `replace` are emptied first.

        `vectors` has shape (passages of all articles, dimensions).
        Raises: StorageError when the disk is full or the files cannot be written; LibraryUnreachable.
        """
        self._counted = None
        self._kept.forget()
        ids: list[str] = []
        metadatas: list[dict[str, Any]] = []
        for article, passages in articles:
            published_from, published_to = day_range(article.published)
            for passage in passages:
                ids.append(passage.id)
                metadatas.append(
                    {
                        "article": article.id,
                        "published_from": published_from,
                        "published_to": published_to,
                        "source": source_key(article.source),
                    }
                )
        try:
            for first in range(0, len(replace), 500):
                gone = _one_of("article", replace[first : first + 500])
                self._writing(lambda gone=gone: self._collection.delete(where=gone))  # type: ignore[misc]
            for first in range(0, len(ids), self._batch):
                rows = slice(first, first + self._batch)
                self._writing(
                    lambda rows=rows: self._collection.upsert(  # type: ignore[misc]
                        ids=ids[rows], embeddings=vectors[rows], metadatas=metadatas[rows]
                    )
                )
        except LibraryUnreachable:
            raise
        except Exception as error:
            raise StorageError(
                f"{self._place} cannot be written: {error}", hint="check the disk and run `parley rebuild`"
            ) from error

    def search(
        self, vector: Vectors, limit: int, where: SearchFilter, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Cosine similarities (-1 to 1) by passage id, at most `limit`, best first; `among` names those to choose from.

        Raises: IndexStale when Chroma cannot read its files, they were replaced a moment ago, or its server
        does not answer.
        """
        try:
            limit = min(limit, self._size() if among is None else len(among))
            if limit == 0 or not vector.any():
                return {}
            named = list(among) if among is not None else None
            if named is not None and len(named) <= MOST_COMPARED and self._server is None:
                return self._compared(vector, limit, named)
            found = self._reading(
                lambda: self._collection.query(
                    query_embeddings=[vector.tolist()],
                    ids=named,
                    n_results=limit,
                    where=_clauses(where),
                    include=["distances"],
                )
            )
        except LibraryUnreachable as error:
            raise IndexStale(error.message, hint=error.hint) from error
        except IndexStale:
            raise
        except Exception as error:
            raise IndexStale(f"{self._place} cannot be searched: {error}", hint="run `parley rebuild`") from error
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return {passage_id: 1.0 - float(distance) for passage_id, distance in zip(ids, distances, strict=True)}

    def _compared(self, vector: Vectors, limit: int, named: list[str]) -> dict[str, float]:
        """The same by comparing with each: its graph serves Chroma badly where few of its passages count."""
        found = self._kept.similarities(vector, named)
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:limit])

    def _read(self, ids: list[str]) -> tuple[list[str], Vectors]:
        found = self._collection.get(ids=ids, include=["embeddings"])
        there = found["ids"]
        return there, np.asarray(found["embeddings"], dtype=np.float32) if there else np.zeros((0, 0), dtype=np.float32)

    def count(self) -> int:
        """Passages in the collection."""
        return self._reading(self._collection.count)

    def _size(self) -> int:
        """The count, asked of a folder once until this index writes: what is written beside it is opened anew."""
        if self._server is not None:
            return self.count()
        if self._counted is None:
            self._counted = self.count()
        return self._counted

    def ids(self) -> set[str]:
        """Ids of all passages."""
        if self._server is None:
            return set(self._collection.get(include=[])["ids"])
        found: set[str] = set()
        while page := self._page(len(found)):
            found.update(page)
        return found

    def _page(self, offset: int) -> list[str]:
        return self._reading(lambda: self._collection.get(include=[], limit=self._batch, offset=offset))["ids"]

    def _reading(self, call: Callable[[], Result]) -> Result:
        return self._server.reading(lambda _: call()) if self._server else call()

    def _writing(self, call: Callable[[], Result]) -> Result:
        return self._server.writing(lambda _: call()) if self._server else call()


def _clauses(where: SearchFilter) -> Any:
    clauses: list[dict[str, Any]] = []
    if where.dated:
        latest = where.not_after.toordinal() if where.not_after else UNDATED - 1
        clauses.append({"published_to": {"$lte": latest}})
    if where.window and where.window.last:
        clauses.append({"published_from": {"$lte": where.window.last.toordinal()}})
    if where.window and where.window.first:
        clauses.append({"published_to": {"$gte": where.window.first.toordinal()}})
    if where.sources:
        clauses.append(_one_of("source", [source_key(source) for source in where.sources]))
    if len(clauses) > 1:
        return {"$and": clauses}
    return clauses[0] if clauses else None


def _one_of(field: str, values: Sequence[str]) -> Any:
    return {field: {"$in": list(values)}}
