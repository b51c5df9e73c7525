from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from index.articles import Draft
from index.errors import LibraryLocked, StorageError
from index.library import Library
from index.loading import LoadReport
from index.locks import write_lock
from index.readers import ReadOptions

from .index_making import indexes_in, loader_in, records, write_records

CHILD = Path(__file__).with_name("loading_child.py")
ROOT = CHILD.parents[2]
COUNT = 200


def child(folder: Path, source: Path | str, *point: str, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(folder), str(source), *point]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, **options)


def finished(process: subprocess.Popen[str]) -> tuple[LoadReport, int]:
    assert process.stdout is not None
    with process.stdout:
        out = process.stdout.read()  # not communicate, which would close what another thread writes to
    assert process.wait() == 0
    *_, report, peak_kb = out.splitlines()
    return LoadReport.model_validate_json(report), int(peak_kb)


def state(folder: Path) -> dict[str, Any]:
    """All that a load leaves behind, without what the clock decides."""
    library, indexes = Library.in_folder(folder), indexes_in(folder)
    stored = library.with_passages([each for ids in library.ids() for each in ids])
    articles, vectors = indexes.keywords(), indexes.vectors()
    found = {
        "articles": [article.model_dump(exclude={"loaded_at"}) for article, _ in stored],
        "passages": [passage for _, parts in stored for passage in parts],
        "keywords": articles.counts(),
        "vectors": sorted(vectors.ids()),
        "queue": indexes.lag(library),
        "marked": [str(path) for path in folder.rglob("writing")],
    }
    indexes.close()
    library.close()
    return found


