"""Where the parts of a library are: all in one folder, or articles and vectors on servers for a team."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index.chroma_server import ChromaServer, ChromaSettings
from index.derived import DerivedIndexes
from index.embedding import Embedder
from index.errors import LibraryMissing, StorageError
from index.library import Library
from index.shared import SharedIndexes

__all__ = ["Places"]

FILE_NAME = "articles.db"


class Places(BaseModel):
    """What opening a library needs to know."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    """Of the articles, where no server has them, and of what is derived here."""
    database_url: str = ""
    """PostgreSQL's, for the articles; empty for a file in the folder."""
    chroma: ChromaSettings = ChromaSettings()

    @property
    def shared(self) -> bool:
        """Whether a server has a part of it."""
        return bool(self.database_url or self.chroma.url)

    def has_file(self) -> bool:
        """Whether there is a library in the folder; always where the articles are on a server.

        Raises: StorageError when the folder may not be looked into.
        """
        try:
            return bool(self.database_url) or (self.folder / FILE_NAME).is_file()
        except OSError as error:
            raise StorageError(
                f"{str(self.folder)!r} cannot be read ({error.strerror})", hint="permit it, or give another --library"
            ) from error

    def library(self, *, create: bool = True) -> Library:
        """Open the articles. Raises: LibraryMissing when there are none and `create` is off; as `Library` does."""
        if self.database_url:
            return Library(self.database_url, create=create)
        if not create and not self.has_file():
            raise LibraryMissing(f"no library at {str(self.folder)!r}", hint="run `parley load PATH` first")
        return Library.in_folder(self.folder)

    def indexes(self, library: Library, embedder: Callable[[], Embedder], fingerprint: str) -> DerivedIndexes:
        """What is derived from these articles; nothing is opened yet."""
        if not self.shared:
            return DerivedIndexes(self.folder, embedder, fingerprint)
        server = ChromaServer(self.chroma) if self.chroma.url else None
        return SharedIndexes(self.folder, library, embedder, fingerprint, server)
