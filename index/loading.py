"""The loading pipeline: read, date, set aside, split, store, link copies, index.

Articles are stored in batches, each in one transaction with a note that the indexes must catch up;
a load that is cut off anywhere goes on where it was when the same command is given again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO, NamedTuple

from pydantic import BaseModel, ConfigDict

from index.articles import Draft, Passage
from index.cutting import settle_cut
from index.derived import DerivedIndexes
from index.library import Change, Library, StoredArticle
from index.passages import PassageSettings
from index.preparing import Here, Intake, Settled, Work
from index.readers import Problem, ReadOptions, count_inputs
from index.room import bytes_to_load, room_explained

__all__ = ["LoadProgress", "LoadReport", "Loader", "Note"]

INDEX_EVERY = 5000
"""Articles waiting for the indexes before a long load pauses to catch up."""
MOST_LISTED = 1000
"""Lines of each list in a report; the counts go on."""


class Note(BaseModel):
    """A line of the report about one input."""

    model_config = ConfigDict(frozen=True)

    place: str
    reason: str


class LoadReport(BaseModel):
    """What a load did. Counts are of articles, or of inputs that gave none."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    linked: int = 0
    """Of the added and updated ones, those that are copies of an earlier article."""
    skipped: int = 0
    """Passed over on purpose: empty, no article in it."""
    failed: int = 0
    indexed: int = 0
    """Articles whose index entries were brought up to date."""
    dry_run: bool = False
    interrupted: bool = False
    seconds: float = 0.0
    skipped_inputs: list[Note] = []
    failed_inputs: list[Note] = []
    doubts: list[Note] = []
    """What a person should know of articles that were loaded: no date, two dates that disagree."""

    @property
    def articles(self) -> int:
        """Articles read, whatever became of them."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """How far a load is."""

    phase: str
    """`reading` or `indexing`."""
    articles: int
    """Read, or brought into the indexes, so far."""
    done: int
    """Bytes read, or articles indexed."""
    total: int | None
    """Of the same; None when it cannot be known."""


Progress = Callable[[LoadProgress], None]


@dataclass(slots=True)
class _Run:
    """One call of `load`."""

    options: ReadOptions
    today: date
    total: int | None
    progress: Progress
    report: LoadReport
    bytes_read: int = 0
    waiting: int = 0
    """Articles stored that the indexes have not caught up with."""

    def count(self, more: int) -> None:
        self.bytes_read += more


class _Cutting(NamedTuple):
    """A batch on its way."""

    changed: list[Settled]
    passages: Callable[[], list[list[Passage]]]
    """Waits for them, one list an article."""


class Loader:
    """Loads articles into one library."""

    def __init__(
        self, library: Library, indexes: DerivedIndexes, passages: PassageSettings, work: Work | None = None
    ) -> None:
        """`work` is done in this process when it is not given."""
        self._library = library
        self._indexes = indexes
        self._passages = passages
        self._work: Work = work or Here(passages)

    def load(
        self,
        inputs: Sequence[str | Draft],
        options: ReadOptions,
        *,
        today: date | None = None,
        dry_run: bool = False,
        stdin: BinaryIO | None = None,
        progress: Progress = lambda _: None,
    ) -> LoadReport:
        """Read the inputs in order and load what they hold.

        A KeyboardInterrupt ends it early with `interrupted` set: what was reported is stored.
        Raises: LibraryLocked when another process is loading; IndexStale when the library was made with another
        embedding model or other passages, which would not mix; StorageError when the disk is full.
        """
        started = time.monotonic()
        paths = [each for each in inputs if isinstance(each, str)]
        run = _Run(
            options=options,
            today=today or datetime.now(tz=UTC).date(),
            total=count_inputs(paths).bytes if paths else None,
            progress=progress,
            report=LoadReport(dry_run=dry_run),
        )
        settled = self._work.settled(Intake(inputs, options, run.today, stdin, run.count))
        if dry_run:
            self._read_all(settled, run)
        else:
            with self._library.writer():
                self._load_locked(settled, run)
        run.report.seconds = round(time.monotonic() - started, 3)
        return run.report

    def _load_locked(self, settled: Iterator[list[Settled | Problem]], run: _Run) -> None:
        try:
            with room_explained(self._indexes.folder, lambda: bytes_to_load(run.total, run.bytes_read)):
                self._indexes.check_make()
                settle_cut(self._library, self._passages)
                self._read_all(settled, run)
                self._catch_up(run)
        except KeyboardInterrupt:
            run.report.interrupted = True

    def _read_all(self, settled: Iterator[list[Settled | Problem]], run: _Run) -> None:
        pending: deque[_Cutting] = deque()
        for batch in settled:
            pending.append(self._begin(batch, run.report))
            while len(pending) > self._work.ahead:
                self._finish(pending.popleft(), run)
        while pending:
            self._finish(pending.popleft(), run)

    def _begin(self, batch: Sequence[Settled | Problem], report: LoadReport) -> _Cutting:
        """List what gave no article, and have those cut that changed."""
        for each in batch:
            if isinstance(each, Problem):
                _list_problem(report, each)
            else:
                for doubt in each.doubts:
                    _append(report.doubts, Note(place=each.place, reason=doubt))
        changed = self._changed([each for each in batch if isinstance(each, Settled)], report)
        return _Cutting(changed, self._work.cut([each.article for each in changed]))

    def _finish(self, cutting: _Cutting, run: _Run) -> None:
        """Store a batch, and bring the indexes up to date from time to time."""
        stored = []
        for settled, passages in zip(cutting.changed, cutting.passages(), strict=True):
            if passages:
                stored.append(StoredArticle(settled.article, passages))
                continue
            reason = "nothing but captions or boilerplate" if settled.article.text.strip() else "empty"
            _list_problem(run.report, Problem(place=settled.place, reason=reason, failed=False))
        self._store(stored, run.report)
        run.waiting += len(stored)
        run.progress(LoadProgress("reading", run.report.articles, run.bytes_read, run.total))
        if run.waiting >= INDEX_EVERY and not run.report.dry_run:
            self._catch_up(run)
            run.waiting = 0

    def _changed(self, batch: Sequence[Settled], report: LoadReport) -> list[Settled]:
        hashes = self._library.hashes([each.article.id for each in batch])
        changed = []
        for each in batch:
            article = each.article
            if hashes.get(article.id) == article.content_hash:
                report.unchanged += 1
                continue
            # of two records with one id the later stays, also when this one changes it and that one back
            hashes[article.id] = article.content_hash
            changed.append(each)
        return changed

    def _store(self, stored: Sequence[StoredArticle], report: LoadReport) -> None:
        if report.dry_run:
            known = self._library.hashes([each.article.id for each in stored])
            report.updated += len(known)
            report.added += len({each.article.id for each in stored}) - len(known)
            return
        for put in self._library.put(stored) if stored else []:
            report.added += put.change is Change.ADDED
            report.updated += put.change is Change.UPDATED
            report.unchanged += put.change is Change.UNCHANGED
            report.linked += put.linked

    def _catch_up(self, run: _Run) -> None:
        total = self._indexes.lag(self._library)

        def written(done: int) -> None:
            run.progress(LoadProgress("indexing", run.report.articles, done, max(total, done)))

        run.report.indexed += self._indexes.catch_up(self._library, written)


def _list_problem(report: LoadReport, problem: Problem) -> None:
    note = Note(place=problem.place, reason=problem.reason)
    if problem.failed:
        report.failed += 1
        _append(report.failed_inputs, note)
    else:
        report.skipped += 1
        _append(report.skipped_inputs, note)


def _append(lines: list[Note], note: Note) -> None:
    if len(lines) < MOST_LISTED:
        lines.append(note)
