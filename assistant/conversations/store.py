"""Conversations in their tables: added to, listed, searched, renamed, deleted.

Every function takes the owner, and sees only what belongs to that owner.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from assistant.answers import Answer
from assistant.conversations.database import ConversationDatabase
from assistant.conversations.models import ConversationSummary, Turn
from assistant.conversations.schema import conversations, turns
from index.errors import LibraryDamaged

__all__ = ["MOST_TITLE_CHARACTERS", "add_turn", "answer_turn", "delete", "listed", "read_turns", "rename", "title_of"]

MOST_TITLE_CHARACTERS = 80


def add_turn(database: ConversationDatabase, conversation_id: str, owner: str, turn: Turn) -> Turn:
    """Keep a turn behind those that are there; returns it with its number. The conversation is made when it is new.

    Its first question becomes its title. Raises: what `ConversationDatabase.writing` raises.
    """
    now = _stamp(turn.at)
    with database.writing() as connection:
        if not _exists(connection, conversation_id, owner):
            _create(connection, conversation_id, owner, title_of(turn.question), now)
        last = connection.execute(
            select(func.max(turns.c.number)).where(turns.c.conversation_id == conversation_id)
        ).scalar()
        kept = turn.model_copy(update={"number": (last or 0) + 1})
        said = (kept.question, kept.standalone, kept.answer.text if kept.answer else "")
        connection.execute(
            turns.insert().values(
                conversation_id=conversation_id,
                number=kept.number,
                question=kept.question,
                standalone=kept.standalone,
                carried=json.dumps(kept.carried),
                answer=kept.answer.model_dump_json() if kept.answer else None,
                words="\n".join(said).casefold(),
                at=now,
            )
        )
        connection.execute(conversations.update().where(conversations.c.id == conversation_id).values(updated=now))
    return kept


def answer_turn(database: ConversationDatabase, conversation_id: str, owner: str, number: int, answer: Answer) -> bool:
    """Keep the answer of a turn that had none; says whether the turn was still there.

    Raises: what `ConversationDatabase.writing` raises.
    """
    now = _stamp(datetime.now(tz=UTC))
    mine = select(conversations.c.id).where(conversations.c.id == conversation_id, conversations.c.owner == owner)
    with database.writing() as connection:
        kept = connection.execute(
            turns.update()
            .where(turns.c.conversation_id.in_(mine), turns.c.number == number)
            .values(answer=answer.model_dump_json(), words=turns.c.words + answer.text.casefold())
        )
        connection.execute(conversations.update().where(conversations.c.id == conversation_id).values(updated=now))
    return kept.rowcount > 0


def read_turns(
    database: ConversationDatabase, conversation_id: str, owner: str, *, last: int | None = None
) -> tuple[Turn, ...]:
    """The turns in order, or only the `last` ones; none for a conversation that is not there.

    Raises: LibraryDamaged when an answer cannot be read.
    """
    query = (
        select(turns)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(turns.c.conversation_id == conversation_id, conversations.c.owner == owner)
        .order_by(turns.c.number.desc())
        .limit(last)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all() if connection is not None else []
    return tuple(_turn(row) for row in reversed(rows))


def title_of(question: str) -> str:
    """The title that a conversation has from its first question."""
    line = " ".join(question.split())
    if len(line) <= MOST_TITLE_CHARACTERS:
        return line
    return f"{line[: MOST_TITLE_CHARACTERS - 1].rsplit(' ', 1)[0]}…"


def rename(database: ConversationDatabase, conversation_id: str, owner: str, title: str) -> None:
    """Give a title; the conversation is made when it is new."""
    now = _stamp(datetime.now(tz=UTC))
    with database.writing() as connection:
        if not _exists(connection, conversation_id, owner):
            _create(connection, conversation_id, owner, title, now)
        mine = and_(conversations.c.id == conversation_id, conversations.c.owner == owner)
        connection.execute(conversations.update().where(mine).values(title=title, words=title.casefold(), updated=now))


def delete(database: ConversationDatabase, conversation_id: str, owner: str) -> bool:
    """Delete a conversation with its turns; says whether it was there."""
    mine = and_(conversations.c.id == conversation_id, conversations.c.owner == owner)
    with database.writing() as connection:
        return connection.execute(conversations.delete().where(mine)).rowcount > 0


def listed(
    database: ConversationDatabase,
    owner: str,
    *,
    search: str = "",
    only: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ConversationSummary]:
    """Conversations, the last touched first.

    `search` keeps those where each of its words stands in the title, a question or an answer, in any case of
    letters; `only` is one id.
    """
    count = select(func.count()).where(turns.c.conversation_id == conversations.c.id).scalar_subquery().label("turns")
    query = select(conversations, count).where(conversations.c.owner == owner, *_matching(search))
    if only is not None:
        query = query.where(conversations.c.id == only)
    query = query.order_by(conversations.c.updated.desc(), conversations.c.id).limit(limit).offset(offset)
    with database.reading() as connection:
        rows = connection.execute(query).all() if connection is not None else []
    return [
        ConversationSummary(
            id=row.id,
            title=row.title,
            owner=row.owner,
            created=datetime.fromisoformat(row.created),
            updated=datetime.fromisoformat(row.updated),
            turns=row.turns,
        )
        for row in rows
    ]


def _matching(search: str) -> Sequence[ColumnElement[bool]]:
    return [
        or_(
            conversations.c.words.contains(word, autoescape=True),
            select(turns.c.number)
            .where(turns.c.conversation_id == conversations.c.id, turns.c.words.contains(word, autoescape=True))
            .exists(),
        )
        for word in search.casefold().split()
    ]


def _exists(connection: Connection, conversation_id: str, owner: str) -> bool:
    query = select(conversations.c.id).where(conversations.c.id == conversation_id, conversations.c.owner == owner)
    return connection.execute(query).first() is not None


def _create(connection: Connection, conversation_id: str, owner: str, title: str, now: str) -> None:
    connection.execute(
        conversations.insert().values(
            id=conversation_id, owner=owner, title=title, words=title.casefold(), created=now, updated=now
        )
    )


def _turn(row: Row[tuple[object, ...]]) -> Turn:
    try:
        return Turn(
            number=row.number,
            question=row.question,
            standalone=row.standalone,
            carried=tuple(json.loads(row.carried)),
            answer=Answer.model_validate_json(row.answer) if row.answer is not None else None,
            at=datetime.fromisoformat(row.at),
        )
    except (ValidationError, ValueError) as error:
        raise LibraryDamaged(
            f"turn {row.number} of conversation {row.conversation_id!r} cannot be read",
            hint="it may have been written by another version of Parley",
        ) from error


def _stamp(moment: datetime) -> str:
    """Sorts as text in the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
