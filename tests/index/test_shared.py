"""Indexes of a library that several share: each follows the database, all search the same vectors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index.chroma_server import ChromaSettings
from index.derived import DerivedIndexes
from index.embedding import HashingEmbedder
from index.errors import IndexStale, LibraryLocked
from index.filters import SearchFilter
from index.library import Library
from index.places import Places
from index.retrieval import Query, RetrievalSettings, Retriever
from index.shared import SharedIndexes
from tests.servers.chroma import ChromaProcess
from tests.servers.postgres import Cluster

from .index_making import an_article, put

pytestmark = pytest.mark.loopback

QUERY = Query(text="steel duties", today=date(2024, 1, 1))
WITHIN_S = 5.0


class Replica:
    """One process's part: its connection to the database, and its own folder."""

    def __init__(self, places: Places, fingerprint: str = "hashing/64") -> None:
        self.library: Library = places.library()
        self.indexes: DerivedIndexes = places.indexes(self.library, HashingEmbedder, fingerprint)

    def close(self) -> None:
        self.indexes.close()
        self.library.close()

    def load(self, *numbers: int, words: str = "Steel duties") -> None:
        with self.library.writer():
            put(self.library, *(an_article(f"a{number:02}", f"{words} of ministry {number}.") for number in numbers))
            self.indexes.catch_up(self.library)

    def found(self) -> set[str]:
        result = Retriever(self.library, self.indexes, RetrievalSettings()).retrieve(QUERY.model_copy(update={"k": 99}))
        assert not [line for line in result.warnings if "keywords only" in line], result.warnings
        return {each.article.id for each in result.passages}

    def follows(self) -> None:
        """Waits until it knows of all that others have loaded."""
        began = time.monotonic()
        while self.indexes.lag(self.library):
            assert time.monotonic() - began < WITHIN_S
            time.sleep(0.05)


Make = Callable[..., Replica]


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path_factory.mktemp("chroma")) as process:
        yield process


@pytest.fixture(params=["with a Chroma server", "each its own vectors"])
def make(request: pytest.FixtureRequest, tmp_path: Path, chroma: ChromaProcess) -> Iterator[Make]:
    """Replicas over one new database."""
    url = request.getfixturevalue("postgres").database()
    address = chroma.url if "server" in request.param else ""
    made: list[Replica] = []

    def one(folder: str = "", fingerprint: str = "hashing/64") -> Replica:
        place = tmp_path / (folder or f"r{len(made)}")
        place.mkdir(exist_ok=True)
        settings = ChromaSettings(url=address, timeout_s=2)
        made.append(Replica(Places(folder=place, database_url=url, chroma=settings), fingerprint))
        return made[-1]

    yield one
    for each in made:
        each.close()


def names(*numbers: int) -> set[str]:
    return {f"a{number:02}" for number in numbers}


@pytest.mark.postgresql
def test_what_one_loads_all_find_within_seconds(make: Make) -> None:
    loader, one, other = make(), make(), make()
    loader.load(*range(12))
    for each in (one, other):
        assert each.found() == names(*range(12))
    loader.load(3, words="Soybeans and nothing else")
    with loader.library.writer():
        loader.library.remove(["a05"])
        loader.indexes.catch_up(loader.library)
    loader.load(20)
    for each in (one, other):
        each.follows()
        assert each.found() - {"a03"} == names(*range(12), 20) - names(3, 5)
        assert each.indexes.keywords().counts() == (12, 12)
    assert loader.found() == one.found() == other.found()


@pytest.mark.postgresql
def test_following_writes_what_changed_and_no_index_anew(make: Make) -> None:
    loader, one = make(), make()
    loader.load(*range(6))
    assert one.found() == names(*range(6))
    before = [each.indexes.state() for each in (loader, one)]
    loader.load(7)
    one.follows()
    for each, earlier in zip((loader, one), before, strict=True):
        state = each.indexes.state()
        assert state is not None
        assert earlier is not None
        assert state.generation == earlier.generation
        assert state.revision == earlier.revision + 1


@pytest.mark.postgresql
def test_an_index_of_another_database_in_the_folder_is_not_used(
    tmp_path: Path, postgres: Cluster, chroma: ChromaProcess
) -> None:
    settings = ChromaSettings(url=chroma.url)
    for number in (1, 2):
        replica = Replica(Places(folder=tmp_path, database_url=postgres.database(), chroma=settings))
        replica.load(number)
        assert replica.found() == names(number)
        replica.close()


