from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.derived import DerivedIndexes
from index.errors import IndexStale, StorageError
from index.library import Library
from index.retrieval import Query, RetrievalSettings, Retriever

from .index_making import an_article, indexes_in, put, sentence, stored

QUERY = Query(text="steel duties and soybeans in Geneva", k=8, today=date(2020, 1, 1))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    import random

    chance = random.Random(3)
    library = Library.in_folder(tmp_path)
    texts = [" ".join(sentence(chance) for _ in range(12)) + " Steel duties." for _ in range(30)]
    put(library, *(an_article(f"a{number:02}", text, title=f"T{number}") for number, text in enumerate(texts)))
    return library


def built(tmp_path: Path, library: Library) -> DerivedIndexes:
    indexes = indexes_in(tmp_path)
    assert indexes.catch_up(library) == 30
    return indexes


def found(library: Library, indexes: DerivedIndexes) -> list[tuple[str, float]]:
    result = Retriever(library, indexes, RetrievalSettings()).retrieve(QUERY)
    assert result.warnings == ()
    return [(each.passage.id, round(each.score, 5)) for each in result.passages]


def whole(library: Library, indexes: DerivedIndexes) -> bool:
    articles, passages = library.counts()
    ids = {passage.id for _, parts in library.with_passages([a for b in library.ids() for a in b]) for passage in parts}
    return indexes.keywords().counts() == (articles, passages) and indexes.vectors().ids() == ids


def generation(indexes: DerivedIndexes) -> Path:
    state = indexes.state()
    assert state is not None
    return indexes.folder / state.generation


def test_catching_up_twice_does_nothing_the_second_time(tmp_path: Path, library: Library) -> None:
    indexes = built(tmp_path, library)
    before, hits = indexes.state(), found(library, indexes)
    assert indexes.catch_up(library) == 0
    assert indexes.state() == before
    assert found(library, indexes) == hits
    assert whole(library, indexes)
    assert not (generation(indexes) / "writing").exists()
    indexes.close()


def test_catching_up_follows_changes_and_removals(tmp_path: Path, library: Library) -> None:
    indexes = built(tmp_path, library)
    put(library, an_article("a00", "Changed."), an_article("new", "Steel duties in Geneva."))
    library.remove(["a01", "a02"])
    assert indexes.catch_up(library) == 4
    assert whole(library, indexes)
    assert indexes.lag(library) == 0
    assert "new#0" in dict(found(library, indexes))
    indexes.close()


def test_a_reader_sees_what_another_has_written_since(tmp_path: Path, library: Library) -> None:
    built(tmp_path, library).close()
    reader, writer = indexes_in(tmp_path), indexes_in(tmp_path)
    found(library, reader)
    put(library, an_article("new", "Steel duties and soybeans in Geneva."))
    writer.catch_up(library)
    assert found(library, reader)[0][0] == "new#0"
    writer.rebuild(library)
    assert found(library, reader)[0][0] == "new#0"
    reader.close()
    writer.close()


def test_a_rebuild_that_fails_leaves_what_is_in_force(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = built(tmp_path, library)
    hits, before = found(library, indexes), indexes.state()

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexes.rebuild(library, interrupt)
    assert indexes.state() == before
    assert found(library, indexes) == hits
    assert [path.name for path in indexes.folder.iterdir() if path.is_dir()] == [generation(indexes).name]
    assert indexes.rebuild(library) == 30
    assert found(library, indexes) == hits
    assert [path.name for path in indexes.folder.iterdir() if path.is_dir()] == [generation(indexes).name]
    indexes.close()


def test_an_index_of_another_make_is_named_with_both_makes(tmp_path: Path, library: Library) -> None:
    built(tmp_path, library).close()
    other = indexes_in(tmp_path, "wordllama/256")
    for open_it in (other.keywords, other.vectors):
        with pytest.raises(IndexStale, match=r"'hashing/64/.*'wordllama/256/.*parley rebuild"):
            open_it()
    assert other.catch_up(library) == 30
    assert whole(library, other)
    other.close()


def test_before_the_first_load_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexStale, match="not in any index yet"):
        indexes_in(tmp_path).keywords()


