"""What becomes of a PostgreSQL server that is not well: waited for, then said, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from index.database import connect, explained
from index.errors import (
    LibraryDamaged,
    LibraryLocked,
    LibraryMissing,
    LibraryUnreachable,
    SettingsError,
    StorageError,
)
from index.library import Library
from tests.servers.chroma import free_port
from tests.servers.postgres import Cluster, missing

from .index_making import an_article, put

pytestmark = [pytest.mark.postgresql, pytest.mark.loopback]


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setattr("index.postgres.PATIENCE_S", 1.0)
    return 1.0


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """A server that tests may stop."""
    if reason := missing():
        pytest.skip(reason)
    with Cluster() as cluster:
        yield cluster


def test_a_server_that_is_started_anew_between_two_calls_is_not_noticed(own: Cluster) -> None:
    with closing(Library(own.database())) as library:
        put(library, an_article("a1"))
        own.stop()
        own.start()
        assert library.counts() == (1, 1)
        put(library, an_article("a2", "Another text."))
        assert library.counts() == (2, 2)


def test_a_server_that_is_starting_is_waited_for(own: Cluster) -> None:
    with closing(Library(own.database())) as library:
        put(library, an_article("a1"))
        own.stop()
        again = threading.Timer(1.0, own.start)
        again.start()
        assert library.counts() == (1, 1)
        again.join()


def test_a_reading_that_was_cut_is_done_again(own: Cluster) -> None:
    with closing(Library(own.database())) as library:
        put(library, an_article("a1"))
        done = threading.Event()
        wrong: list[BaseException] = []

        def read() -> None:
            while not done.is_set():
                try:
                    assert library.counts() == (1, 1)
                    assert [article.id for article, _ in library.with_passages(["a1"])] == ["a1"]
                except BaseException as error:  # noqa: BLE001 - collected for the assert
                    wrong.append(error)
                    return

        thread = threading.Thread(target=read)
        thread.start()
        for _ in range(20):
            time.sleep(0.05)
            kill_all(own)
        done.set()
        thread.join()
    # a connection may be cut twice in a row: that is said, and is no wrong answer
    assert all(isinstance(error, LibraryUnreachable) for error in wrong)


def kill_all(cluster: Cluster) -> None:
    """End every connection of Parley's."""
    cluster.run_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'parley %'")


def test_a_server_that_stays_down_is_said_within_the_deadline(own: Cluster, patience: float) -> None:
    with closing(Library(own.database())) as library:
        put(library, an_article("a1"))
        own.stop()
        began = time.monotonic()
        with pytest.raises(LibraryUnreachable, match=r"does not answer.*PARLEY_DATABASE_URL") as caught:
            library.counts()
        assert time.monotonic() - began < patience + 4
        assert caught.value.retryable
        assert "\n" not in str(caught.value)
        own.start()
        assert library.counts() == (1, 1)


def test_who_lost_the_lock_writes_no_more(own: Cluster) -> None:
    with closing(Library(own.database())) as library:
        with library.writer():
            put(library, an_article("a1"))
            kill_all(own)
            with pytest.raises(LibraryUnreachable, match="lock"):
                put(library, an_article("a2"))
        assert library.counts() == (1, 1)
        with library.writer():
            put(library, an_article("a2", "Another text."))
        assert library.counts() == (2, 2)


def test_a_writer_that_is_killed_frees_the_lock(own: Cluster) -> None:
    url = own.database()
    with closing(Library(url)) as library, closing(Library(url)) as other:
        held = library.writer()
        held.__enter__()
        with pytest.raises(LibraryLocked), other.writer():
            pass
        assert (other.writing_now() or "").startswith("parley ")
        kill_all(own)
        with other.writer(wait_s=5):
            put(other, an_article("a1"))
        held.__exit__(None, None, None)
        assert other.writing_now() is None


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda url: url.rpartition("/")[0] + "/nowhere", r'"nowhere" does not exist.*createdb'),
        (lambda url: url.replace("parley@", "nobody@"), r'"nobody" does not exist.*createuser'),
        (lambda url: f"{url}?sslmode=require", "SSL"),
    ],
    ids=["no database", "no user", "no certificate"],
)
def test_what_cannot_be_used_is_said_at_once(postgres: Cluster, damage: object, said: str, patience: float) -> None:
    began = time.monotonic()
    with pytest.raises(LibraryUnreachable, match=said):
        Library(damage(postgres.database()))  # type: ignore[operator]
    assert time.monotonic() - began < patience + 4


def test_a_wrong_password_is_said_without_it(postgres: Cluster, patience: float) -> None:
    url = postgres.database()
    postgres.run_sql("DROP ROLE IF EXISTS guarded")
    postgres.run_sql("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    hba = postgres.data / "pg_hba.conf"
    before = hba.read_text()
    hba.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{before}")
    postgres.run_sql("SELECT pg_reload_conf()")
    time.sleep(0.3)
    try:
        with pytest.raises(LibraryUnreachable, match=r"password.*PARLEY_DATABASE_URL") as caught:
            Library(url.replace("parley@", "guarded:canary-0815@"))
        assert "canary" not in str(caught.value)
        with pytest.raises(StorageError, match=r"permi"):
            Library(url.replace("parley@", "guarded:right@"))
    finally:
        hba.write_text(before)
        postgres.run_sql("SELECT pg_reload_conf()")


def test_without_tables_there_is_no_library_unless_one_is_made(postgres: Cluster) -> None:
    url = postgres.database()
    with pytest.raises(LibraryMissing, match=r"no library in postgresql.*parley load"):
        Library(url, create=False)
    Library(url).close()
    Library(url, create=False).close()


def test_a_copy_that_only_reads_says_so(postgres: Cluster) -> None:
    url = postgres.database()
    with closing(Library(url)) as library:
        put(library, an_article("a1"))
    postgres.run_sql(f"ALTER DATABASE {url.rpartition('/')[2]} SET default_transaction_read_only = on")
    with closing(Library(url)) as library:
        assert library.counts() == (1, 1)
        with pytest.raises(StorageError, match="read-only"):
            put(library, an_article("a2"))


def test_tables_that_are_damaged_are_named(postgres: Cluster) -> None:
    url = postgres.database()
    with closing(Library(url)) as library:
        postgres.run_sql("ALTER TABLE articles RENAME COLUMN text TO words", url.rpartition("/")[2])
        with pytest.raises(LibraryDamaged, match="text"):
            library.listing()


def test_two_kinds_of_tables_share_a_database_apart(postgres: Cluster) -> None:
    url = postgres.database()
    Library(url).close()
    engine = connect(url, "parley_conversations")
    with explained(engine), engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE meta (key text)")
        assert connection.exec_driver_sql("SELECT count(*) FROM public.meta").scalar() == 2
    engine.dispose()
    with closing(Library(url)) as library:
        assert library.counts() == (0, 0)


def test_all_replicas_know_one_secret(postgres: Cluster) -> None:
    url = postgres.database()
    with closing(Library(url)) as one, closing(Library(url)) as other:
        assert one.secret("session") == other.secret("session") != one.secret("another")
        assert len(one.secret("session")) == 32


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"parley\[postgresql\]"):
        Library(f"postgresql://parley@127.0.0.1:{free_port()}/x")
