"""What the library holds, in numbers that take a look at every article; kept until an article changes.

The articles' revision tells whether what is kept still holds, whichever process wrote: it is read in the same
transaction as the numbers.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select

from index import schema
from index.database import explained
from index.filters import SearchFilter
from index.records import conditions, day_from, read_revision

__all__ = ["Overview", "Span"]

Result = TypeVar("Result")

MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Span:
    """What the articles that pass a filter cover."""

    articles: int
    undated: int
    """Undated articles of the whole library."""
    first: date | None
    last: date | None


class Overview:
    """Numbers of one database. Several threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._revision = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return self._kept_or("counts", _counts)

    def span(self, where: SearchFilter) -> Span:
        """How many articles pass the filter and the days they cover."""
        return self._kept_or(("span", where), partial(_span, where))

    def sources(self) -> dict[str, int]:
        """Articles by outlet, most first."""
        return dict(self._kept_or("sources", _sources))

    def _kept_or(self, key: Hashable, ask: Callable[[Connection], Result]) -> Result:
        with explained(self._engine), self._engine.connect() as connection:
            revision = read_revision(connection)
            with self._lock:
                if self._revision != revision:
                    self._kept.clear()
                    self._revision = revision
                if key in self._kept:
                    self._kept.move_to_end(key)
                    kept: Result = self._kept[key]
                    return kept
            found = ask(connection)
        with self._lock:
            if self._revision == revision:
                self._kept[key] = found
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return found


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
