"""The loading pipeline: read, date, set aside, split, store, link copies, index.

Articles are stored in batches, each in one transaction with a note that the indexes must catch up;
a load that is cut off anywhere goes on where it was when the same command is given again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from index.articles import Article, Draft, article_id, content_hash
from index.boilerplate import set_aside
from index.cutting import cut_article, settle_cut
from index.dating import settle_date
from index.derived import DerivedIndexes
from index.library import Change, Library, StoredArticle
from index.passages import PassageSettings
from index.readers import Problem, ReadOptions, count_inputs, read_inputs
from index.readers.drafting import make_draft
from index.room import bytes_to_load, room_explained

__all__ = ["LoadProgress", "LoadReport", "Loader", "Note"]

BATCH = 64
BATCH_LETTERS = 2_000_000
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

    def count(self, more: int) -> None:
        self.bytes_read += more


class Loader:
    """Loads articles into one library."""

    def __init__(self, library: Library, indexes: DerivedIndexes, passages: PassageSettings) -> None:
        self._library = library
        self._indexes = indexes
        self._passages = passages

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
        drafts = _drafts(inputs, run, stdin)
        if dry_run:
            self._read_all(drafts, run)
        else:
            with self._library.writer():
                self._load_locked(drafts, run)
        run.report.seconds = round(time.monotonic() - started, 3)
        return run.report

    def _load_locked(self, drafts: Iterator[Draft | Problem], run: _Run) -> None:
        try:
            with room_explained(self._indexes.folder, lambda: bytes_to_load(run.total, run.bytes_read)):
                self._indexes.check_make()
                settle_cut(self._library, self._passages)
                self._read_all(drafts, run)
                self._catch_up(run)
        except KeyboardInterrupt:
            run.report.interrupted = True

    def _read_all(self, drafts: Iterator[Draft | Problem], run: _Run) -> None:
        report = run.report
        waiting = 0
        for batch in _batches(drafts):
            for each in batch:
                if isinstance(each, Problem):
                    _list_problem(report, each)
            articles = [_settle(each, run) for each in batch if isinstance(each, Draft)]
            changed = self._changed(articles, report)
            stored = [each for each in (self._prepare(article, place, report) for article, place in changed) if each]
            self._store(stored, report)
            waiting += len(stored)
            run.progress(LoadProgress("reading", report.articles, run.bytes_read, run.total))
            if waiting >= INDEX_EVERY and not report.dry_run:
                self._catch_up(run)
                waiting = 0

    def _changed(self, articles: Sequence[tuple[Article, str]], report: LoadReport) -> list[tuple[Article, str]]:
        hashes = self._library.hashes([article.id for article, _ in articles])
        changed = []
        for article, place in articles:
            if hashes.get(article.id) == article.content_hash:
                report.unchanged += 1
                continue
            # of two records with one id the later stays, also when this one changes it and that one back
            hashes[article.id] = article.content_hash
            changed.append((article, place))
        return changed

    def _prepare(self, article: Article, place: str, report: LoadReport) -> StoredArticle | None:
        passages = cut_article(article, self._passages)
        if not passages:
            reason = "nothing but captions or boilerplate" if article.text.strip() else "empty"
            _list_problem(report, Problem(place=place, reason=reason, failed=False))
            return None
        return StoredArticle(article, passages)

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


def _drafts(inputs: Sequence[str | Draft], run: _Run, stdin: BinaryIO | None) -> Iterator[Draft | Problem]:
    for each in inputs:
        if isinstance(each, Draft):
            yield make_draft(**{name: getattr(each, name) for name in Draft.model_fields})
        else:
            yield from read_inputs([each], run.options, stdin=stdin, on_bytes=run.count)


def _batches(drafts: Iterator[Draft | Problem]) -> Iterator[list[Draft | Problem]]:
    """Up to `BATCH` at once, and no more letters than `BATCH_LETTERS` and one article."""
    batch: list[Draft | Problem] = []
    letters = 0
    for each in drafts:
        batch.append(each)
        letters += len(each.text) if isinstance(each, Draft) else 0
        if len(batch) == BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _settle(draft: Draft, run: _Run) -> tuple[Article, str]:
    settled = settle_date(draft, run.options, today=run.today)
    for doubt in (*settled.doubts, *draft.notes):
        _append(run.report.doubts, Note(place=draft.place, reason=doubt))
    source = run.options.source or draft.source
    title = draft.title or _headless_title(draft.text)
    # the made-up title takes no part in the id: a better way of making it must not change ids
    identity = article_id(draft.model_copy(update={"source": source}), settled.published)
    named = draft.model_copy(update={"source": source, "title": title})
    article = Article(
        id=identity,
        title=title,
        text=draft.text,
        published=settled.published,
        source=source,
        author=draft.author,
        url=draft.url,
        language=draft.language,
        loaded_at=datetime.now(tz=UTC),
        content_hash=content_hash(named, settled.published),
        story_id=identity,
    )
    return article, draft.place


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


def _headless_title(text: str) -> str:
    """A name for an article without a title: the beginning of its first line that is no caption."""
    text = text[:4000]
    aside = set_aside(text)
    start = 0
    for span in aside:
        if text[start : span.start].strip():
            break
        start = span.end
    words = text[start : start + 400].strip().split("\n", 1)[0].split()
    title = ""
    for word in words:
        if len(title) + len(word) > 80:
            return f"{title} …"
        title = f"{title} {word}".strip()
    return title
