"""The tables of conversations and feedback, and the steps from one version of them to the next."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, select
from sqlalchemy import inspect as inspected

from index.errors import LibraryDamaged, LibraryTooNew

__all__ = ["VERSION", "conversations", "current", "feedback", "meta", "migrate", "turns"]

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),  # the title in small letters, for searching
    Column("created", String(32), nullable=False),
    Column("updated", String(32), nullable=False),
    Index("conversations_by_owner", "owner", "updated"),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("standalone", Text, nullable=False),
    Column("carried", Text, nullable=False),  # a JSON list
    Column("answer", Text),  # JSON; null when it was stopped
    Column("words", Text, nullable=False),  # questions and answer in small letters
    Column("at", String(32), nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("good", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("expected", Text, nullable=False),
    Column("answer", Text, nullable=False),  # JSON
    Column("at", String(32), nullable=False),
)


def _with_conversations(connection: Connection) -> None:
    metadata.create_all(connection, tables=[meta, conversations, turns])


def _with_feedback(connection: Connection) -> None:
    metadata.create_all(connection, tables=[feedback])


STEPS: tuple[Callable[[Connection], None], ...] = (_with_conversations, _with_feedback)
"""Each makes the tables of its place in the list, from 1, out of those of the version before."""
VERSION = len(STEPS)


def migrate(connection: Connection) -> None:
    """Make the tables, or bring older ones up to `VERSION`, in a transaction that writes."""
    before = _version(connection)
    for step in STEPS[before:]:
        step(connection)
    connection.execute(meta.delete().where(meta.c.key == "schema_version"))
    connection.execute(meta.insert().values(key="schema_version", value=str(VERSION)))


def current(connection: Connection) -> bool:
    """Whether the tables are of this version. Raises: LibraryTooNew, LibraryDamaged."""
    return _version(connection) == VERSION


def _version(connection: Connection) -> int:
    if not inspected(connection).has_table("meta"):
        return 0
    found = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if found is not None and not found.isdecimal():
        raise LibraryDamaged(f"the conversations' schema version is {found!r}", hint="move their file away")
    version = int(found or 0)
    if version > VERSION:
        raise LibraryTooNew(
            f"the conversations have schema {version}, this Parley knows {VERSION}", hint="upgrade Parley"
        )
    return version
