"""Loading on Ray: the same end as in one process, also when workers die."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding import HashingEmbedder
from index.errors import LibraryUnreachable
from index.library import Library
from index.loading import Loader, LoadReport
from index.ray_work import RayWork
from index.readers import ReadOptions

from .index_making import SETTINGS, indexes_in, write_records

pytestmark = [
    pytest.mark.ray,
    pytest.mark.slow,
    pytest.mark.loopback,
    pytest.mark.timeout(900),
    # Ray leaves the ends of its own processes and pipes to the garbage collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

COUNT = 300


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with many articles in one file, small files, copies, and what is no article."""
    folder = tmp_path_factory.mktemp("input")
    write_records(folder / "articles.jsonl", COUNT)
    for number in range(70):
        text = f"Published: 2019-05-{number % 28 + 1:02}\n\nTalks of round {number} on steel were held. " * 3
        (folder / f"note-{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


def state(folder: Path) -> dict[str, Any]:
    """All that a load leaves behind, without what the clock decides."""
    with closing(Library.in_folder(folder)) as library, closing(indexes_in(folder)) as indexes:
        stored = library.with_passages([each for ids in library.ids() for each in ids])
        kept = indexes.vectors()._collection.get(include=["embeddings"])
        assert kept["embeddings"] is not None
        vectors = dict(zip(kept["ids"], kept["embeddings"], strict=True))
        return {
            "articles": [article.model_dump(exclude={"loaded_at"}) for article, _ in stored],
            "passages": [passage for _, parts in stored for passage in parts],
            "keywords": indexes.keywords().counts(),
            "ids": sorted(vectors),
            "vectors": np.stack([vectors[passage_id] for passage_id in sorted(vectors)]),
            "lag": indexes.lag(library),
        }


def load(folder: Path, source: Path, work: RayWork | None = None) -> LoadReport:
    folder.mkdir(exist_ok=True)
    with closing(Library.in_folder(folder)) as library, closing(indexes_in(folder)) as indexes:
        if work is not None:
            indexes.use(work.embedder)
        return Loader(library, indexes, SETTINGS, work).load([str(source)], ReadOptions())


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert np.array_equal(one["vectors"], other["vectors"])
    assert {**one, "vectors": ()} == {**other, "vectors": ()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, source: Path) -> tuple[LoadReport, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("alone")
    return load(folder, source), state(folder)


@pytest.fixture(scope="module")
def work() -> Iterator[RayWork]:
    with closing(RayWork("local", SETTINGS, HashingEmbedder)) as found:
        yield found


def test_the_end_is_that_of_one_process(
    tmp_path: Path, source: Path, alone: tuple[LoadReport, dict[str, Any]], work: RayWork
) -> None:
    report, expected = alone
    found = load(tmp_path / "ray", source, work)
    left_out = {"seconds", "skipped_inputs", "failed_inputs", "doubts"}
    assert found.model_dump(exclude=left_out) == report.model_dump(exclude=left_out)
    for name in ("skipped_inputs", "failed_inputs", "doubts"):
        assert sorted(map(repr, getattr(found, name))) == sorted(map(repr, getattr(report, name)))
    same(state(tmp_path / "ray"), expected)
    again = load(tmp_path / "ray", source, work)
    assert (again.added, again.updated, again.unchanged) == (0, 0, report.added)
    assert work.embedder._known == {}


def test_workers_that_are_killed_change_nothing(
    tmp_path: Path, source: Path, alone: tuple[LoadReport, dict[str, Any]], work: RayWork
) -> None:
    done = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        while not done.is_set() and len(killed) < 3:
            for pid in _workers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                break
            time.sleep(0.05)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        load(tmp_path / "ray", source, work)
    finally:
        done.set()
        thread.join()
    assert killed
    same(state(tmp_path / "ray"), alone[1])


def _workers() -> list[int]:
    """Processes of our own that do a task of ours right now; Ray names them after it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            name = path.read_bytes().split(b"\0")[0]
            if name in {b"ray::_read", b"ray::_cut"} or name.startswith((b"ray::_read", b"ray::_cut")):
                found.append(int(path.parent.name))
    return found


def test_vectors_are_taken_from_the_workers_and_others_are_made_here(work: RayWork) -> None:
    made = HashingEmbedder()
    texts = ["steel", "wine", "cars"]
    work.embedder.remember(texts[:2], made.embed(texts[:2]))
    assert np.array_equal(work.embedder.embed(texts), made.embed(texts))
    assert work.embedder.embed([]).shape[0] == 0


def test_a_cluster_that_is_not_there_is_said() -> None:
    with pytest.raises(LibraryUnreachable, match=r"Ray cluster at '127\.0\.0\.1:1' does not answer.*--ray"):
        RayWork("127.0.0.1:1", SETTINGS, partial(HashingEmbedder))
