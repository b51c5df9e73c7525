"""The articles' database: the truth that every index is derived from.

An article, its passages and the note that the indexes must catch up are written in one transaction;
once `put` has returned, no fault elsewhere loses the article.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, select

from index import postgres, schema
from index.articles import Article, Passage
from index.database import connect, explained, writing
from index.errors import LibraryDamaged, LibraryMissing
from index.library_reads import ArticleSummary, Changed, LibraryReads
from index.locks import lock_holder, write_lock
from index.overview import Span
from index.records import (
    Change,
    chunks,
    delete_articles,
    next_revision,
    note_changes,
    put_articles,
    put_passages,
)
from index.snapshots import keep_version
from index.story_heads import elect_head
from index.story_links import link_stories, signed, story_ids

__all__ = ["ArticleSummary", "Change", "Changed", "Library", "Put", "Span", "StoredArticle"]


class StoredArticle(NamedTuple):
    """An article with what is derived from it and stored beside it."""

    article: Article
    passages: Sequence[Passage]


class Put(NamedTuple):
    """What storing an article did."""

    change: Change
    linked: bool
    """Whether it turned out a copy of an article that was there before or is the story's head."""


class Library(LibraryReads):
    """Articles and their passages in SQL: a SQLite file in WAL mode, or any database SQLAlchemy knows."""

    def __init__(self, url: str | URL, *, create: bool = True) -> None:
        """Open, creating or migrating the tables; a file of an older version is kept beside the new one.

        Raises: LibraryMissing when there are none and `create` is off; LibraryTooNew, LibraryDamaged, LibraryLocked,
        LibraryUnreachable, StorageError.
        """
        super().__init__(connect(url))
        self._writing = writing(self.engine)
        self._folder: Path | None = None
        self._check_lock: Callable[[], None] = _nothing
        try:
            with explained(self.engine):
                self._make_tables(create)
        except BaseException:
            self.close()
            raise

    def _make_tables(self, create: bool) -> None:
        with self.engine.connect() as connection:
            version = schema.version(connection)
        if version == 0 and not create:
            raise LibraryMissing(f"no library in {self.place}", hint="run `parley load PATH` first")
        if version != schema.VERSION:
            if version and self.engine.dialect.name == "sqlite":
                keep_version(Path(str(self.engine.url.database)), version)
            with self._writing.begin() as connection:
                schema.migrate(connection)

    @classmethod
    def in_folder(cls, folder: Path) -> Library:
        """The library's SQLite file in this folder, created when missing.

        Raises: LibraryDamaged also for a file without anything in it beside indexes, which SQLite takes for a new one.
        """
        database = folder / "articles.db"
        if _emptied(database) and (folder / "indexes" / "current.json").exists():
            raise LibraryDamaged(
                f"{str(database)!r} is empty, though its articles were indexed",
                hint="restore a backup with `parley restore FILE --force`",
            )
        library = cls(URL.create("sqlite", database=str(database)))
        library._folder = folder
        return library

    @property
    def place(self) -> str:
        """Its address without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    def server(self) -> str:
        """Which server it is on and how much it takes there; empty for a file. Raises: LibraryUnreachable."""
        if self._folder is not None:
            return ""
        with explained(self.engine):
            return postgres.described(self.engine)

    def size_bytes(self) -> int:
        """What the articles' database takes on a disk."""
        if self._folder is not None:
            return sum(path.stat().st_size for path in self._folder.glob("articles.db*") if path.is_file())
        with explained(self.engine):
            return postgres.database_bytes(self.engine)

    def writing_now(self) -> str | None:
        """Which process is writing, empty when it cannot be told; None when nobody is."""
        if self._folder is not None:
            return lock_holder(self._folder)
        with explained(self.engine):
            return postgres.held(self.engine)

    @contextmanager
    def writer(self, *, wait_s: float = 0.0) -> Iterator[None]:
        """Be the one process that writes: by a lock on the folder, or in the server.

        Raises: LibraryLocked, naming the other, when it is still held after `wait_s` seconds; StorageError,
        LibraryUnreachable.
        """
        if self._folder is not None:
            with write_lock(self._folder, wait_s=wait_s):
                yield
            return
        with explained(self.engine), postgres.write_lock(self.engine, wait_s=wait_s) as check:
            self._check_lock = check
            try:
                yield
            finally:
                self._check_lock = _nothing

    def close(self) -> None:
        """Let go of the database's files and connections."""
        self.engine.dispose()

    # writing

    def put(self, batch: Sequence[StoredArticle]) -> list[Put]:
        """Store articles, all or none, and link near-copies. The later of two with one id wins."""
        with explained(self.engine), self._writing.begin() as connection:
            self._check_lock()
            changes = put_articles(connection, batch)
            changed = {
                each.article.id: each.article
                for each, change in zip(batch, changes, strict=True)
                if change is not Change.UNCHANGED
            }
            linked = link_stories(connection, [signed(article) for article in changed.values()])
            if changed:
                note_changes(connection, list(changed), next_revision(connection))
        return [
            Put(change, change is not Change.UNCHANGED and each.article.id in linked)
            for each, change in zip(batch, changes, strict=True)
        ]

    def remove(self, ids: Sequence[str]) -> int:
        """Delete articles; returns how many there were."""
        removed = 0
        with explained(self.engine), self._writing.begin() as connection:
            self._check_lock()
            for chunk in chunks(ids):
                stories = story_ids(connection, chunk)
                removed += delete_articles(connection, chunk)
                for story in stories:
                    elect_head(connection, story)
            note_changes(connection, list(dict.fromkeys(ids)), next_revision(connection))
        return removed

    def recut(self, passages: Mapping[str, Sequence[Passage]]) -> None:
        """Put other passages in the place of those that these articles have, all or none."""
        with explained(self.engine), self._writing.begin() as connection:
            self._check_lock()
            table = schema.passages
            for chunk in chunks(list(passages)):
                connection.execute(table.delete().where(table.c.article_id.in_(chunk)))
                put_passages(connection, [each for article_id in chunk for each in passages[article_id]])
            note_changes(connection, list(passages), next_revision(connection))

    def set_cut(self, made_with: str) -> None:
        """Note how all articles are cut."""
        self.set_note("passages", made_with)

    def set_note(self, key: str, value: str) -> None:
        """Keep a short text for all who share the library."""
        with explained(self.engine), self._writing.begin() as connection:
            self._check_lock()
            connection.execute(schema.meta.delete().where(schema.meta.c.key == key))
            connection.execute(schema.meta.insert().values(key=key, value=value))

    def secret(self, key: str) -> bytes:
        """Random bytes that all who share the database know under this key, made at the first use."""
        if not self.note(key):
            with explained(self.engine), self._writing.begin() as connection:
                table = schema.meta
                if connection.execute(select(table.c.value).where(table.c.key == key)).scalar() is None:
                    connection.execute(table.insert().values(key=key, value=secrets.token_hex(32)))
        return bytes.fromhex(self.note(key))


def _nothing() -> None:
    """No lock is held that could be lost."""


def _emptied(database: Path) -> bool:
    """Whether the file is there and has nothing in it; what cannot be looked at is for SQLite to name."""
    try:
        return database.stat().st_size == 0
    except OSError:
        return False
