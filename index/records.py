"""How articles stand in the database's tables: objects to rows and back, filters to conditions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, select

from index import schema
from index.articles import Article, Passage
from index.database import insert_rows
from index.dates import DateOrigin, PublicationDate
from index.filters import SearchFilter, day_range, source_key
from index.story_heads import elect_head

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor

__all__ = [
    "Change",
    "article_from",
    "chunks",
    "conditions",
    "day_from",
    "delete_articles",
    "driver_revision",
    "next_revision",
    "note_changes",
    "put_articles",
    "put_passages",
    "read_revision",
    "text_hash",
]


class Change(StrEnum):
    """What putting an article did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def text_hash(text: str) -> str:
    """Equal for texts that differ only in white space and letter case."""
    return hashlib.sha256(" ".join(text.lower().split()).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def put_articles(connection: Connection, batch: Sequence[tuple[Article, Sequence[Passage]]]) -> list[Change]:
    """Store articles inside the caller's transaction, as if one after the other; what each did."""
    column = schema.articles.c.id
    ids = [article.id for article, _ in batch]
    there = {
        each for chunk in chunks(ids) for each in connection.execute(select(column).where(column.in_(chunk))).scalars()
    }
    fresh: dict[str, tuple[Article, Sequence[Passage]]] = {}
    changes = []
    for article, passages in batch:
        if article.id in there or article.id in fresh:
            _insert(connection, list(fresh.values()))
            there.update(fresh)
            fresh.clear()
            changes.append(put_article(connection, article, passages))
            continue
        fresh[article.id] = article, passages
        changes.append(Change.ADDED)
    _insert(connection, list(fresh.values()))
    return changes


def _insert(connection: Connection, fresh: Sequence[tuple[Article, Sequence[Passage]]]) -> None:
    if fresh:
        connection.execute(schema.articles.insert(), [_row(article) for article, _ in fresh])
        put_passages(connection, [each for _, passages in fresh for each in passages])


def put_article(connection: Connection, article: Article, passages: Sequence[Passage]) -> Change:
    """Store one article inside the caller's transaction; its old version and passages go first."""
    table = schema.articles
    before = connection.execute(
        select(table.c.content_hash, table.c.story_id).where(table.c.id == article.id)
    ).one_or_none()
    if before is not None and before.content_hash == article.content_hash:
        return Change.UNCHANGED
    if before is not None:
        delete_articles(connection, [article.id])
        # the others stay a story of their own, unless the new text joins them again
        elect_head(connection, before.story_id)
    _insert(connection, [(article, passages)])
    return Change.ADDED if before is None else Change.UPDATED


def put_passages(connection: Connection, passages: Sequence[Passage]) -> None:
    """Store passages whose articles are there and have none."""
    rows = [(each.article_id, each.ordinal, each.start, each.end, each.token_count) for each in passages]
    insert_rows(connection, schema.passages, rows)


def delete_articles(connection: Connection, ids: Sequence[str]) -> int:
    """Delete articles with what hangs on them; returns how many there were."""
    connection.execute(schema.passages.delete().where(schema.passages.c.article_id.in_(ids)))
    connection.execute(schema.bands.delete().where(schema.bands.c.article_id.in_(ids)))
    return connection.execute(schema.articles.delete().where(schema.articles.c.id.in_(ids))).rowcount


def next_revision(connection: Connection) -> int:
    """Count one more transaction that changes articles; the caller's transaction writes."""
    revision = read_revision(connection) + 1
    connection.execute(schema.meta.delete().where(schema.meta.c.key == "revision"))
    connection.execute(schema.meta.insert().values(key="revision", value=str(revision)))
    return revision


REVISION = select(schema.meta.c.value).where(schema.meta.c.key == "revision")
"""Made once: it is asked several times a question."""


def read_revision(connection: Connection) -> int:
    """The number of the last transaction that changed articles; 0 when there was none."""
    return int(connection.execute(REVISION).scalar() or 0)


def driver_revision(cursor: DBAPICursor) -> int:
    """The same by a cursor of SQLite's own driver, a tenth of the time."""
    row = cursor.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
    return int(row[0]) if row else 0


def note_changes(connection: Connection, article_ids: Sequence[str], revision: int) -> None:
    """Note that the indexes must catch up with these articles."""
    table = schema.changes
    for chunk in chunks(article_ids):
        connection.execute(table.update().where(table.c.article_id.in_(chunk)).values(revision=revision))
        there = set(connection.execute(select(table.c.article_id).where(table.c.article_id.in_(chunk))).scalars())
        new = [{"article_id": each, "first": revision, "revision": revision} for each in chunk if each not in there]
        if new:
            connection.execute(table.insert(), new)


def _row(article: Article) -> dict[str, Any]:
    dated = article.published.value is not None
    first, last = day_range(article.published) if dated else (None, None)
    return {
        **article.model_dump(exclude={"published", "loaded_at"}),
        "published_value": article.published.value,
        "published_origin": article.published.origin.value,
        "published_from": first,
        "published_to": last,
        "loaded_at": article.loaded_at.isoformat(),
        "text_hash": text_hash(article.text),
    }


def article_from(row: RowMapping) -> Article:
    """The article of a row of all columns."""
    names = ("id", "title", "text", "source", "author", "url", "language", "content_hash", "story_id")
    return Article(
        **{name: row[name] for name in names},
        published=PublicationDate.of(row["published_value"], DateOrigin(row["published_origin"])),
        loaded_at=datetime.fromisoformat(row["loaded_at"]),
    )


def conditions(connection: Connection, where: SearchFilter) -> list[Any]:
    """A filter as SQL conditions on the articles' table."""
    table = schema.articles
    found: list[Any] = []
    if where.not_after:
        found.append(table.c.published_to <= where.not_after.toordinal())
    if where.window:
        found.append(table.c.published_from.is_not(None))
        if where.window.last:
            found.append(table.c.published_from <= where.window.last.toordinal())
        if where.window.first:
            found.append(table.c.published_to >= where.window.first.toordinal())
    if where.sources:
        # databases differ in what a capital letter is, so Python compares the names
        wanted = {source_key(source) for source in where.sources}
        names = connection.execute(select(table.c.source).distinct()).scalars()
        found.append(table.c.source.in_([name for name in names if source_key(name) in wanted]))
    return found


def chunks(ids: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    """Cut a list into pieces that every database takes as parameters."""
    for first in range(0, len(ids), size):
        yield list(ids[first : first + size])


def day_from(ordinal: int | None) -> date | None:
    """The day of an ordinal."""
    return date.fromordinal(ordinal) if ordinal is not None else None
