"""Which articles of the database tell one story: near-copies linked under the earliest of them.

Works inside the caller's transaction. The outcome does not depend on the order of loading: links
are symmetric, and the head is the story's earliest article, by date and then by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, or_, select

from index.articles import Article
from index.records import elect_head, text_hash
from index.schema import articles, bands
from index.stories import APART, SAME, shingles, similarity

__all__ = ["link_story", "story_ids"]

MOST_CANDIDATES = 200
"""Articles that a new one is compared with at most: those whose texts are equal, and as many that are near."""


def link_story(connection: Connection, article: Article, keys: Sequence[int]) -> bool:
    """Put the stored article into the story of its near-copies; whether it is not the head of it."""
    near = sorted({row["story_id"] for row in _copies(connection, article, keys)})
    if not near:
        return False
    table = articles
    # the first story takes the article and the other stories in: its own rows, perhaps thousands, stay as they are
    story, *others = near
    joining = or_(table.c.id == article.id, table.c.story_id.in_(others))
    connection.execute(table.update().where(joining).values(story_id=story))
    return elect_head(connection, story) != article.id


def story_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The stories that these articles belong to."""
    rows = connection.execute(select(articles.c.story_id).where(articles.c.id.in_(list(ids))))
    return {row.story_id for row in rows}


def _copies(connection: Connection, article: Article, keys: Sequence[int]) -> list[RowMapping]:
    """Rows of near-copies, one a story that it belongs to."""
    same_text = text_hash(article.text)
    own: frozenset[int] | None = None
    found: dict[str, RowMapping] = {}
    for row in _candidates(connection, article, same_text, keys):
        if row["story_id"] in found:
            continue
        if row["text_hash"] != same_text:
            own = own if own is not None else shingles(article.text)
            if similarity(own, shingles(row["text"])) < SAME:
                continue
        found[row["story_id"]] = row
    return list(found.values())


def _candidates(connection: Connection, article: Article, same_text: str, keys: Sequence[int]) -> list[RowMapping]:
    first, last = article.published.first_day, article.published.last_day
    given: dict[str, object] = {"own_id": article.id, "own_hash": same_text}
    if first is not None and last is not None:
        given |= {"latest": last.toordinal() + APART.days, "earliest": first.toordinal() - APART.days}
    same, near = _statements(dated="latest" in given)
    rows = list(connection.execute(same, given).mappings())
    if keys:
        rows += connection.execute(near, {**given, "keys": list(keys)}).mappings()
    return rows


@cache
def _statements(*, dated: bool) -> tuple[Select[Any], Select[Any]]:
    """Articles whose text is the same, and those that share a band with the `keys`.

    Made once: for every article of a load, making them takes longer than asking them.
    """
    table = articles
    columns = select(table.c.id, table.c.text, table.c.text_hash, table.c.story_id).where(
        table.c.id != bindparam("own_id"), *(_near_in_time() if dated else ())
    )
    same = columns.where(table.c.text_hash == bindparam("own_hash"))
    meeting = select(bands.c.article_id).where(bands.c.band.in_(bindparam("keys", expanding=True))).distinct()
    near = columns.where(table.c.id.in_(meeting), table.c.text_hash != bindparam("own_hash"))
    return same.order_by(table.c.id).limit(MOST_CANDIDATES), near.order_by(table.c.id).limit(MOST_CANDIDATES)


def _near_in_time() -> list[ColumnElement[bool]]:
    """`index.stories.may_share_story` as SQL: articles of other weeks would fill the candidates' number."""
    table = articles
    return [
        or_(table.c.published_from.is_(None), table.c.published_from <= bindparam("latest")),
        or_(table.c.published_to.is_(None), table.c.published_to >= bindparam("earliest")),
    ]
