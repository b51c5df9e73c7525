"""Which articles of the database tell one story: near-copies linked under the one they come from.

Works inside the caller's transaction, on a batch of articles that it has just stored: a statement for each article
would cost more than the comparing. The outcome does not depend on the order of loading: links are symmetric, and the
head is chosen from the story as it then is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, RowMapping, select

from index.articles import Article
from index.dates import DateOrigin, PublicationDate
from index.schema import articles, bands
from index.signatures import Signature
from index.stories import APART, same_story
from index.story_heads import elect_head

__all__ = ["Fresh", "link_stories", "signed", "story_ids"]

MOST_CANDIDATES = 200
"""Articles that a new one is compared with at most, beside those whose texts are equal."""
Item = TypeVar("Item")
AT_ONCE = 5000
"""Parameters of one statement."""


class Fresh(NamedTuple):
    """An article that was just stored, and what it is compared by."""

    article: Article
    signature: Signature


def signed(article: Article) -> Fresh:
    """The article with its signature."""
    return Fresh(article, Signature(article.text, article.published, article.source))


def link_stories(connection: Connection, batch: Sequence[Fresh]) -> set[str]:
    """Put stored articles, each once, into the stories of their near-copies; ids of those that are not the heads."""
    known = {each.article.id: each.signature for each in batch}
    meeting = _meeting(connection, batch)
    _store_keys(connection, batch)
    rows = _rows(connection, {found for ids in meeting.values() for found in ids} | set(known))
    joined = _Joined()
    for each in batch:
        own = rows[each.article.id]
        for row in _candidates(own, [rows[found] for found in meeting[each.article.id]]):
            if joined.story(row["story_id"]) == joined.story(own["story_id"]):
                continue
            if row["text_hash"] == own["text_hash"] or same_story(
                each.signature, known.get(row["id"]) or _signature(connection, row)
            ):
                joined.join(row["story_id"], own["story_id"])
    heads = {story: _unite(connection, story, others) for story, others in joined.groups().items()}
    stories = {article_id: joined.story(rows[article_id]["story_id"]) for article_id in known}
    return {article_id for article_id, story in stories.items() if heads.get(story, article_id) != article_id}


def story_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The stories that these articles belong to."""
    rows = connection.execute(select(articles.c.story_id).where(articles.c.id.in_(list(ids))))
    return {row.story_id for row in rows}


class _Joined:
    """Stories found to be one, each set under one of its names."""

    def __init__(self) -> None:
        self._under: dict[str, str] = {}

    def story(self, name: str) -> str:
        while name in self._under:
            name = self._under[name]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.story(one), self.story(other)))
        self._under[second] = first

    def groups(self) -> dict[str, list[str]]:
        """The names that go, by the one that stays."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._under:
            found[self.story(name)].append(name)
        return found


def _store_keys(connection: Connection, batch: Sequence[Fresh]) -> None:
    rows = [{"band": key, "article_id": each.article.id} for each in batch for key in set(each.signature.keys)]
    if rows:
        connection.execute(bands.insert(), rows)


def _meeting(connection: Connection, batch: Sequence[Fresh]) -> Mapping[str, set[str]]:
    """Ids of other articles that each one of the batch meets under a key, by its id.

    The batch's own keys are not stored yet.
    """
    seeking: dict[int, list[str]] = defaultdict(list)
    for each in batch:
        for probe in each.signature.probes:
            seeking[probe].append(each.article.id)
    found: dict[str, set[str]] = {each.article.id: set() for each in batch}
    within = ((key, each.article.id) for each in batch for key in each.signature.keys)
    for key, other in chain(within, _stored(connection, list(seeking))):
        for article_id in seeking.get(key, ()):
            found[article_id].add(other)
    for each in batch:
        found[each.article.id].discard(each.article.id)
        if not each.signature.keys:
            found[each.article.id] |= _equal(connection, each.article)
    return found


def _stored(connection: Connection, probes: Sequence[int]) -> Iterator[tuple[int, str]]:
    for portion in _portions(probes):
        rows = connection.execute(select(bands.c.band, bands.c.article_id).where(bands.c.band.in_(portion)))
        yield from ((row.band, row.article_id) for row in rows)


def _equal(connection: Connection, article: Article) -> set[str]:
    """Ids of articles with the same text, for one too short to have keys."""
    own = select(articles.c.text_hash).where(articles.c.id == article.id).scalar_subquery()
    equal = select(articles.c.id).where(articles.c.text_hash == own, articles.c.id != article.id)
    return set(connection.execute(equal.order_by(articles.c.id).limit(MOST_CANDIDATES)).scalars())


def _rows(connection: Connection, ids: Iterable[str]) -> dict[str, RowMapping]:
    """What comparing needs of these articles but for their texts."""
    table = articles.c
    columns = (
        table.id, table.text_hash, table.story_id, table.source,
        table.published_value, table.published_origin, table.published_from, table.published_to,
    )  # fmt: skip
    found: dict[str, RowMapping] = {}
    for portion in _portions(sorted(ids)):
        rows = connection.execute(select(*columns).where(table.id.in_(portion))).mappings()
        found.update((row["id"], row) for row in rows)
    return found


def _candidates(own: RowMapping, rows: Sequence[RowMapping]) -> list[RowMapping]:
    """Those whose dates allow it: the ones whose texts are equal, and the first of the others."""
    near = sorted((row for row in rows if _near_in_time(own, row)), key=_id)
    equal = [row for row in near if row["text_hash"] == own["text_hash"]]
    return equal + [row for row in near if row["text_hash"] != own["text_hash"]][:MOST_CANDIDATES]


def _near_in_time(one: RowMapping, other: RowMapping) -> bool:
    """`index.stories.may_share_story`, of the days as they are stored."""
    if one["published_from"] is None or other["published_from"] is None:
        return True
    apart = max(one["published_from"] - other["published_to"], other["published_from"] - one["published_to"])
    return bool(apart <= APART.days)


def _id(row: RowMapping) -> str:
    return str(row["id"])


def _signature(connection: Connection, row: RowMapping) -> Signature:
    text = connection.execute(select(articles.c.text).where(articles.c.id == row["id"])).scalar_one()
    return Signature(text, _published(row), row["source"])


def _published(row: RowMapping) -> PublicationDate:
    return PublicationDate.of(row["published_value"], DateOrigin(row["published_origin"]))


def _unite(connection: Connection, story: str, others: Sequence[str]) -> str:
    """Let the story take the others in, and name it after its head; returns that article's id."""
    for portion in _portions(list(others)):
        connection.execute(articles.update().where(articles.c.story_id.in_(portion)).values(story_id=story))
    return elect_head(connection, story)


def _portions(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for first in range(0, len(items), AT_ONCE):
        yield items[first : first + AT_ONCE]
