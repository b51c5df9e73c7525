"""The tables of the articles' database, and the steps from one version of them to the next."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
    inspect,
    select,
)

from index.errors import LibraryDamaged, LibraryTooNew

__all__ = ["VERSION", "articles", "bands", "changes", "meta", "metadata", "migrate", "passages", "version"]

VERSION = 2
"""Raise it with every change of the tables, and add the step that gets there to `migrate`."""

metadata = MetaData()

SORTED = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared: everywhere by its code points, whatever language a server was set up for."""

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", SORTED, primary_key=True),
    Column("title", SORTED, nullable=False),
    Column("text", Text, nullable=False),
    Column("published_value", String(10)),
    Column("published_origin", String(10), nullable=False),
    Column("published_from", Integer),  # ordinal days; null when undated
    Column("published_to", Integer),
    Column("source", SORTED, nullable=False),
    Column("author", Text, nullable=False),
    Column("url", SORTED, nullable=False),
    Column("language", Text, nullable=False),
    Column("loaded_at", SORTED, nullable=False),
    Column("content_hash", String(40), nullable=False),
    Column("text_hash", String(40), nullable=False),
    Column("story_id", SORTED, nullable=False),
    Index("articles_by_day", "published_from", "published_to"),
    Index("articles_by_source", "source").ddl_if(dialect="sqlite"),
    Index("articles_by_text", "text_hash"),
    Index("articles_by_story", "story_id"),
)

HASHED = "CREATE INDEX articles_by_source ON articles USING hash (source)"
"""For names of any length. Given as an index's option it brings in all of PostgreSQL's dialect at every start."""
event.listen(articles, "after_create", DDL(HASHED).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]

passages = Table(
    "passages",
    metadata,
    Column("article_id", SORTED, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("token_count", Integer, nullable=False),
)

bands = Table(
    "story_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article_id", SORTED, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Index("bands_by_article", "article_id"),
    sqlite_with_rowid=False,
)
"""Locality-sensitive hashes of the texts, for finding near-copies (see `index.signatures`)."""

changes = Table(
    "changes",
    metadata,
    Column("article_id", SORTED, primary_key=True),
    Column("first", BigInteger, nullable=False),  # the revision in which an article of that id first came
    Column("revision", BigInteger, nullable=False),  # the one in which it last changed or was removed
    Index("changes_by_revision", "revision", "article_id"),
)
"""When each article that is or was there last changed, so that an index can catch up from any revision."""


def migrate(connection: Connection) -> None:
    """Create the tables or bring older ones up to `VERSION`, in a transaction that writes."""
    before = version(connection)
    if before == VERSION:
        return
    metadata.create_all(connection)
    if connection.execute(select(meta.c.value).where(meta.c.key == "identity")).first() is None:
        connection.execute(meta.insert().values(key="identity", value=uuid4().hex))
    if before == 1:
        _changes_out_of_queue(connection)
    connection.execute(meta.delete().where(meta.c.key == "schema_version"))
    connection.execute(meta.insert().values(key="schema_version", value=str(VERSION)))


def version(connection: Connection) -> int:
    """Of the tables that are there; 0 when there are none."""
    if not inspect(connection).has_table("meta"):
        return 0
    found = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if found is not None and not found.isdecimal():
        raise LibraryDamaged(
            f"the library's schema version is {found!r}", hint="restore a backup with `parley restore`"
        )
    number = int(found or 0)
    if number > VERSION:
        raise LibraryTooNew(f"the library has schema {number}, this Parley knows {VERSION}", hint="upgrade Parley")
    return number


def _changes_out_of_queue(connection: Connection) -> None:
    """Until version 1 a queue held what the one index lacked: those articles changed last, all others before them."""
    connection.exec_driver_sql("INSERT INTO changes SELECT id, 1, 1 FROM articles")
    connection.exec_driver_sql(
        "UPDATE changes SET revision = 2 WHERE article_id IN (SELECT article_id FROM index_queue)"
    )
    connection.exec_driver_sql(
        "INSERT INTO changes SELECT article_id, 1, 2 FROM index_queue WHERE article_id NOT IN (SELECT id FROM articles)"
    )
    connection.exec_driver_sql("DROP TABLE index_queue")
    connection.execute(meta.insert().values(key="revision", value="2"))
