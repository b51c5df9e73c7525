"""What can be read of the articles' database; nothing here changes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Engine, and_, bindparam, func, or_, select

from index import schema
from index.articles import Article, Passage
from index.corrections import ENDS_CHARACTERS, Ends
from index.database import explained, read_again
from index.filters import SearchFilter
from index.overview import ArticleSummary, Overview, Span
from index.records import article_from, chunks, conditions, read_revision

__all__ = ["ArticleSummary", "Changed", "LibraryReads"]


ARTICLES = select(schema.articles).where(schema.articles.c.id.in_(bindparam("ids", expanding=True)))
"""These are made once: making a statement takes longer than SQLite does for what a question asks for."""
MEMBERS = select(schema.articles).where(schema.articles.c.story_id.in_(bindparam("stories", expanding=True)))
PASSAGES = (
    select(schema.passages)
    .where(schema.passages.c.article_id.in_(bindparam("ids", expanding=True)))
    .order_by(schema.passages.c.article_id, schema.passages.c.ordinal)
)
SOME_PASSAGES = PASSAGES.where(schema.passages.c.ordinal.in_(bindparam("ordinals", expanding=True)))


PASSAGES_OF = (
    select(func.count())
    .select_from(schema.passages)
    .where(schema.passages.c.article_id == schema.articles.c.id)
    .scalar_subquery()
)
"""How many passages an article has: they are numbered from 0. In a group, SQLite would begin with all passages."""


class Changed(NamedTuple):
    """An article that an index must catch up with; it may be gone."""

    article_id: str
    first: int
    """The revision in which an article of that id first came: an older index holds nothing of it."""
    revision: int
    """The one in which it last changed."""


class LibraryReads:
    """Articles and their passages, as the database has them at the moment of each call."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._overview = Overview(engine)

    @read_again
    def note(self, key: str) -> str:
        """What `set_note` kept under this key; empty when nothing."""
        query = select(schema.meta.c.value).where(schema.meta.c.key == key)
        with explained(self.engine), self.engine.connect() as connection:
            return str(connection.execute(query).scalar() or "")

    def cut(self) -> str:
        """How the articles were cut into passages, as `set_cut` was told; empty when it was not."""
        return self.note("passages")

    # what the derived indexes catch up with

    @read_again
    def revision(self) -> int:
        """Counts the transactions that changed articles, from 1; 0 before the first."""
        with explained(self.engine), self.engine.connect() as connection:
            return read_revision(connection)

    def changes(self, since: int, batch: int = 500) -> Iterator[list[Changed]]:
        """Articles that changed or went after that revision, in the order of changes, in batches."""
        table = schema.changes
        revision, article_id = since + 1, ""
        columns = select(table.c.article_id, table.c.first, table.c.revision)
        while True:
            within = and_(table.c.revision == revision, table.c.article_id > article_id)
            query = columns.where(or_(table.c.revision > revision, within))
            with explained(self.engine), self.engine.connect() as connection:
                rows = connection.execute(query.order_by(table.c.revision, table.c.article_id).limit(batch)).all()
            if not rows:
                return
            yield [Changed(row.article_id, row.first, row.revision) for row in rows]
            revision, article_id = rows[-1].revision, rows[-1].article_id

    @read_again
    def changed_since(self, revision: int) -> int:
        """How many articles changed or went after that revision."""
        return self._overview.changed_since(revision)

    # reading

    @read_again
    def get(self, ids: Sequence[str]) -> dict[str, Article]:
        """Articles by id; ids that are not there are left out."""
        found: dict[str, Article] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(ids):
                rows = connection.execute(ARTICLES, {"ids": chunk})
                found.update((row["id"], article_from(row)) for row in rows.mappings())
        return found

    @read_again
    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Content hashes by article id, for those that are there."""
        table = schema.articles
        with explained(self.engine), self.engine.connect() as connection:
            rows = [
                row
                for chunk in chunks(ids)
                for row in connection.execute(select(table.c.id, table.c.content_hash).where(table.c.id.in_(chunk)))
            ]
        return {row.id: row.content_hash for row in rows}

    @read_again
    def summaries(self, ids: Sequence[str]) -> dict[str, ArticleSummary]:
        """What ranking needs, by article id."""
        return self._overview.summaries(ids)

    @read_again
    def ends(self, ids: Sequence[str]) -> dict[str, Ends]:
        """Headline, beginning and end of each article, by id; ids that are not there are left out."""
        table = schema.articles
        last = func.substr(table.c.text, func.length(table.c.text) - ENDS_CHARACTERS + 1)
        columns = select(table.c.id, table.c.title, func.substr(table.c.text, 1, ENDS_CHARACTERS), last)
        with explained(self.engine), self.engine.connect() as connection:
            rows = [row for chunk in chunks(ids) for row in connection.execute(columns.where(table.c.id.in_(chunk)))]
        return {row[0]: Ends(*row[1:]) for row in rows}

    def passages(self, article_ids: Sequence[str]) -> dict[str, list[Passage]]:
        """All passages of these articles, in reading order, by article id."""
        return {article.id: parts for article, parts in self.with_passages(article_ids) if parts}

    @read_again
    def with_passages(
        self, article_ids: Sequence[str], ordinals: Collection[int] | None = None
    ) -> list[tuple[Article, list[Passage]]]:
        """These articles with their passages, by id; of one state of the library, whoever writes meanwhile.

        `ordinals` are those of the passages that are wanted of each article; without them all are.
        """
        found: dict[str, tuple[Article, list[Passage]]] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(article_ids):
                rows = connection.execute(ARTICLES, {"ids": chunk})
                found.update((row["id"], (article_from(row), [])) for row in rows.mappings())
                wanted = {"ids": chunk, "ordinals": ordinals}
                spans = connection.execute(PASSAGES if ordinals is None else SOME_PASSAGES, wanted)
                for article_id, ordinal, start, end, tokens in spans.all():
                    article, passages = found[article_id]
                    passages.append(Passage(article_id, ordinal, start, end, article.text[start:end], tokens))
        return [found[article_id] for article_id in sorted(found)]

    def ids(self, batch: int = 500, where: SearchFilter | None = None) -> Iterator[list[str]]:
        """Ids of all articles that pass the filter, in order, in batches."""
        after = ""
        column = schema.articles.c.id
        while True:
            with explained(self.engine), self.engine.connect() as connection:
                passing = select(column).where(column > after, *conditions(connection, where or SearchFilter()))
                found = list(connection.execute(passing.order_by(column).limit(batch)).scalars())
            if not found:
                return
            yield found
            after = found[-1]

    def iterate(self, batch: int = 200, where: SearchFilter | None = None) -> Iterator[list[Article]]:
        """All articles that pass the filter in the order of their ids, in batches, in bounded memory."""
        for ids in self.ids(batch, where):
            for part in self.portions(ids):
                found = self.get(part)
                yield [found[article_id] for article_id in part if article_id in found]

    def portions(self, ids: Sequence[str], letters: int = 4_000_000) -> Iterator[list[str]]:
        """The ids in order, in portions whose texts together have about so many letters at most."""
        table = schema.passages
        sizes: dict[str, int] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(ids):
                query = select(table.c.article_id, func.max(table.c.end)).where(table.c.article_id.in_(chunk))
                sizes.update((row[0], int(row[1])) for row in connection.execute(query.group_by(table.c.article_id)))
        portion: list[str] = []
        total = 0
        for article_id in ids:
            size = sizes.get(article_id, 0)
            if portion and total + size > letters:
                yield portion
                portion, total = [], 0
            portion.append(article_id)
            total += size
        if portion:
            yield portion

    @read_again
    def listing(self, where: SearchFilter | None = None, *, limit: int = 50, offset: int = 0) -> list[Article]:
        """Articles that pass the filter, newest first, undated last."""
        table = schema.articles
        order = (table.c.published_to.is_(None), table.c.published_to.desc(), table.c.id)
        with explained(self.engine), self.engine.connect() as connection:
            query = select(table).where(*conditions(connection, where or SearchFilter())).order_by(*order)
            return [article_from(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]

    @read_again
    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return self._overview.counts()

    @read_again
    def story_count(self) -> int:
        """How many stories the articles tell: copies of one another are one."""
        query = select(func.count(func.distinct(schema.articles.c.story_id)))
        with explained(self.engine), self.engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    @read_again
    def span(self, where: SearchFilter | None = None) -> Span:
        """How many articles pass the filter and the days they cover."""
        return self._overview.span(where or SearchFilter())

    @read_again
    def sources(self) -> dict[str, int]:
        """Articles by outlet, most first; articles that name none are under the empty string."""
        return self._overview.sources()

    @read_again
    def passing(self, where: SearchFilter, most: int) -> list[str] | None:
        """Ids of all passages of articles that pass the filter, in no order; None when there are more than `most`."""
        query = select(schema.articles.c.id, PASSAGES_OF)
        with explained(self.engine), self.engine.connect() as connection:
            rows = connection.execute(query.where(*conditions(connection, where))).all()
        if sum(row[1] for row in rows) > most:
            return None
        return [f"{article_id}#{ordinal}" for article_id, count in rows for ordinal in range(count)]

    @read_again
    def members(self, stories: Iterable[str]) -> dict[str, list[Article]]:
        """Articles of each story, by the story's id."""
        wanted = list(stories)
        found: dict[str, list[Article]] = {}
        with explained(self.engine), self.engine.connect() as connection:
            for chunk in chunks(wanted):
                for row in connection.execute(MEMBERS, {"stories": chunk}).mappings():
                    found.setdefault(row["story_id"], []).append(article_from(row))
        return found
