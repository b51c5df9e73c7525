"""What the library holds, in numbers that take a look at every article; kept until an article changes.

So are the summaries of single articles, by which every question ranks hundreds: in the table each stands behind its
article's whole text. The articles' revision tells whether what is kept still holds, whichever process wrote. It is read
in the same transaction as the numbers; where they are kept, alone and by the shortest way: a question asks for a dozen.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select

from index import schema
from index.database import explained
from index.filters import SearchFilter
from index.records import chunks, conditions, day_from, driver_revision, read_revision

__all__ = ["ArticleSummary", "Overview", "Span"]

Result = TypeVar("Result")

MOST_KEPT = 256
"""Numbers of single filters."""
MOST_SUMMARIES = 50_000
"""About 20 MB."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What ranking needs to know of an article, without its text."""

    id: str
    source: str
    story_id: str
    published_from: int | None
    """Ordinal of the earliest possible publication day; None when undated."""
    published_to: int | None
    """Of the latest possible one."""


@dataclass(frozen=True, slots=True)
class Span:
    """What the articles that pass a filter cover."""

    articles: int
    undated: int
    """Undated articles of the whole library."""
    first: date | None
    last: date | None


@dataclass(slots=True)
class _Kept:
    """What is known of one revision."""

    revision: int
    numbers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    summaries: dict[str, ArticleSummary] = field(default_factory=dict)


class Overview:
    """Numbers of one database. Several threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._latest = _Kept(-1)

    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return self._kept_or("counts", _counts)

    def span(self, where: SearchFilter) -> Span:
        """How many articles pass the filter and the days they cover."""
        return self._kept_or(("span", where), partial(_span, where))

    def sources(self) -> dict[str, int]:
        """Articles by outlet, most first."""
        return dict(self._kept_or("sources", _sources))

    def changed_since(self, revision: int) -> int:
        """How many articles changed or went after that revision."""
        return self._kept_or(("changed", revision), partial(_changed_since, revision))

    def summaries(self, ids: Sequence[str]) -> dict[str, ArticleSummary]:
        """What ranking needs, by article id; ids that are not there are left out."""
        known = self._kept_now().summaries
        if not all(each in known for each in ids):
            with explained(self._engine), self._engine.connect() as connection:
                kept = self._kept_of(read_revision(connection))
                more = _summaries([each for each in ids if each not in kept.summaries], connection)
            with self._lock:
                if len(kept.summaries) + len(more) > MOST_SUMMARIES:
                    kept.summaries = {each: kept.summaries[each] for each in ids if each in kept.summaries}
                kept.summaries.update(more)
                known = kept.summaries
        return {each: known[each] for each in ids if each in known}

    def _kept_or(self, key: Hashable, ask: Callable[[Connection], Result]) -> Result:
        kept = self._kept_now()
        found: Result | None = kept.numbers.get(key)
        if found is None:
            with explained(self._engine), self._engine.connect() as connection:
                kept = self._kept_of(read_revision(connection))
                found = ask(connection)
            with self._lock:
                kept.numbers[key] = found
                if len(kept.numbers) > MOST_KEPT:
                    kept.numbers.popitem(last=False)
        return found

    def _kept_now(self) -> _Kept:
        """What is kept of the articles as they are at this moment."""
        if self._engine.dialect.name != "sqlite":
            with explained(self._engine), self._engine.connect() as connection:
                return self._kept_of(read_revision(connection))
        with explained(self._engine), closing(self._engine.raw_connection()) as driver:
            return self._kept_of(driver_revision(driver.cursor()))

    def _kept_of(self, revision: int) -> _Kept:
        """What is kept of a revision, which is let go when another one is asked for."""
        with self._lock:
            if self._latest.revision != revision:
                self._latest = _Kept(revision)
            return self._latest


def _counts(connection: Connection) -> tuple[int, int]:
    articles, passages = (
        int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in (schema.articles, schema.passages)
    )
    return articles, passages


def _span(where: SearchFilter, connection: Connection) -> Span:
    table = schema.articles
    query = select(func.count(), func.min(table.c.published_from), func.max(table.c.published_to))
    count, first, last = connection.execute(query.where(*conditions(connection, where))).one()
    undated = select(func.count()).select_from(table).where(table.c.published_from.is_(None))
    return Span(int(count), int(connection.execute(undated).scalar_one()), day_from(first), day_from(last))


def _sources(connection: Connection) -> dict[str, int]:
    column = schema.articles.c.source
    query = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
    return {source: int(count) for source, count in connection.execute(query)}


def _changed_since(revision: int, connection: Connection) -> int:
    query = select(func.count()).select_from(schema.changes).where(schema.changes.c.revision > revision)
    return int(connection.execute(query).scalar_one())


def _summaries(ids: Sequence[str], connection: Connection) -> dict[str, ArticleSummary]:
    table = schema.articles
    columns = select(table.c.id, table.c.source, table.c.story_id, table.c.published_from, table.c.published_to)
    rows = [row for chunk in chunks(ids) for row in connection.execute(columns.where(table.c.id.in_(chunk))).all()]
    return {row[0]: ArticleSummary(*row) for row in rows}
