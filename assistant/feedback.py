"""What readers said of answers, kept beside the conversations: the beginning of eval cases."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import select

from assistant.answers import Answer, Frozen
from assistant.conversations.database import ConversationDatabase
from assistant.conversations.schema import feedback as table
from index.errors import LibraryDamaged

__all__ = ["Feedback", "all_feedback", "keep_feedback"]


class Feedback(Frozen):
    """One reader's word on one answer. The answer's `query` says what was asked, and as of which day."""

    id: str
    at: datetime
    good: bool
    comment: str = ""
    """What is right or wrong with it."""
    expected: str = ""
    """The answer that was hoped for."""
    answer: Answer
    owner: str = ""
    """Whose word it is; empty where there are no users."""


def keep_feedback(
    database: ConversationDatabase,
    answer: Answer,
    *,
    good: bool,
    comment: str = "",
    expected: str = "",
    owner: str = "",
    replaces: str = "",
) -> Feedback:
    """Keep a reader's word, in place of the owner's own one with the id `replaces`.

    Raises: StorageError, LibraryLocked.
    """
    kept = Feedback(
        id=secrets.token_hex(8),
        at=datetime.now(tz=UTC),
        good=good,
        comment=comment.strip(),
        expected=expected.strip(),
        answer=answer,
        owner=owner,
    )
    with database.writing() as connection:
        if replaces:
            connection.execute(table.delete().where(table.c.id == replaces, table.c.owner == owner))
        connection.execute(
            table.insert().values(
                id=kept.id,
                owner=kept.owner,
                good=int(kept.good),
                comment=kept.comment,
                expected=kept.expected,
                answer=kept.answer.model_dump_json(),
                at=kept.at.isoformat(timespec="microseconds"),
            )
        )
    return kept


def all_feedback(database: ConversationDatabase, *, good: bool | None = None) -> list[Feedback]:
    """All of everybody's, oldest first; only the good or the bad of it when that is said.

    Raises: LibraryDamaged when one cannot be read.
    """
    query = select(table).order_by(table.c.at, table.c.id)
    if good is not None:
        query = query.where(table.c.good == int(good))
    with database.reading() as connection:
        rows = connection.execute(query).all() if connection is not None else []
    found = []
    for row in rows:
        try:
            answer = Answer.model_validate_json(row.answer)
        except ValidationError as error:
            raise LibraryDamaged(
                f"feedback {row.id!r} cannot be read", hint="it may have been written by another version of Parley"
            ) from error
        found.append(
            Feedback(
                id=row.id,
                at=datetime.fromisoformat(row.at),
                good=bool(row.good),
                comment=row.comment,
                expected=row.expected,
                answer=answer,
                owner=row.owner,
            )
        )
    return found
