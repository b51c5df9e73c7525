"""Which articles of the database tell one story: near-copies linked under the earliest of them.

Works inside the caller's transaction. The outcome does not depend on the order of loading: links
are symmetric, and the head is the story's earliest article, by date and then by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, select

from index.articles import Article
from index.dates import DateOrigin, PublicationDate
from index.records import text_hash
from index.schema import articles, bands
from index.stories import SAME, may_share_story, shingles, similarity

__all__ = ["elect_head", "link_story", "story_ids"]

MOST_CANDIDATES = 200
COMPARED_PER_STORY = 3
"""A thousand copies of one text are compared with three of them."""


def link_story(connection: Connection, article: Article, keys: Sequence[int]) -> bool:
    """Put the stored article into the story of its near-copies; whether it is not the head of it."""
    near = {row["story_id"] for row in _copies(connection, article, keys)}
    if not near:
        return False
    table = articles
    connection.execute(table.update().where(table.c.story_id.in_(near)).values(story_id=article.id))
    return elect_head(connection, article.id) != article.id


def elect_head(connection: Connection, story: str) -> str:
    """Name a story after its earliest article; returns that article's id."""
    table = articles
    order = (table.c.published_from.is_(None), table.c.published_from, table.c.id)
    head = connection.execute(
        select(table.c.id).where(table.c.story_id == story).order_by(*order).limit(1)
    ).scalar()
    if head is None:
        return story
    connection.execute(table.update().where(table.c.story_id == story).values(story_id=head))
    return str(head)


def story_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The stories that these articles belong to."""
    rows = connection.execute(select(articles.c.story_id).where(articles.c.id.in_(list(ids))))
    return {row.story_id for row in rows}


def _copies(connection: Connection, article: Article, keys: Sequence[int]) -> list[RowMapping]:
    same_text = text_hash(article.text)
    own = shingles(article.text) if keys else frozenset()
    found = []
    compared: dict[str, int] = {}
    for row in _candidates(connection, article.id, same_text, keys):
        story = row["story_id"]
        if compared.get(story, 0) >= COMPARED_PER_STORY:
            continue
        compared[story] = compared.get(story, 0) + 1
        published = PublicationDate.of(row["published_value"], DateOrigin.UNKNOWN)
        if not may_share_story(article.published, published):
            continue
        if row["text_hash"] == same_text or similarity(own, shingles(row["text"])) >= SAME:
            found.append(row)
            compared[story] = COMPARED_PER_STORY
    return found


def _candidates(
    connection: Connection, article_id: str, same_text: str, keys: Sequence[int]
) -> list[RowMapping]:
    table = articles
    columns = select(table.c.id, table.c.text, table.c.text_hash, table.c.story_id, table.c.published_value)
    same = (
        columns.where(table.c.text_hash == same_text, table.c.id != article_id).order_by(table.c.id).limit(5)
    )
    rows = list(connection.execute(same).mappings())
    if keys:
        meeting = (
            select(bands.c.article_id)
            .where(bands.c.band.in_(keys), bands.c.article_id != article_id)
            .distinct()
        )
        near = columns.where(table.c.id.in_(meeting)).order_by(table.c.id).limit(MOST_CANDIDATES)
        rows += connection.execute(near).mappings()
    return rows
