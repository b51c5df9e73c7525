"""One conversation as its user holds it, and a question asked in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from assistant.answers import Answer
from assistant.conversations import store
from assistant.conversations.database import ConversationDatabase
from assistant.conversations.history import HISTORY_TURNS, exchanges_of, within_budget
from assistant.conversations.models import ConversationSummary, Exchange, Turn
from assistant.conversations.rewriting import Rewriter, StandAlone, stand_alone, told_apart
from assistant.questions import Request
from assistant.streaming import AnswerEvent, StreamEvent
from index.errors import ConversationMissing, LibraryError, UsageError

__all__ = ["Conversation", "completed", "conversation_of", "followed", "talked"]


class Conversation:
    """Questions that rest on those before them. What it holds is read from the library each time it is asked for.

    A new one is kept from its first turn, or from `rename`, on. Threads may share it.
    """

    def __init__(self, database: ConversationDatabase, conversation_id: str, owner: str) -> None:
        self._database = database
        self.id = conversation_id
        self.owner = owner

    @property
    def title(self) -> str:
        """Its first question, unless it was renamed; empty while nothing is kept of it."""
        summary = self.summary
        return summary.title if summary else ""

    @property
    def summary(self) -> ConversationSummary | None:
        """Its line in a list; None while nothing is kept of it."""
        found = store.listed(self._database, self.owner, only=self.id)
        return found[0] if found else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything that was asked, in order. Raises: LibraryDamaged."""
        return store.read_turns(self._database, self.id, self.owner)

    @property
    def history(self) -> tuple[Exchange, ...]:
        """The last exchanges, within the budget: what a question may rest on."""
        last = store.read_turns(self._database, self.id, self.owner, last=HISTORY_TURNS)
        return within_budget(exchanges_of(last))

    def add(self, question: str, standalone: StandAlone, answer: Answer | None) -> Turn:
        """Keep a turn; `answer` is None while it is not there. Raises: StorageError, LibraryLocked."""
        turn = Turn(
            number=1,  # its place is found when it is kept
            question=question,
            standalone=standalone.question,
            carried=standalone.carried,
            answer=answer,
            at=datetime.now(tz=UTC),
        )
        return store.add_turn(self._database, self.id, self.owner, turn)

    def complete(self, turn: Turn, answer: Answer) -> bool:
        """Keep the answer of a turn that had none; says whether the turn is still there.

        Raises: StorageError, LibraryLocked.
        """
        return store.answer_turn(self._database, self.id, self.owner, turn.number, answer)

    def rename(self, title: str) -> None:
        """Give it a title. Raises: UsageError for an empty one."""
        line = " ".join(title.split())
        if not line:
            raise UsageError("a title needs a word", hint="give one")
        store.rename(self._database, self.id, self.owner, line)

    def delete(self) -> bool:
        """Delete it with all its turns; says whether anything was kept of it."""
        return store.delete(self._database, self.id, self.owner)


def conversation_of(database: ConversationDatabase, conversation_id: str | None, owner: str) -> Conversation:
    """A new conversation, or the one with this id. Raises: ConversationMissing when this owner has none such."""
    if conversation_id is None:
        return Conversation(database, secrets.token_hex(8), owner)
    talk = Conversation(database, conversation_id, owner)
    if talk.summary is None:
        raise ConversationMissing(f"no conversation {conversation_id!r}", hint="`parley chat --list` names them")
    return talk


def talked(
    talk: Conversation,
    request: Request,
    answered: Callable[[Request], Iterator[StreamEvent]],
    rewriter: Rewriter | None = None,
) -> Iterator[StreamEvent]:
    """Ask in a conversation: `answered` gets the stand-alone question; the turn is kept with its answer.

    It is kept without one from its first event on, so that nothing which ends the work loses the question. When it
    cannot be kept the answer says so.
    """
    typed = request.question
    if not any(letter.isalnum() for letter in typed):  # no history makes a question of it
        yield from answered(request)
        return
    alone = stand_alone(typed, talk.history, request.as_of or request.today, rewriter)
    turn: Turn | None = None
    for number, event in enumerate(answered(completed(request, alone))):
        if number == 0:
            with suppress(LibraryError):  # it is tried again with the answer, which then says that it was not kept
                turn = talk.add(typed, alone, None)
        if isinstance(event, AnswerEvent):
            yield AnswerEvent(answer=_kept(talk, turn, typed, alone, event.answer))
            return
        yield event


def completed(request: Request, alone: StandAlone) -> Request:
    """The request with its stand-alone question, and what was typed where that is another."""
    typed = request.question if alone.question != request.question else ""
    return replace(request, question=alone.question, asked=typed, carried=alone.carried)


def followed(
    history: Sequence[Exchange],
    request: Request,
    answered: Callable[[Request], Iterator[StreamEvent]],
    rewriter: Rewriter | None = None,
) -> Iterator[StreamEvent]:
    """Ask after what was said elsewhere, which is not kept; `history` has its questions as they were typed."""
    as_of = request.as_of or request.today
    # the exchanges before are settled by rules: a model is asked once a question, and not once for each before it
    apart = told_apart(within_budget(history), as_of)
    alone = stand_alone(request.question, apart, as_of, rewriter)
    for event in answered(completed(request, alone)):
        if isinstance(event, AnswerEvent) and alone.notes:
            warned = event.answer.model_copy(update={"warnings": (*event.answer.warnings, *alone.notes)})
            yield AnswerEvent(answer=warned)
        else:
            yield event


def _kept(talk: Conversation, turn: Turn | None, typed: str, alone: StandAlone, answer: Answer) -> Answer:
    noted = answer.model_copy(update={"warnings": (*answer.warnings, *alone.notes)}) if alone.notes else answer
    try:
        if turn is None:
            talk.add(typed, alone, noted)
        elif not talk.complete(turn, noted):
            return _warned(noted, "this turn was not kept: the conversation was deleted meanwhile")
    except LibraryError as error:
        return _warned(noted, f"this turn was not kept: {error.message}")
    return noted


def _warned(answer: Answer, warning: str) -> Answer:
    return answer.model_copy(update={"warnings": (*answer.warnings, warning)})
