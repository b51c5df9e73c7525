"""Which article of a story the others come from: the agency's own that they credit, or else the earliest.

An outlet is the agency when the other outlets' articles name it where credits stand: as their author, in the first or
in the last line. It may have been loaded or dated later than a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, RowMapping, func, select

from index.schema import articles

__all__ = ["elect_head"]

MOST_READ = 40
"""Of a larger story the earliest is taken, for its articles' credits would be read again with each that joins."""
EDGE = 240
"""Letters at each end of a text in which its credits are looked for."""
KINDS = frozenset({"agency", "news", "newswire", "press", "service", "wire", "wires"})
"""Words that credits leave off an agency's name."""


def elect_head(connection: Connection, story: str) -> str:
    """Name a story after its head; returns that article's id."""
    table = articles
    order = (table.c.published_from.is_(None), table.c.published_from, table.c.id)
    columns = select(
        table.c.id,
        table.c.source,
        table.c.author,
        func.substr(table.c.text, 1, EDGE).label("beginning"),
        func.substr(table.c.text, func.length(table.c.text) - EDGE + 1, EDGE).label("ending"),
    )
    members = columns.where(table.c.story_id == story).order_by(*order).limit(MOST_READ + 1)
    rows = connection.execute(members).mappings().all()
    if not rows:
        return story
    head = _head(rows)["id"]
    if head != story:
        connection.execute(table.update().where(table.c.story_id == story).values(story_id=head))
    return str(head)


def _head(rows: Sequence[RowMapping]) -> RowMapping:
    """Rows come earliest first."""
    if len(rows) > MOST_READ or len({row["source"] for row in rows}) == 1:
        return rows[0]
    crediting = {source: _crediting(source, rows) for source in {row["source"] for row in rows}}
    most = max(crediting.values())
    return next(row for row in rows if crediting[row["source"]] == most)


def _crediting(source: str, rows: Sequence[RowMapping]) -> int:
    """How many articles of other outlets credit this one."""
    named = _named(source)
    if named is None:
        return 0
    return sum(
        row["source"] != source and any(named.search(row[part]) for part in ("author", "beginning", "ending"))
        for row in rows
    )


@lru_cache(maxsize=1000)
def _named(source: str) -> re.Pattern[str] | None:
    words = source.split()
    while len(words) > 1 and words[-1].lower() in KINDS:
        words.pop()
    if not words or not words[0][0].isupper():
        return None
    name = " ".join(words)
    return re.compile(rf"\b(?:{re.escape(name)}|{re.escape(name.upper())})\b")
