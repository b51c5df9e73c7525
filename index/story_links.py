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
from index.database import insert_rows, one_of
from index.dates import DateOrigin, PublicationDate
from index.schema import articles, bands
from index.signatures import REWRITE_DAYS, Signature
from index.stories import APART, same_figures, same_story
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
    for part in _parts(batch, rows, meeting):
        unread = {
            row["id"] for own, near in part for row in near if row["text_hash"] != own["text_hash"]
        } - known.keys()
        read = {row["id"]: row for _, near in part for row in near if row["id"] in unread}
        texts = _texts(connection, sorted(unread))
        others = {name: Signature(texts[name], _published(row), row["source"]) for name, row in read.items()}
        for own, near in part:
            for row in near:
                if joined.story(row["story_id"]) == joined.story(own["story_id"]):
                    continue
                if row["text_hash"] != own["text_hash"]:
                    other = known.get(row["id"]) or others[row["id"]]
                    if not _copies(known[own["id"]], other, sequences=meeting[own["id"]][row["id"]]):
                        continue
                joined.join(row["story_id"], own["story_id"])
    heads = {story: _unite(connection, story, others) for story, others in joined.groups().items()}
    stories = {article_id: joined.story(rows[article_id]["story_id"]) for article_id in known}
    return {article_id for article_id, story in stories.items() if heads.get(story, article_id) != article_id}


def story_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The stories that these articles belong to."""
    rows = connection.execute(select(articles.c.story_id).where(articles.c.id.in_(list(ids))))
    return {row.story_id for row in rows}


def _parts(
    batch: Sequence[Fresh], rows: Mapping[str, RowMapping], meeting: Mapping[str, dict[str, bool]]
) -> Iterator[list[tuple[RowMapping, list[RowMapping]]]]:
    """Each article's row with those it is compared with, so many at a time that their texts may be in memory."""
    part: list[tuple[RowMapping, list[RowMapping]]] = []
    size = 0
    for each in batch:
        own, met = rows[each.article.id], meeting[each.article.id]
        near = _candidates(own, [rows[found] for found in met], met)
        if part and size + len(near) > MOST_CANDIDATES:
            yield part
            part, size = [], 0
        part.append((own, near))
        size += len(near)
    yield part


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
    insert_rows(connection, bands, [(key, each.article.id) for each in batch for key in set(each.signature.keys)])


def _meeting(connection: Connection, batch: Sequence[Fresh]) -> Mapping[str, dict[str, bool]]:
    """Ids of other articles that each one of the batch meets, by its id, and whether under a key of sequences.

    The batch's own keys are not stored yet.
    """
    seeking: dict[int, list[str]] = defaultdict(list)
    sequences: set[int] = set()
    for each in batch:
        sequences.update(each.signature.sequence_keys)
        for probe in each.signature.probes:
            seeking[probe].append(each.article.id)
    found: dict[str, dict[str, bool]] = {each.article.id: {} for each in batch}
    within = ((key, each.article.id) for each in batch for key in each.signature.keys)
    for key, other in chain(within, _stored(connection, list(seeking))):
        for article_id in seeking.get(key, ()):
            found[article_id][other] = found[article_id].get(other, False) or key in sequences
    for each in batch:
        found[each.article.id].pop(each.article.id, None)
        if not each.signature.keys:
            found[each.article.id] |= dict.fromkeys(_equal(connection, each.article), True)
    return found


def _stored(connection: Connection, probes: Sequence[int]) -> Iterator[tuple[int, str]]:
    for portion in _portions(probes):
        found = select(bands.c.band, bands.c.article_id).where(one_of(connection, bands.c.band, portion))
        yield from ((band, article_id) for band, article_id in connection.execute(found))


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


def _candidates(own: RowMapping, rows: Sequence[RowMapping], met: Mapping[str, bool]) -> list[RowMapping]:
    """Those whose days and outlets allow it: the ones whose texts are equal, and the first of the others."""
    near = sorted((row for row in rows if _allowed(own, row, sequences=met[row["id"]])), key=_id)
    equal = [row for row in near if row["text_hash"] == own["text_hash"]]
    return equal + [row for row in near if row["text_hash"] != own["text_hash"]][:MOST_CANDIDATES]


def _allowed(one: RowMapping, other: RowMapping, *, sequences: bool) -> bool:
    """What `index.stories` asks of days and outlets, of the values as they are stored: most that meet fail already."""
    if one["published_from"] is None or other["published_from"] is None:
        return sequences
    apart = max(one["published_from"] - other["published_to"], other["published_from"] - one["published_to"])
    if sequences:
        return bool(apart <= APART.days)
    return bool(apart <= REWRITE_DAYS and one["source"] != other["source"])


def _copies(one: Signature, other: Signature, *, sequences: bool) -> bool:
    return (sequences or same_figures(one, other)) and same_story(one, other)


def _id(row: RowMapping) -> str:
    return str(row["id"])


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for portion in _portions(ids):
        rows = connection.execute(select(articles.c.id, articles.c.text).where(articles.c.id.in_(portion)))
        found.update((row.id, row.text) for row in rows)
    return found


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
