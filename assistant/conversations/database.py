"""Where conversations and feedback are kept: `conversations.db` beside the articles, or tables of their own in
a team's database, and never in the articles.

It is made when something is first kept in it. Nothing that happens to it touches an article.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine

from assistant.conversations import schema
from index.database import connect, explained, writing

__all__ = ["FILE_NAME", "ConversationDatabase"]

FILE_NAME = "conversations.db"
SCHEMA = "parley_conversations"
"""Of PostgreSQL."""
SUBJECT = "conversations"
REMEDY = "move that file away; the articles do not need it"


class ConversationDatabase:
    """Opened at its first use, and shared by threads."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        """In a file of the folder, or in PostgreSQL where an address is given."""
        self.path = folder / FILE_NAME
        self._url = database_url
        self._engine: Engine | None = None
        self._opening = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection that sees one state; None when nothing was ever kept.

        Raises: LibraryTooNew, LibraryDamaged, LibraryLocked, StorageError.
        """
        if self._engine is None and not self._url and not self.path.is_file():
            yield None
            return
        engine = self._opened()
        with explained(engine, SUBJECT, REMEDY), engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. Writers wait for each other at its beginning.

        Raises: what `reading` raises.
        """
        engine = self._opened()
        with explained(engine, SUBJECT, REMEDY), writing(engine).begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file; a later use opens it again."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                file = URL.create("sqlite", database=str(self.path))
                engine = connect(self._url or file, tables=SCHEMA)
                with explained(engine, SUBJECT, REMEDY):
                    with engine.connect() as connection:
                        known = schema.current(connection)
                    if not known:
                        with writing(engine).begin() as connection:
                            schema.migrate(connection)
                self._engine = engine
            return self._engine