def whole(found: dict[str, Any]) -> bool:
    ids = [passage.id for passage in found["passages"]]
    counts = (len(found["articles"]), len(ids))
    return bool(
        found["keywords"] == counts and found["vectors"] == sorted(ids) and not found["queue"] + len(found["marked"])
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_records(tmp_path_factory.mktemp("input") / "articles.jsonl", COUNT)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, source: Path) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("undisturbed")
    report = loader_in(folder).load([str(source)], ReadOptions())
    assert (report.added, report.linked, report.indexed) == (COUNT, COUNT // 5, COUNT)
    found = state(folder)
    assert whole(found)
    return found


def test_loading_the_same_again_changes_nothing(tmp_path: Path, source: Path) -> None:
    loader = loader_in(tmp_path)
    loader.load([str(source)], ReadOptions())
    before = state(tmp_path)
    report = loader.load([str(source)], ReadOptions())
    assert (report.added, report.updated, report.unchanged, report.indexed) == (0, 0, COUNT, 0)
    assert state(tmp_path) == before


def test_of_two_records_with_one_id_the_later_stays_every_time(tmp_path: Path) -> None:
    drafts = [Draft(id="a1", text=f"Version {number} of the article.", place="p") for number in (1, 2)]
    loader = loader_in(tmp_path)
    for _ in range(3):
        loader.load(drafts, ReadOptions())
        assert Library.in_folder(tmp_path).get(["a1"])["a1"].text == "Version 2 of the article."


@pytest.mark.parametrize("url", ["http://[::1", "http://a.example:99999/", "http://a.example/\udcff?\udcff"])
def test_a_draft_made_in_python_is_cleaned_like_any_other(tmp_path: Path, url: str) -> None:
    draft = Draft(
        text="Talks\r\nstalled\x00 \ud800in e\u0301te\u0301.", title="A\nB", url=url, place="p", source="\udcff"
    )
    report = loader_in(tmp_path).load([draft, Draft(text=" \n", place="q")], ReadOptions())
    assert (report.added, report.skipped) == (1, 1)
    [article] = Library.in_folder(tmp_path).listing()
    assert article.text == "Talks\nstalled in été."
    assert article.title == "A B"


def test_a_dry_run_stores_nothing_and_counts_the_same(tmp_path: Path, source: Path) -> None:
    report = loader_in(tmp_path).load([str(source)], ReadOptions(), dry_run=True)
    assert (report.added, report.dry_run) == (COUNT, True)
    assert Library.in_folder(tmp_path).counts() == (0, 0)


# killed


def resumed(tmp_path: Path, source: Path) -> dict[str, Any]:
    loader_in(tmp_path).load([str(source)], ReadOptions())
    return state(tmp_path)


POINTS = [
    "index.library:Library.put! 3",
    "index.generations:Generations.mark! 1",
    "index.keywords:KeywordIndex.write! 1",
    "index.vectors:VectorIndex.write! 1",
    "index.generations:Generations.switch! 1",
    "index.generations:Generations.unmark! 1",
]


@pytest.mark.parametrize("point", POINTS)
def test_a_load_killed_at_a_point_ends_as_if_undisturbed_when_run_again(
    tmp_path: Path, source: Path, undisturbed: dict[str, Any], point: str
) -> None:
    process = child(tmp_path, source, *point.split())
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert resumed(tmp_path, source) == undisturbed


@pytest.mark.parametrize(
    "point",
    [
        "index.library:Library.put! 1",
        "index.keywords:KeywordIndex.write! 1",
        "index.vectors:VectorIndex.write! 1",
        "index.derived:DerivedIndexes._write! 1",
        "index.generations:Generations.switch! 1",
    ],
)
def test_a_second_load_killed_at_a_point_ends_as_if_undisturbed_when_run_again(
    tmp_path: Path, source: Path, undisturbed: dict[str, Any], point: str
) -> None:
    part = tmp_path / "part.jsonl"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = {**json.loads(lines[10]), "text": "Another text that is replaced later."}
    part.write_text("".join([*lines[:10], json.dumps(changed) + "\n", *lines[11:100]]), encoding="utf-8")
    library = tmp_path / "library"
    library.mkdir()
    loader_in(library).load([str(part)], ReadOptions())
    process = child(library, source, *point.split())
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert resumed(library, source) == undisturbed


def test_loads_killed_at_any_moment_end_as_if_undisturbed_when_run_again(
    tmp_path: Path, source: Path, undisturbed: dict[str, Any]
) -> None:
    chance = random.Random(11)
    killed = 0
    for _ in range(4):
        process = child(tmp_path, source)
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        time.sleep(chance.uniform(0, 0.6))
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    assert resumed(tmp_path, source) == undisturbed
    assert killed >= 2


def test_ctrl_c_is_reported_and_the_next_load_goes_on(
    tmp_path: Path, source: Path, undisturbed: dict[str, Any]
) -> None:
    process = child(tmp_path, "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin:
        process.stdin.write(source.read_text(encoding="utf-8"))
        process.stdin.flush()
        process.stdout.readline()  # something is stored, and the end of its input does not come
        process.send_signal(signal.SIGINT)
        report, _ = finished(process)
    assert report.interrupted
    assert len(Library.in_folder(tmp_path).listing(limit=COUNT)) == report.added > 0
    again = loader_in(tmp_path).load([str(source)], ReadOptions())
    assert (again.interrupted, again.unchanged, again.added) == (False, report.added, COUNT - report.added)
    assert state(tmp_path) == undisturbed


# two at once


def test_a_second_writer_is_refused_with_the_pid_of_the_first(tmp_path: Path, source: Path) -> None:
    process = child(tmp_path, "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(source.read_text(encoding="utf-8"))
    process.stdin.flush()
    process.stdout.readline()  # it holds the library, and waits for more
    with pytest.raises(LibraryLocked, match=rf"pid {process.pid}\b"):
        loader_in(tmp_path).load([str(source)], ReadOptions())
    assert Library.in_folder(tmp_path).counts()[0] > 0
    process.stdin.close()
    assert finished(process)[0].added == COUNT
    assert loader_in(tmp_path).load([str(source)], ReadOptions()).unchanged == COUNT


def test_the_lock_is_free_after_its_holder(tmp_path: Path) -> None:
    with write_lock(tmp_path), pytest.raises(LibraryLocked, match=str(os.getpid())), write_lock(tmp_path):
        pass
    with write_lock(tmp_path):
        pass


# a full disk


def test_a_full_disk_stops_the_load_and_leaves_what_was_reported(
    tmp_path: Path, small_disk: Path, source: Path
) -> None:
    few = write_records(tmp_path / "few.jsonl", 20)
    report = loader_in(small_disk).load([str(few)], ReadOptions())
    before = state(small_disk)
    assert whole(before)
    (small_disk / "ballast").write_bytes(b"x" * max(0, shutil.disk_usage(small_disk).free - 200_000))
    seen = []
    with pytest.raises(StorageError, match=r"cannot be|full|space"):
        loader_in(small_disk).load([str(source)], ReadOptions(), progress=lambda step: seen.append(step.articles))
    library = Library.in_folder(small_disk)
    assert {article.id for article in library.listing(limit=COUNT)} >= {each["id"] for each in before["articles"]}
    assert library.counts()[0] >= max(seen, default=report.added)
    (small_disk / "ballast").unlink()
    library.close()
    loader_in(small_disk).load([str(few)], ReadOptions())
    assert whole(state(small_disk))


def test_a_read_only_disk_is_said(small_disk: Path, source: Path) -> None:
    Library.in_folder(small_disk).close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StorageError, match=str(small_disk)):
        loader_in(small_disk).load([str(source)], ReadOptions())


# memory


def _stream(process: subprocess.Popen[str], megabytes: int, line_bytes: int, distinct: int) -> None:
    text = "\n".join(record["text"] for record in records(line_bytes // 1000))
    lines = [
        json.dumps({"id": f"r{number}", "title": "Talks", "text": f"{number} {text}"}) + "\n"
        for number in range(distinct)
    ]
    assert process.stdin is not None
    with process.stdin:
        for number in range(megabytes * 1_000_000 // len(lines[0])):
            process.stdin.write(lines[number % distinct])


@pytest.mark.slow
@pytest.mark.parametrize(("megabytes", "line_bytes", "distinct"), [(25, 30_000, 30), (6, 1_000_000, 2)])
def test_a_stream_of_any_length_loads_in_bounded_memory(
    tmp_path: Path, megabytes: int, line_bytes: int, distinct: int
) -> None:
    process = child(tmp_path, "-", stdin=subprocess.PIPE)
    writer = threading.Thread(target=_stream, args=(process, megabytes, line_bytes, distinct))
    writer.start()
    report, peak_kb = finished(process)
    writer.join()
    assert (report.failed, report.added) == (0, distinct)
    assert report.articles > distinct
    assert peak_kb < 450_000, "kilobytes; 270,000 were measured, at 60 and at 300 MB alike"