def _cut(path: Path, name: str) -> None:
    files = sorted(path.rglob(name))
    assert files, name
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _empty(path: Path) -> None:
    shutil.rmtree(path)
    path.mkdir()


def _remove(path: Path, name: str) -> None:
    files = sorted(path.rglob(name))
    assert files, name
    for file in files:
        file.unlink()


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "vectors missing": ("vector", lambda path: shutil.rmtree(path / "vectors")),
    "vectors empty": ("vector", lambda path: _empty(path / "vectors")),
    "chroma database missing": ("vector", lambda path: _remove(path, "chroma.sqlite3")),
    "chroma database cut": ("vector", lambda path: _cut(path, "chroma.sqlite3")),
    "graph cut": ("vector", lambda path: _cut(path, "data_level0.bin")),
    "graph header cut": ("vector", lambda path: _cut(path, "header.bin")),
    "graph missing": ("vector", lambda path: _remove(path, "*.bin")),
    "vectors whose writer died": ("vector", lambda path: (path / "writing").write_text("999999999")),
    "keywords missing": ("keyword", lambda path: shutil.rmtree(path / "keywords")),
    "keyword passages missing": ("keyword", lambda path: shutil.rmtree(path / "keywords" / "passages")),
    "keyword segments cut": ("keyword", lambda path: _cut(path, "*.term")),
    "keyword store missing": ("keyword", lambda path: _remove(path, "*.store")),
    "keyword list cut": ("keyword", lambda path: _cut(path, "meta.json")),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("repair", ["rebuild", "load"])
def test_damage_is_detected_and_repaired_with_the_same_results(
    tmp_path: Path, library: Library, damage: str, repair: str
) -> None:
    indexes = built(tmp_path, library)
    hits = found(library, indexes)
    indexes.close()
    kind, harm = DAMAGES[damage]
    harm(generation(indexes))
    hurt, other = (indexes.vectors, indexes.keywords) if kind == "vector" else (indexes.keywords, indexes.vectors)
    with pytest.raises(IndexStale, match=rf"{kind} index.*run `parley"):
        hurt()
    other()
    result = Retriever(library, indexes, RetrievalSettings()).retrieve(QUERY)
    assert result.passages
    assert len(result.warnings) == 1
    assert ("by keywords only" if kind == "vector" else "without keywords") in result.warnings[0]
    if repair == "rebuild":
        indexes.rebuild(library)
    else:
        # the next load must notice too, and not write into what is damaged
        put(library, an_article("zz", "Unrelated."))
        library.remove(["zz"])
        indexes.catch_up(library)
    assert found(library, indexes) == hits
    assert whole(library, indexes)
    indexes.close()


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"{}", b"\xff\xfe\x00", b"[1]", b'{"generation": 1, "fingerprint": null}', b"null"]
)
def test_garbage_in_the_pointer_is_detected_and_repaired(tmp_path: Path, library: Library, content: bytes) -> None:
    indexes = built(tmp_path, library)
    hits = found(library, indexes)
    (indexes.folder / "current.json").write_bytes(content)
    with pytest.raises(IndexStale, match=r"current\.json.*parley rebuild"):
        indexes.keywords()
    with pytest.raises(IndexStale):
        Retriever(library, indexes, RetrievalSettings()).retrieve(QUERY)
    indexes.catch_up(library)
    assert found(library, indexes) == hits
    indexes.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, library: Library) -> None:
    (tmp_path / "indexes").write_text("a file")
    with pytest.raises(StorageError, match="indexes"):
        indexes_in(tmp_path).catch_up(library)
    assert library.counts()[0] == 30


def test_an_article_without_passages_is_no_obstacle(tmp_path: Path, library: Library) -> None:
    indexes = built(tmp_path, library)
    library.put([stored(an_article("bare", ""))])
    assert indexes.catch_up(library) == 1
    assert indexes.keywords().counts()[0] == 31
    indexes.close()


def test_vectors_that_a_living_process_writes_are_busy_and_not_broken(tmp_path: Path, library: Library) -> None:
    indexes = built(tmp_path, library)
    indexes.close()
    (generation(indexes) / "writing").write_text(str(os.getpid()))
    with pytest.raises(IndexStale, match="brought up to date just now"):
        indexes.vectors()