@pytest.mark.postgresql
def test_a_replica_that_was_away_catches_up_at_its_first_question(make: Make) -> None:
    loader, one = make(), make("away")
    loader.load(1, 2)
    assert one.found() == names(1, 2)
    one.close()
    loader.load(3)
    with loader.library.writer():
        loader.library.remove(["a01"])
        loader.indexes.catch_up(loader.library)
    assert make("away").found() == names(2, 3)


@pytest.mark.postgresql
def test_a_rebuild_switches_all_to_the_new_vectors(make: Make) -> None:
    loader, one = make(), make()
    loader.load(*range(6))
    assert one.found() == names(*range(6))
    with loader.library.writer():
        loader.indexes.rebuild(loader.library)
    assert one.found() == loader.found() == names(*range(6))
    if isinstance(loader.indexes, SharedIndexes) and loader.indexes.server is not None:
        found = loader.indexes.in_force()
        assert found is not None
        collections = loader.indexes.server.reading(lambda client: client.list_collections())
        prefix = found.collection.rpartition("-")[0]
        assert [each.name for each in collections if each.name.startswith(prefix)] == [found.collection]


@pytest.mark.postgresql
def test_other_settings_are_named_and_nothing_is_mixed(make: Make) -> None:
    loader = make()
    loader.load(1)
    other = make(fingerprint="another/64")
    if isinstance(other.indexes, SharedIndexes) and other.indexes.server is not None:
        with pytest.raises(IndexStale, match=r"hashing/64.*another/64.*parley rebuild"):
            other.indexes.check_make()
        with pytest.raises(IndexStale, match="another/64"):
            other.indexes.vectors()
    assert loader.found() == names(1)


@pytest.mark.postgresql
def test_a_second_writer_is_refused_with_the_name_of_the_first(make: Make) -> None:
    one, other = make(), make()
    with one.library.writer(), pytest.raises(LibraryLocked, match=r"parley \d+ on "), other.library.writer():
        pytest.fail("two write")
    with other.library.writer():
        pass


@pytest.mark.postgresql
def test_writing_that_was_cut_off_is_finished_without_doubles(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = make()
    loader.load(1, 2)
    assert isinstance(loader.indexes, SharedIndexes)
    if loader.indexes.server is None:
        pytest.skip("as of one machine")
    real = loader.indexes._put_in_force
    monkeypatch.setattr(
        loader.indexes,
        "_put_in_force",
        lambda found: real(found) if found.writing else (_ for _ in ()).throw(KeyboardInterrupt),
    )
    with pytest.raises(KeyboardInterrupt):
        loader.load(2, 3, words="Steel duties again " * 40)
    monkeypatch.undo()
    loader.load(2, words="Steel, in short,")
    passages = {passage.id for parts in loader.library.passages(["a01", "a02", "a03"]).values() for passage in parts}
    assert loader.indexes.vectors().ids() == passages
    assert loader.found() == names(1, 2, 3)


@pytest.mark.postgresql
def test_without_its_vectors_a_replica_goes_on_by_keywords(tmp_path: Path, postgres: Cluster) -> None:
    url = postgres.database()
    with ChromaProcess(tmp_path / "chroma") as process:
        settings = ChromaSettings(url=process.url, timeout_s=1)
        replica = Replica(Places(folder=tmp_path, database_url=url, chroma=settings))
        replica.load(1, 2)
        assert replica.found() == names(1, 2)
        process.stop()
        result = Retriever(replica.library, replica.indexes, RetrievalSettings()).retrieve(QUERY)
        assert {each.article.id for each in result.passages} == names(1, 2)
        [line] = [line for line in result.warnings if "keywords only" in line]
        assert "does not answer" in line
        replica.close()
        again = Replica(Places(folder=tmp_path, database_url=url, chroma=settings))
        result = Retriever(again.library, again.indexes, RetrievalSettings()).retrieve(QUERY)
        assert len(result.passages) == 2
        again.close()


def test_vectors_on_a_server_go_with_articles_in_a_folder(tmp_path: Path, chroma: ChromaProcess) -> None:
    replica = Replica(Places(folder=tmp_path, chroma=ChromaSettings(url=chroma.url)))
    replica.load(*range(4))
    assert replica.found() == names(*range(4))
    assert replica.indexes.vectors().search(HashingEmbedder().embed_query("ministry 2"), 1, SearchFilter())
    assert not list(tmp_path.glob("indexes/*/vectors/*"))
    replica.close()
