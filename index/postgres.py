"""PostgreSQL as the library's database: connections, the one writer's lock, and its errors in our words.

Everything is said of a server that holds for PostgreSQL 13 and later, by the driver psycopg 3.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from index.errors import (
    LibraryError,
    LibraryLocked,
    LibraryMissing,
    LibraryUnreachable,
    SettingsError,
    StorageError,
)

__all__ = ["connect", "database_bytes", "described", "explained", "held", "holder", "is_server", "write_lock"]

SETTING = "PARLEY_DATABASE_URL"
CONNECT_TIMEOUT_S = 5
"""For one try; a server that is being started anew is tried again."""
PATIENCE_S = 10.0
"""For all tries."""
PAUSE_S = 0.1
LOCK_TIMEOUT_S = 10
"""How long one transaction that writes waits for another."""
KEY = 0x7061726C
"""Of the advisory locks: the writer's, and, with each schema's number, those of transactions."""
UNREACHABLE = ("08", "57", "53300")
"""States of a broken connection, a server that starts or stops, and one with too many connections."""
STATES: tuple[tuple[tuple[str, ...], type[LibraryError], str, str], ...] = (
    (("55", "40001", "40P01"), LibraryLocked, "is busy", "try again"),
    (("53", "54"), StorageError, "cannot be written", ""),
    (("25006",), StorageError, "cannot be written", "give the address of the server that may be written to"),
    (("42501",), StorageError, "does not permit it", "grant the right, or let the owner make the tables"),
    (("42P01",), LibraryMissing, "holds no library", "run `parley load PATH` first"),
)
"""Beginnings of PostgreSQL's error codes, and what they are here; what is in none of them is damage."""
HOLDER = (
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = 0 AND objid = %s "
    "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def is_server(url: str | URL) -> bool:
    """Whether the address is one of PostgreSQL's. Raises: SettingsError for what is no address."""
    try:
        return make_url(url).get_backend_name() in {"postgresql", "postgres"}
    except ArgumentError as error:
        raise SettingsError(
            f"{SETTING} is no address of a database", hint="give postgresql://NAME:PASSWORD@HOST/DATABASE"
        ) from error


def connect(url: str | URL, tables: str = "") -> Engine:
    """An engine that waits a while for a server that does not answer, and drops connections that broke.

    `tables` is a schema of its own, made when it is missing. Raises: SettingsError without the driver.
    """
    if importlib.util.find_spec("psycopg") is None:
        raise SettingsError(f"{SETTING} needs a driver that is missing", hint="pip install 'parley[postgresql]'")
    given: dict[str, Any] = {"connect_timeout": CONNECT_TIMEOUT_S, "application_name": _own_name()}
    if tables:
        given["options"] = f"-c search_path={tables}"
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        connect_args=given,
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
        pool_timeout=PATIENCE_S,
    )
    event.listen(engine, "do_connect", _patiently)
    event.listen(engine, "begin", _in_turn)
    if tables:
        event.listen(engine, "connect", lambda connection, _: _make_schema(connection, tables), insert=True)
    return engine


def _own_name() -> str:
    return f"parley {os.getpid()} on {socket.gethostname()}"[:63]


def _patiently(dialect: Any, _record: object, args: Any, given: Any) -> Any:
    given_up = time.monotonic() + PATIENCE_S
    pause = PAUSE_S
    while True:
        try:
            return dialect.connect(*args, **given)
        except dialect.dbapi.OperationalError as error:
            if _refusal(str(error)) or time.monotonic() + pause > given_up:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 1.0)


def _make_schema(connection: Any, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name,))
        if cursor.fetchone() is None:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (KEY + 1,))
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
    connection.commit()


def _in_turn(connection: Connection) -> None:
    """Transactions that write wait for each other at their beginning, as SQLite's do."""
    if not connection.get_execution_options().get("writes"):
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_S}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({KEY}, hashtext(current_schema()))")


# one writer at a time


@contextmanager
def write_lock(engine: Engine, *, wait_s: float = 0.0) -> Iterator[Callable[[], None]]:
    """Hold the library for writing, as long as the connection lives.

    Yields a function that raises LibraryUnreachable when the lock was lost with its connection.
    Raises: LibraryLocked, naming the other process, when it is still held after `wait_s` seconds.
    """
    which = engine.url.render_as_string(hide_password=True)
    given_up = time.monotonic() + wait_s
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({KEY})").scalar():
            if time.monotonic() >= given_up:
                other = holder(connection) or "unknown"
                raise LibraryLocked(
                    f"another process ({other}) is writing to {which}", hint="wait for it and try again"
                )
            time.sleep(PAUSE_S)

        def check() -> None:
            try:
                connection.exec_driver_sql("SELECT 1")
            except DBAPIError as error:
                raise LibraryUnreachable(
                    f"the lock on {which} was lost with its connection", hint="give the command again"
                ) from error

        try:
            yield check
        finally:
            _let_go(connection)


def held(engine: Engine) -> str | None:
    """Which process is writing; None when nobody is."""
    with engine.connect() as connection:
        return holder(connection)


def described(engine: Engine) -> str:
    """Its version and the size of the database."""
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version").scalar()
    return f"PostgreSQL {str(version).partition(' ')[0]}, {database_bytes(engine) / 1e6:,.1f} MB"


def database_bytes(engine: Engine) -> int:
    """What the whole database takes on the server's disk."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)


def holder(connection: Connection) -> str | None:
    """The process that holds the writer's lock: `parley 4711 on loader`; None when nobody does."""
    found = connection.exec_driver_sql(HOLDER, (KEY,)).scalar()
    return None if found is None else str(found)


def _let_go(connection: Connection) -> None:
    if connection.invalidated:
        return
    try:
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({KEY})")
    except DBAPIError:
        # a connection that is broken holds nothing
        connection.invalidate()


# errors


def explained(error: DBAPIError, which: str) -> LibraryError | None:
    """The driver's error as ours; None when it is not PostgreSQL's."""
    if not type(error.orig).__module__.startswith("psycopg"):
        return None
    reason = str(error.orig).strip().partition("\n")[0]
    state = getattr(error.orig, "sqlstate", None) or ""
    if hint := _refusal(reason):
        return LibraryUnreachable(f"{which} cannot be used: {reason}", hint=hint)
    if error.connection_invalidated or not state or state.startswith(UNREACHABLE):
        found = LibraryUnreachable(f"{which} does not answer: {reason}", hint=f"start it, or check {SETTING}")
        found.in_the_middle = error.connection_invalidated or error.statement is not None
        return found
    for beginning, kind, words, remedy in STATES:
        if state.startswith(beginning):
            return kind(f"{which} {words}: {reason}", hint=remedy)
    return None


def _refusal(reason: str) -> str:
    """What to do where connecting again cannot help; empty where it may."""
    if "authentication failed" in reason or "no pg_hba.conf entry" in reason or "no password supplied" in reason:
        return f"check the name and the password in {SETTING}"
    if "certificate" in reason:
        return f"check sslmode and sslrootcert in {SETTING}"
    if "database" in reason and "does not exist" in reason:
        return "make the database with `createdb`"
    if "role" in reason and "does not exist" in reason:
        return "make the user with `createuser`"
    return ""
