"""What a library holds, in numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index.derived import DerivedIndexes
from index.errors import IndexStale
from index.library import Library

__all__ = ["LibraryStats", "folder_bytes", "library_stats"]


class LibraryStats(BaseModel):
    """Counts and sizes of one library."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    """Its folder."""
    articles: int
    passages: int
    stories: int
    """Articles, copies of one another counted once."""
    undated: int
    first: date | None
    last: date | None
    """The earliest and latest publication day."""
    sources: dict[str, int]
    """Articles by outlet, most first; the empty string for those that name none."""
    waiting: int
    """Articles that the indexes lag behind."""
    index: str
    """What the indexes were made with; empty when there are none."""
    database_bytes: int
    index_bytes: int


def library_stats(folder: Path, library: Library, indexes: DerivedIndexes) -> LibraryStats:
    """Count what is in the library of this folder."""
    articles, passages = library.counts()
    span = library.span()
    try:
        state = indexes.state()
    except IndexStale:
        state = None
    return LibraryStats(
        library=str(folder),
        articles=articles,
        passages=passages,
        stories=library.story_count(),
        undated=span.undated,
        first=span.first,
        last=span.last,
        sources=library.sources(),
        waiting=indexes.lag(library),
        index=state.fingerprint if state else "",
        database_bytes=library.size_bytes(),
        index_bytes=folder_bytes(indexes.folder),
    )


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder; 0 when it is not there."""
    return sum(_size(path) for path in folder.rglob("*"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # gone in between
        return 0
