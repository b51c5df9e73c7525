"""The articles as a table to look through: searched, sorted, a page at a time, without their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select

from index import schema
from index.database import explained
from index.dates import DateOrigin, PublicationDate
from index.filters import SearchFilter
from index.library import Library
from index.records import conditions

__all__ = ["ArticleLine", "LinesPage", "Months", "Order", "article_lines", "months_of"]


class Order(StrEnum):
    """What lines may be sorted by."""

    PUBLISHED = "published"
    TITLE = "title"
    SOURCE = "source"
    LOADED = "loaded"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a table."""

    id: str
    title: str
    source: str
    published: PublicationDate
    url: str
    loaded_at: str
    """ISO 8601."""
    letters: int
    """How long its text is."""
    copy: bool
    """Whether it is a copy of another article of the library."""


@dataclass(frozen=True, slots=True)
class LinesPage:
    """One page of lines, and how many there are on all pages."""

    lines: tuple[ArticleLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Months:
    """How many articles are of each month, and how many are not known that well."""

    counts: dict[tuple[int, int], int]
    """By year and month, in order; months without an article are left out."""
    vague: int
    """Dated to a year alone, or undated."""


def article_lines(
    library: Library,
    where: SearchFilter | None = None,
    *,
    words: str = "",
    order: Order = Order.PUBLISHED,
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> LinesPage:
    """Lines of articles that pass the filter and have every one of the words in title, outlet, address or id.

    Undated articles come last, whichever way the dates are sorted.
    """
    table = schema.articles
    size = func.length(table.c.text)
    keys = {
        Order.PUBLISHED: table.c.published_to,
        Order.TITLE: func.lower(table.c.title),
        Order.SOURCE: func.lower(table.c.source),
        Order.LOADED: table.c.loaded_at,
        Order.LENGTH: size,
    }
    key = keys[order]
    sorting = (key.is_(None), key.desc() if descending else key.asc(), table.c.id)
    names = ("id", "title", "source", "published_value", "published_origin", "url", "loaded_at", "story_id")
    with explained(library.engine), library.engine.connect() as connection:
        passing = and_(True, *conditions(connection, where or SearchFilter()), *map(_holds, words.split()))
        total = int(connection.execute(select(func.count()).select_from(table).where(passing)).scalar_one())
        columns = select(*(table.c[name] for name in names), size.label("letters")).where(passing)
        rows = connection.execute(columns.order_by(*sorting).limit(limit).offset(offset)).all()
    lines = tuple(
        ArticleLine(
            id=row.id,
            title=row.title,
            source=row.source,
            published=PublicationDate.of(row.published_value, DateOrigin(row.published_origin)),
            url=row.url,
            loaded_at=row.loaded_at,
            letters=int(row.letters),
            copy=row.story_id != row.id,
        )
        for row in rows
    )
    return LinesPage(lines, total)


def months_of(library: Library) -> Months:
    """Count the articles of each month."""
    table = schema.articles
    query = select(table.c.published_from, table.c.published_to, func.count()).group_by(
        table.c.published_from, table.c.published_to
    )
    counts: Counter[tuple[int, int]] = Counter()
    vague = 0
    with explained(library.engine), library.engine.connect() as connection:
        for first, last, count in connection.execute(query):
            month = _month(first)
            if month is None or month != _month(last):
                vague += int(count)
            else:
                counts[month] += int(count)
    return Months(dict(sorted(counts.items())), vague)


def _holds(word: str) -> ColumnElement[bool]:
    table = schema.articles
    return or_(
        *(
            func.lower(column).contains(word.lower(), autoescape=True)
            for column in (table.c.title, table.c.source, table.c.url, table.c.id)
        )
    )


def _month(ordinal: int | None) -> tuple[int, int] | None:
    if ordinal is None:
        return None
    day = date.fromordinal(ordinal)
    return day.year, day.month
