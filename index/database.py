"""The connection to a database, SQLite or PostgreSQL: how it is opened, and its errors in our words."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import URL, ColumnElement, Connection, Engine, Table, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError as SqlError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from index import postgres
from index.errors import LibraryDamaged, LibraryLocked, LibraryUnreachable, StorageError

__all__ = ["connect", "explained", "insert_rows", "one_of", "read_again", "writing"]

BUSY_TIMEOUT_S = 10
"""How long one process waits for another that writes."""
BUSY_PAUSE_S = 0.02
NEEDS_WRITING = "its log stands beside it, so reading takes a writable folder too; copy a read-only library to one"

Given = ParamSpec("Given")
Result = TypeVar("Result")


def connect(url: str | URL, tables: str = "") -> Engine:
    """An engine for this address. SQLite is set to survive a crash; PostgreSQL to be waited for while it starts anew.

    What one connection reads is one state of the database: it does not see what others write meanwhile. `tables`
    names the schema of PostgreSQL that the tables stand in, for what shares the articles' database.
    Raises: SettingsError for what is no address, or without the driver.
    """
    if postgres.is_server(url):
        return postgres.connect(url, tables)
    engine = create_engine(url)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def writing(engine: Engine) -> Engine:
    """The same database, for transactions that write: they wait for each other at their beginning."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True)
    return engine.execution_options(writes=True, isolation_level="READ COMMITTED")


def read_again(method: Callable[Given, Result]) -> Callable[Given, Result]:
    """For what only reads: done once more when a server was lost in the middle of it."""

    @wraps(method)
    def patient(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return method(*args, **kwargs)
        except LibraryUnreachable as error:
            if not error.in_the_middle:
                raise
        return method(*args, **kwargs)

    return patient


def one_of(connection: Connection, column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Whether the column is one of many numbers; a parameter for each would take longer than the search."""
    if connection.dialect.name != "sqlite":
        return column.in_(numbers)
    listed = func.json_each(json.dumps(numbers)).table_valued("value")
    return column.in_(select(listed.c.value))


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many short rows, each with a value for every column in the table's order."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        # SQLAlchemy makes a dictionary of each row first, which takes longer than the inserting
        connection.exec_driver_sql(str(table.insert().compile(dialect=connection.dialect)), list(rows))
        return
    names = table.columns.keys()
    connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions at the first change only
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000}")
    _turn_on_wal(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _turn_on_wal(cursor: sqlite3.Cursor) -> None:
    """Switch a new file to write-ahead logging; SQLite's own timeout does not wait for others that do so too."""
    given_up = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > given_up:
                raise
            time.sleep(BUSY_PAUSE_S)
        else:
            return


class explained:  # noqa: N801 - reads as a function where it is used
    """Turn the driver's errors into ours, saying whose database it is and where; `remedy` is for a damaged one."""

    def __init__(
        self, engine: Engine, what: str = "articles", remedy: str = "restore a backup with `parley restore`"
    ) -> None:
        self.which = f"the {what}' database {engine.url.render_as_string(hide_password=True)}"
        self.remedy = remedy

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, PoolTimeout):
            raise LibraryLocked(f"{self.which} has no connection free", hint="try again") from error
        # the driver's own class comes from setting up a connection, which SQLAlchemy does not wrap
        if not isinstance(error, SqlError | sqlite3.DatabaseError):
            return
        if isinstance(error, SqlError) and (ours := postgres.explained(error, self.which)):
            raise ours from error
        reason = str(error.orig if isinstance(error, SqlError) else error)
        if "locked" in reason:
            raise LibraryLocked(f"{self.which} is busy", hint="try again") from error
        if any(word in reason for word in ("full", "readonly", "read-only", "unable to open", "disk I/O")):
            hint = NEEDS_WRITING if "unable to open" in reason or "only" in reason else ""
            raise StorageError(f"{self.which} cannot be written: {reason}", hint=hint) from error
        raise LibraryDamaged(
            f"{self.which} cannot be read: {reason}",
            hint=self.remedy,
        ) from error
