"""The articles' database: the truth that every index is derived from.

An article, its passages and the note that the indexes must catch up are written in one transaction;
once `put` has returned, no fault elsewhere loses the article.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, and_, func, or_, select

from index import postgres, schema
from index.articles import Article, Passage
from index.database import connect, explained, read_again, writing
from index.errors import LibraryDamaged, LibraryMissing
from index.filters import SearchFilter
from index.locks import lock_holder, write_lock
from index.overview import Overview, Span
from index.records import (
    Change,
    article_from,
    chunks,
    conditions,
    delete_articles,
    next_revision,
    note_changes,
    put_article,
    put_passages,
    read_revision,
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


class Changed(NamedTuple):
    """An article that an index must catch up with; it may be gone."""

    article_id: str
    first: int
    """The revision in which an article of that id first came: an older index holds nothing of it."""
    revision: int
    """The one in which it last changed."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What ranking needs to know of an article, without its text."""

    id: str
    source: str
    story_id: str
    published_from: int | None
    """Ordinal of the earliest possible publication day; None when undated."""
    published_to: int | None
    """Of the latest possible one."""


class Library:
    """Articles and their passages in SQL: a SQLite file in WAL mode, or any database SQLAlchemy knows."""

    def __init__(self, url: str | URL, *, create: bool = True) -> None:
        """Open, creating or migrating the tables; a file of an older version is kept beside the new one.

        Raises: LibraryMissing when there are none and `create` is off; LibraryTooNew, LibraryDamaged, LibraryLocked,
        LibraryUnreachable, StorageError.
        """
        self.engine = connect(url)
        self._overview = Overview(self.engine)
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
            changes = [put_article(connection, each.article, each.passages) for each in batch]
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

    def cut(self) -> str:
        """How the articles were cut into passages, as `set_cut` was told; empty when it was not."""
        return self.note("passages")

    def set_cut(self, made_with: str) -> None:
        """Note how all articles are cut."""
        self.set_note("passages", made_with)

    @read_again
    def note(self, key: str) -> str:
        """What `set_note` kept under this key; empty when nothing."""
        query = select(schema.meta.c.value).where(schema.meta.c.key == key)
        with explained(self.engine), self.engine.connect() as connection:
            return str(connection.execute(query).scalar() or "")

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

    # what the derived indexes catch up with

    @read_again
    def revision(self) -> int:
        """Counts the transactions that changed articles, from 1; 0 before the first."""
        with explained(self.engine), self.engine.connect() as connection:
            return read_revision(connection)

    def changes(self, since: int, batch: int = 500) -> Iterator[list[Changed]]:
        """Articles that changed or went after that revision, in the order of changes, in batches."""
        table = schema.changes
        revision, article_id = since + 1, ""
        columns = select(table.c.article_id, table.c.first, table.c.revision)
        while True:
            within = and_(table.c.revision == revision, table.c.article_id > article_id)
            query = columns.where(or_(table.c.revision > revision, within))
            with explained(self.engine), self.engine.connect() as connection:
                rows = connection.execute(query.order_by(table.c.revision, table.c.article_id).limit(batch)).all()
            if not rows:
                return
            yield [Changed(row.article_id, row.first, row.revision) for row in rows]
            revision, article_id = rows[-1].revision, rows[-1].article_id

    @read_again
    def changed_since(self, revision: int) -> int:
        """How many articles changed or went after that revision."""
        query = select(func.count()).select_from(schema.changes).where(schema.changes.c.revision > revision)
        with explained(self.engine), self.engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    # reading

    @read_again
    def get(self, ids: Sequence[str]) -> dict[str, Article]:
        """Articles by id; ids that are not there are left out."""
        found: dict[str, Article] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(ids):
                rows = connection.execute(select(schema.articles).where(schema.articles.c.id.in_(chunk)))
                found.update((row["id"], article_from(row)) for row in rows.mappings())
        return found

    @read_again
    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Content hashes by article id, for those that are there."""
        table = schema.articles
        with explained(self.engine), self.engine.connect() as connection:
            rows = [
                row
                for chunk in chunks(ids)
                for row in connection.execute(select(table.c.id, table.c.content_hash).where(table.c.id.in_(chunk)))
            ]
        return {row.id: row.content_hash for row in rows}

    @read_again
    def summaries(self, ids: Sequence[str]) -> dict[str, ArticleSummary]:
        """What ranking needs, by article id."""
        table = schema.articles
        columns = select(table.c.id, table.c.source, table.c.story_id, table.c.published_from, table.c.published_to)
        with explained(self.engine), self.engine.connect() as connection:
            rows = [row for chunk in chunks(ids) for row in connection.execute(columns.where(table.c.id.in_(chunk)))]
        return {row[0]: ArticleSummary(*row) for row in rows}

    def passages(self, article_ids: Sequence[str]) -> dict[str, list[Passage]]:
        """All passages of these articles, in reading order, by article id."""
        return {article.id: parts for article, parts in self.with_passages(article_ids) if parts}

    @read_again
    def with_passages(self, article_ids: Sequence[str]) -> list[tuple[Article, list[Passage]]]:
        """These articles with all their passages, by id; of one state of the library, whoever writes meanwhile."""
        table = schema.passages
        found: dict[str, tuple[Article, list[Passage]]] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(article_ids):
                rows = connection.execute(select(schema.articles).where(schema.articles.c.id.in_(chunk)))
                found.update((row["id"], (article_from(row), [])) for row in rows.mappings())
                spans = select(table).where(table.c.article_id.in_(chunk)).order_by(table.c.article_id, table.c.ordinal)
                for row in connection.execute(spans):
                    article, passages = found[row.article_id]
                    text = article.text[row.start : row.end]
                    passages.append(Passage(row.article_id, row.ordinal, row.start, row.end, text, row.token_count))
        return [found[article_id] for article_id in sorted(found)]

    def ids(self, batch: int = 500, where: SearchFilter | None = None) -> Iterator[list[str]]:
        """Ids of all articles that pass the filter, in order, in batches."""
        after = ""
        column = schema.articles.c.id
        while True:
            with explained(self.engine), self.engine.connect() as connection:
                passing = select(column).where(column > after, *conditions(connection, where or SearchFilter()))
                found = list(connection.execute(passing.order_by(column).limit(batch)).scalars())
            if not found:
                return
            yield found
            after = found[-1]

    def iterate(self, batch: int = 200, where: SearchFilter | None = None) -> Iterator[list[Article]]:
        """All articles that pass the filter in the order of their ids, in batches, in bounded memory."""
        for ids in self.ids(batch, where):
            for part in self.portions(ids):
                found = self.get(part)
                yield [found[article_id] for article_id in part if article_id in found]

    def portions(self, ids: Sequence[str], letters: int = 4_000_000) -> Iterator[list[str]]:
        """The ids in order, in portions whose texts together have about so many letters at most."""
        table = schema.passages
        sizes: dict[str, int] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(ids):
                query = select(table.c.article_id, func.max(table.c.end)).where(table.c.article_id.in_(chunk))
                sizes.update((row[0], int(row[1])) for row in connection.execute(query.group_by(table.c.article_id)))
        portion: list[str] = []
        total = 0
        for article_id in ids:
            size = sizes.get(article_id, 0)
            if portion and total + size > letters:
                yield portion
                portion, total = [], 0
            portion.append(article_id)
            total += size
        if portion:
            yield portion

    @read_again
    def listing(self, where: SearchFilter | None = None, *, limit: int = 50, offset: int = 0) -> list[Article]:
        """Articles that pass the filter, newest first, undated last."""
        table = schema.articles
        order = (table.c.published_to.is_(None), table.c.published_to.desc(), table.c.id)
        with explained(self.engine), self.engine.connect() as connection:
            query = select(table).where(*conditions(connection, where or SearchFilter())).order_by(*order)
            return [article_from(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]

    @read_again
    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return self._overview.counts()

    @read_again
    def story_count(self) -> int:
        """How many stories the articles tell: copies of one another are one."""
        query = select(func.count(func.distinct(schema.articles.c.story_id)))
        with explained(self.engine), self.engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    @read_again
    def span(self, where: SearchFilter | None = None) -> Span:
        """How many articles pass the filter and the days they cover."""
        return self._overview.span(where or SearchFilter())

    @read_again
    def sources(self) -> dict[str, int]:
        """Articles by outlet, most first; articles that name none are under the empty string."""
        return self._overview.sources()

    @read_again
    def passing(self, where: SearchFilter, most: int) -> list[str] | None:
        """Ids of all passages of articles that pass the filter, in no order; None when there are more than `most`."""
        table = schema.passages
        with explained(self.engine), self.engine.connect() as connection:
            query = select(table.c.article_id, table.c.ordinal).join(schema.articles)
            rows = connection.execute(query.where(*conditions(connection, where)).limit(most + 1)).all()
        return [f"{article_id}#{ordinal}" for article_id, ordinal in rows] if len(rows) <= most else None

    @read_again
    def members(self, stories: Iterable[str]) -> dict[str, list[Article]]:
        """Articles of each story, by the story's id."""
        wanted = list(stories)
        found: dict[str, list[Article]] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(wanted):
                rows = connection.execute(select(schema.articles).where(schema.articles.c.story_id.in_(chunk)))
                for row in rows.mappings():
                    found.setdefault(row["story_id"], []).append(article_from(row))
        return found


def _nothing() -> None:
    """No lock is held that could be lost."""


def _emptied(database: Path) -> bool:
    """Whether the file is there and has nothing in it; what cannot be looked at is for SQLite to name."""
    try:
        return database.stat().st_size == 0
    except OSError:
        return False
