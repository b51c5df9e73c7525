"""Doctor, backup and restore over real libraries, sound and damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.maintenance import BackupManifest, Check, CheckState, backup, examine, restore
from assistant.settings import Settings
from index.errors import InputError, LibraryDamaged, LibraryMissing, LibraryTooNew, StorageError, UsageError
from index.generations import IndexState
from index.locks import write_lock


@pytest.fixture
def settings(library: Path) -> Settings:
    return Settings(library=library, embedding="hashing")


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    backup(settings.folder, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def _problems(settings: Settings) -> dict[str, Check]:
    return {each.name: each for each in examine(settings).checks if each.state is CheckState.PROBLEM}


def _generation(library: Path) -> Path:
    state = IndexState.model_validate_json((library / "indexes" / "current.json").read_bytes())
    return library / "indexes" / state.generation


def _rows(library: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(library / "articles.db")) as connection:
        return [
            *connection.execute("SELECT * FROM articles ORDER BY id"),
            *connection.execute("SELECT * FROM passages ORDER BY article_id, ordinal"),
        ]


def _change(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / "articles.db", isolation_level=None)) as connection:
        connection.execute(statement)


def _rebuild(settings: Settings) -> None:
    with Assistant(settings) as parley:
        parley.rebuild()


# doctor


def test_a_library_that_was_just_loaded_is_well(settings: Settings) -> None:
    diagnosis = examine(settings)
    assert diagnosis.healthy
    names = [check.name for check in diagnosis.checks]
    assert names == [
        "database", "schema", "articles", "passages", "indexes", "keywords", "vectors", "disk", "writer",
    ]  # fmt: skip


def test_the_doctor_makes_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="no library at"):
        examine(Settings(library=tmp_path / "none", embedding="hashing"))
    assert not (tmp_path / "none").exists()


def _remove_pointer(library: Path) -> None:
    (library / "indexes" / "current.json").unlink()


def _garble_pointer(library: Path) -> None:
    (library / "indexes" / "current.json").write_text("{", encoding="utf-8")


def _cut_off(library: Path) -> None:
    (_generation(library) / "writing").write_text("1", encoding="ascii")


def _remove_keywords(library: Path) -> None:
    shutil.rmtree(_generation(library) / "keywords")


def _remove_vectors(library: Path) -> None:
    shutil.rmtree(_generation(library) / "vectors")


def _tear_vectors(library: Path) -> None:
    largest = max((_generation(library) / "vectors").glob("*"), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1000])


def _queue_one(library: Path) -> None:
    _change(library, "UPDATE changes SET revision = 9 WHERE article_id = 'raise'")
    _change(library, "UPDATE meta SET value = '9' WHERE key = 'revision'")


def _lose_a_passage(library: Path) -> None:
    _change(library, "DELETE FROM articles WHERE id = 'soy'")
    _change(library, "DELETE FROM passages WHERE article_id = 'soy'")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (_remove_pointer, "indexes"),
        (_garble_pointer, "indexes"),
        (_cut_off, "indexes"),
        (_remove_keywords, "keywords"),
        (_remove_vectors, "vectors"),
        (_tear_vectors, "vectors"),
        (_queue_one, "queue"),
        (_lose_a_passage, "vectors"),
    ],
)
def test_what_is_wrong_with_an_index_is_found_and_a_rebuild_mends_it(
    settings: Settings, damage: Callable[[Path], None], named: str
) -> None:
    damage(settings.folder)
    diagnosis = examine(settings)
    [found] = [check for check in diagnosis.checks if check.name == named]
    assert found.state is CheckState.PROBLEM
    assert "parley rebuild" in found.remedy
    assert diagnosis.repairable
    _rebuild(settings)
    assert examine(settings).healthy


def test_garbage_inside_the_vector_files_is_survived(settings: Settings) -> None:
    for path in (_generation(settings.folder) / "vectors").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xff" * path.stat().st_size)  # the sizes stay right
    assert "vectors" in _problems(settings)


def test_another_embedding_model_is_named(settings: Settings) -> None:
    problems = _problems(settings.model_copy(update={"embedding": "wordllama"}))
    assert "'hashing/512+1/format-1', the settings say 'wordllama/512+1/format-1'" in problems["indexes"].detail


def test_a_passage_outside_its_text_is_no_matter_of_the_indexes(settings: Settings) -> None:
    _change(settings.folder, "UPDATE passages SET end = 5000 WHERE article_id = 'steel'")
    diagnosis = examine(settings)
    [found] = [check for check in diagnosis.checks if check.state is CheckState.PROBLEM]
    assert (found.name, "'steel'" in found.detail) == ("passages", True)
    assert not diagnosis.repairable


def test_text_in_no_passage_is_noted(settings: Settings) -> None:
    _change(settings.folder, "UPDATE passages SET end = 40 WHERE article_id = 'steel'")
    [check] = [check for check in examine(settings).checks if check.name == "passages"]
    assert check.state is CheckState.NOTE
    assert "'steel'" in check.detail


def test_a_corrupt_database_is_named_with_the_way_back(settings: Settings) -> None:
    (settings.folder / "articles.db").write_bytes(b"no database at all" * 1000)
    problems = _problems(settings)
    assert "not a database" in problems["database"].detail
    assert "parley restore" in problems["database"].remedy


def test_a_torn_database_is_named(settings: Settings) -> None:
    path = settings.folder / "articles.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "database" in _problems(settings)


def test_a_database_emptied_of_everything_is_not_taken_for_an_empty_library(settings: Settings) -> None:
    (settings.folder / "articles.db").write_bytes(b"")
    with pytest.raises(LibraryDamaged, match=r"is empty, though its articles were indexed; restore a backup"):
        Assistant(settings)
    assert not examine(settings).healthy
    (settings.folder / "indexes" / "current.json").unlink()
    with Assistant(settings) as parley:  # as a first load leaves it that is killed at once
        assert parley.library.counts() == (0, 0)


def test_a_newer_library_is_named(settings: Settings) -> None:
    _change(settings.folder, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    assert "schema 99" in _problems(settings)["schema"].detail


def test_the_writer_is_named_and_is_no_problem(settings: Settings) -> None:
    with write_lock(settings.folder):
        diagnosis = examine(settings)
    assert diagnosis.healthy
    assert "is writing to it" in diagnosis.checks[-1].detail


# upgrade

TO_SCHEMA_1 = (
    "DROP TABLE changes",
    "CREATE TABLE index_queue (article_id TEXT PRIMARY KEY, known INTEGER NOT NULL)",
    "INSERT INTO index_queue VALUES ('soy', 1)",
    "DELETE FROM meta WHERE key IN ('identity', 'revision')",
    "UPDATE meta SET value = '1' WHERE key = 'schema_version'",
)


def test_a_library_of_the_first_schema_is_kept_and_brought_forward_with_its_articles_byte_equal(
    settings: Settings,
) -> None:
    rows = _rows(settings.folder)
    for statement in TO_SCHEMA_1:
        _change(settings.folder, statement)
    with Assistant(settings) as parley:
        parley.library.counts()
    assert _rows(settings.folder) == rows
    kept = settings.folder / "articles.db.schema-1"
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT * FROM articles ORDER BY id").fetchall() == rows[:3]
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("1",)
    _rebuild(settings)
    assert examine(settings).healthy


def test_where_an_older_library_cannot_be_kept_it_is_not_changed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for statement in TO_SCHEMA_1:
        _change(settings.folder, statement)

    def full(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("index.snapshots.copy_database", full)
    with pytest.raises(StorageError, match="the disk is full"):
        Assistant(settings)
    with closing(sqlite3.connect(settings.folder / "articles.db")) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("1",)
    assert not list(settings.folder.glob("articles.db.schema*"))


# backup and restore


def test_articles_are_byte_equal_after_a_round_trip(settings: Settings, archive: Path, tmp_path: Path) -> None:
    elsewhere = settings.model_copy(update={"library": tmp_path / "elsewhere"})
    restored = Assistant.restore(elsewhere, archive)
    assert (restored.manifest.articles, restored.kept) == (3, "")
    assert _rows(tmp_path / "elsewhere") == _rows(settings.folder)
    assert examine(elsewhere).healthy
    assert not list((tmp_path / "elsewhere").glob(".*"))


def test_a_backup_is_taken_while_another_process_writes(settings: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(settings.folder / "articles.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM articles")
        assert backup(settings.folder, tmp_path / "b.zip").articles == 3
        other.execute("ROLLBACK")


def test_a_file_that_exists_is_kept_unless_forced(settings: Settings, tmp_path: Path) -> None:
    there = tmp_path / "b.zip"
    there.write_text("precious", encoding="utf-8")
    with pytest.raises(UsageError, match="--force replaces it"):
        backup(settings.folder, there)
    assert there.read_text(encoding="utf-8") == "precious"
    assert backup(settings.folder, there, force=True).articles == 3
    assert zipfile.is_zipfile(there)


def test_what_a_killed_backup_left_is_gone_after_a_day(settings: Settings, tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".b.zip.old", ".b.zip.new", ".c.zip.old"))
    for folder in (old, new, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (0, 0))
    backup(settings.folder, tmp_path / "b.zip")
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_a_damaged_library_is_not_backed_up(settings: Settings, tmp_path: Path) -> None:
    path = settings.folder / "articles.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(LibraryDamaged):
        backup(settings.folder, tmp_path / "b.zip")
    assert not list(tmp_path.glob("*b.zip*"))


def test_a_library_is_replaced_only_when_forced_and_then_whole(settings: Settings, archive: Path) -> None:
    before = _rows(settings.folder)
    _change(settings.folder, "UPDATE articles SET title = 'changed since'")
    with pytest.raises(UsageError, match="there is a library at"):
        restore(settings, archive)
    Assistant.restore(settings, archive, force=True)
    assert _rows(settings.folder) == before
    assert examine(settings).healthy


def test_a_damaged_database_is_kept_beside_the_restored_one(settings: Settings, archive: Path) -> None:
    (settings.folder / "articles.db").write_bytes(b"garbage" * 1000)
    restored = Assistant.restore(settings, archive, force=True)
    assert Path(restored.kept).read_bytes() == b"garbage" * 1000
    assert examine(settings).healthy


def test_a_write_ahead_log_without_its_database_is_not_replayed(settings: Settings, archive: Path) -> None:
    rows = _rows(settings.folder)
    with closing(sqlite3.connect(settings.folder / "articles.db", isolation_level=None)) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("DELETE FROM passages")
        log = (settings.folder / "articles.db-wal").read_bytes()
    (settings.folder / "articles.db").unlink()
    (settings.folder / "articles.db-wal").write_bytes(log)
    Assistant.restore(settings, archive)
    assert _rows(settings.folder) == rows


def _repacked(archive: Path, to: Path, **parts: bytes) -> Path:
    """The archive with parts replaced or added; `database` and `manifest` are its own."""
    names = {"database": "articles.db", "manifest": "manifest.json"}
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
        for part, content in parts.items():
            after.writestr(names.get(part, part), content)
    return to


def _manifest_with(archive: Path, **values: object) -> bytes:
    with zipfile.ZipFile(archive) as packed:
        manifest = BackupManifest.model_validate_json(packed.read("manifest.json"))
        return manifest.model_copy(update=values).model_dump_json().encode()


def _packed(to: Path, manifest: bytes, database: bytes) -> Path:
    with zipfile.ZipFile(to, "w") as packed:
        packed.writestr("manifest.json", manifest)
        packed.writestr("articles.db", database)
    return to


@pytest.mark.parametrize("name", ["../evil.db", "/tmp/evil.db", "indexes/current.json", "..\\evil.db"])
def test_an_archive_with_anything_else_in_it_is_refused(
    settings: Settings, archive: Path, tmp_path: Path, name: str
) -> None:
    odd = _repacked(archive, tmp_path / "odd.zip", **{name: b"x"})
    with pytest.raises(InputError, match="is no backup of Parley"):
        restore(settings, odd, force=True)
    assert not list(tmp_path.rglob("evil.db"))


def test_what_is_no_archive_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    for name, message in (("x.zip", "is no backup or is damaged"), ("none.zip", "no file")):
        with pytest.raises(InputError, match=message):
            restore(settings, tmp_path / name, force=True)


def test_a_changed_database_is_refused_and_nothing_changes(settings: Settings, archive: Path, tmp_path: Path) -> None:
    rows = _rows(settings.folder)
    with zipfile.ZipFile(archive) as packed:
        database = packed.read("articles.db")
    manifest = _manifest_with(archive)
    for name, changed in (("a", database[:-1]), ("b", database + b"x"), ("c", b"X" + database[1:])):
        with pytest.raises(InputError, match="is damaged"):
            restore(settings, _packed(tmp_path / f"{name}.zip", manifest, changed), force=True)
    assert _rows(settings.folder) == rows
    assert examine(settings).healthy


def test_a_backup_of_a_newer_parley_is_refused(settings: Settings, archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        database = packed.read("articles.db")
    for values in ({"schema_version": 99}, {"format": 2}):
        newer = _packed(tmp_path / "newer.zip", _manifest_with(archive, **values), database)
        with pytest.raises(LibraryTooNew, match="upgrade Parley"):
            restore(settings, newer, force=True)


def test_a_database_that_would_run_something_is_refused(settings: Settings, tmp_path: Path) -> None:
    rows = _rows(settings.folder)
    trigger = "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END"
    _change(settings.folder, trigger)
    backup(settings.folder, tmp_path / "b.zip")
    _change(settings.folder, "DROP TRIGGER t")
    with pytest.raises(InputError, match="a trigger named 't'"):
        restore(settings, tmp_path / "b.zip", force=True)
    assert _rows(settings.folder) == rows


def test_stats_count_what_is_there(settings: Settings) -> None:
    with Assistant(settings) as parley:
        stats = parley.stats()
    assert (stats.articles, stats.passages, stats.stories, stats.undated, stats.waiting) == (3, 3, 3, 1, 0)
    assert stats.sources == {"Meridian Wire": 1, "Prairie Ledger": 1, "The Laurentian Post": 1}
    assert (str(stats.first), str(stats.last)) == ("2019-05-10", "2019-05-18")
    assert stats.index == "hashing/512+1/format-1"
