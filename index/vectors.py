"""The passages' vectors in Chroma. The only module that knows Chroma.

It holds ids, vectors and the numbers to filter by; never the text, and never an embedding function
(Chroma's own would fetch a model from the network). The collection is derived: it can be deleted.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.articles import Article, Passage
from index.embedding import Vectors
from index.errors import IndexStale, StorageError
from index.filters import UNDATED, SearchFilter, day_range, source_key

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

__all__ = ["VectorIndex"]

BATCH = 5000
"""Chroma refuses more than 5,461 records a call; adding is fastest near that (FAULTS: 1,868 a second)."""


class VectorIndex:
    """One Chroma collection in a folder, by cosine distance."""

    def __init__(self, folder: Path) -> None:
        """Open or create. Raises: IndexStale when Chroma cannot read what is there."""
        import chromadb
        from chromadb.config import Settings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        try:
            settings = Settings(anonymized_telemetry=False, allow_reset=False)
            self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._collection: Collection = self._client.get_or_create_collection(
                "passages",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "batch_size": BATCH, "sync_threshold": BATCH}},
            )
            self._collection.count()
        except Exception as error:
            raise IndexStale(
                f"the vector index at {str(folder)!r} cannot be read", hint="run `parley rebuild`"
            ) from error

    def close(self) -> None:
        """Let go of the files. Chroma keeps a client per path for the process otherwise."""
        self._client.close()

    def write(
        self,
        articles: Iterable[tuple[Article, Sequence[Passage]]],
        vectors: Vectors,
        replace: Sequence[str] = (),
    ) -> None:
        """Add passages with their vectors, row by row in the same order; ids in `replace` are emptied first.

        `vectors` has shape (passages of all articles, dimensions).
        Raises: StorageError when the disk is full or the files cannot be written.
        """
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
                self._collection.delete(where=_one_of("article", replace[first : first + 500]))
            for first in range(0, len(ids), BATCH):
                rows = slice(first, first + BATCH)
                self._collection.upsert(ids=ids[rows], embeddings=vectors[rows], metadatas=metadatas[rows])  # type: ignore[arg-type]
        except Exception as error:
            raise StorageError(
                f"the vector index at {str(self.folder)!r} cannot be written: {error}",
                hint="check the disk and run `parley rebuild`",
            ) from error

    def search(self, vector: Vectors, limit: int, where: SearchFilter) -> dict[str, float]:
        """Cosine similarities (-1 to 1) by passage id, at most `limit`, best first.

        Raises: IndexStale when Chroma cannot read its files, or they were replaced a moment ago.
        """
        try:
            limit = min(limit, self._collection.count())
            if limit == 0 or not vector.any():
                return {}
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=limit, where=_clauses(where), include=["distances"]
            )
        except Exception as error:
            raise IndexStale(
                f"the vector index at {str(self.folder)!r} cannot be searched: {error}", hint="run `parley rebuild`"
            ) from error
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return {passage_id: 1.0 - float(distance) for passage_id, distance in zip(ids, distances, strict=True)}

    def count(self) -> int:
        """Passages in the collection."""
        return self._collection.count()

    def ids(self) -> set[str]:
        """Ids of all passages."""
        return set(self._collection.get(include=[])["ids"])


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
