"""Conversations are kept, found, shared by threads, and never cost an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from assistant.streaming import AnswerEvent, SearchedEvent
from index.errors import ConversationMissing, LibraryDamaged, LibraryTooNew, UsageError

QUESTION = "When did talks in Washington stall and why?"


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        yield parley


def test_a_conversation_keeps_its_turns_and_is_there_again(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    first = assistant.ask(QUESTION, conversation=talk, as_of="2019-07-31")
    second = assistant.ask("When did Canada drop its duties?", conversation=talk, as_of="2019-07-31")
    with Assistant(Settings(library=library, embedding="hashing")) as other:
        turns = other.conversation(talk.id).turns
    assert [(turn.number, turn.question, turn.answer) for turn in turns] == [
        (1, QUESTION, first),
        (2, "When did Canada drop its duties?", second),
    ]
    assert turns[0].standalone == QUESTION
    assert turns[0].at.tzinfo is not None


def test_a_new_conversation_is_not_kept_before_its_first_turn(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    assert (talk.title, talk.turns, talk.summary) == ("", (), None)
    assert assistant.conversations() == []
    assert not (library / "conversations.db").exists()


def test_questions_outside_a_conversation_keep_nothing(assistant: Assistant, library: Path) -> None:
    assistant.ask(QUESTION)
    assert not (library / "conversations.db").exists()


def test_the_first_question_is_the_title_until_it_is_renamed(assistant: Assistant) -> None:
    talk = assistant.conversation()
    assistant.ask(f"  {QUESTION}  And   what was said of it {'again ' * 20}?", conversation=talk)
    assert talk.title.startswith(f"{QUESTION} And what was said of it again")
    assert talk.title.endswith("…")
    assert len(talk.title) <= 80
    talk.rename(" The  May stall ")
    assert talk.title == "The May stall"
    with pytest.raises(UsageError, match="a title needs a word"):
        talk.rename(" \n ")


def test_conversations_are_listed_last_touched_first_and_searched(assistant: Assistant) -> None:
    stall, canada = assistant.conversation(), assistant.conversation()
    assistant.ask(QUESTION, conversation=stall)
    assistant.ask("When did Canada drop its duties?", conversation=canada)
    assert [each.id for each in assistant.conversations()] == [canada.id, stall.id]
    stall.rename("Ärger in 100% of Washington")
    assert [each.id for each in assistant.conversations()] == [stall.id, canada.id]
    assert [each.id for each in assistant.conversations("ärger")] == [stall.id]
    assert [each.id for each in assistant.conversations("100%")] == [stall.id]
    assert [each.id for each in assistant.conversations("ketchup CANADA")] == [canada.id]
    assert assistant.conversations("ketchup stall") == []
    assert assistant.conversations("_") == []
    assert [each.id for each in assistant.conversations(limit=1, offset=1)] == [canada.id]
    assert [(each.turns, each.title) for each in assistant.conversations("canada")] == [
        (1, "When did Canada drop its duties?")
    ]


def test_a_deleted_conversation_is_gone(assistant: Assistant) -> None:
    talk = assistant.conversation()
    assistant.ask(QUESTION, conversation=talk)
    assert talk.delete() is True
    assert talk.delete() is False
    assert (talk.turns, assistant.conversations()) == ((), [])
    with pytest.raises(ConversationMissing, match=talk.id):
        assistant.conversation(talk.id)


def test_nobody_gets_at_what_another_owner_keeps(assistant: Assistant) -> None:
    talk = assistant.conversation(owner="ana")
    assistant.ask(QUESTION, conversation=talk)
    for owner in ("", "ben", "ANA"):
        with pytest.raises(ConversationMissing):
            assistant.conversation(talk.id, owner=owner)
        assert assistant.conversations(owner=owner) == []
    assert len(assistant.conversation(talk.id, owner="ana").turns) == 1


def test_a_stream_that_is_closed_keeps_the_question_without_an_answer(assistant: Assistant) -> None:
    talk = assistant.conversation()
    stream = assistant.stream(QUESTION, conversation=talk)
    assert isinstance(next(stream), SearchedEvent)
    stream.close()  # type: ignore[attr-defined]
    assert [(turn.question, turn.answer) for turn in talk.turns] == [(QUESTION, None)]


def test_an_answer_that_was_given_is_kept_once(assistant: Assistant) -> None:
    talk = assistant.conversation()
    stream = assistant.stream(QUESTION, conversation=talk)
    answer = next(event.answer for event in stream if isinstance(event, AnswerEvent))
    stream.close()  # type: ignore[attr-defined]
    assert [turn.answer for turn in talk.turns] == [answer]


def test_an_answer_to_a_conversation_that_was_deleted_meanwhile_says_that_it_is_not_kept(assistant: Assistant) -> None:
    talk = assistant.conversation()
    stream = assistant.stream(QUESTION, conversation=talk)
    assert isinstance(next(stream), SearchedEvent)
    assert talk.delete()
    answer = next(event.answer for event in stream if isinstance(event, AnswerEvent))
    assert "this turn was not kept: the conversation was deleted meanwhile" in answer.warnings
    assert assistant.conversations() == []


def test_a_question_is_kept_while_its_answer_is_made(assistant: Assistant) -> None:
    talk = assistant.conversation()
    stream = assistant.stream(QUESTION, conversation=talk)
    next(stream)
    assert [(turn.question, turn.answer) for turn in talk.turns] == [(QUESTION, None)]
    last = list(stream)[-1]
    assert isinstance(last, AnswerEvent)
    assert [turn.answer for turn in talk.turns] == [last.answer]
    word = last.answer.text.split()[0]
    assert [each.id for each in assistant.conversations(word)] == [talk.id]


def test_a_question_that_cannot_be_asked_is_not_kept(assistant: Assistant) -> None:
    talk = assistant.conversation()
    with pytest.raises(UsageError):
        assistant.ask("?!", conversation=talk)
    assert talk.turns == ()


def test_many_threads_talk_at_once(assistant: Assistant) -> None:
    shared = assistant.conversation()

    def ask(number: int) -> tuple[str, str]:
        own = assistant.conversation(owner=f"user {number}")
        typed = f"When did talks stall, asks reader {number}?"
        assistant.ask(typed, conversation=own)
        assistant.ask(typed, conversation=shared)
        return own.turns[0].question, typed

    with ThreadPoolExecutor(8) as pool:
        assert all(kept == typed for kept, typed in pool.map(ask, range(24)))
    assert [turn.number for turn in shared.turns] == list(range(1, 25))
    assert len({turn.question for turn in shared.turns}) == 24


def test_damaged_conversations_cost_no_article_and_no_answer(assistant: Assistant, library: Path) -> None:
    (library / "conversations.db").write_bytes(b"nonsense " * 400)
    with pytest.raises(LibraryDamaged, match=r"conversations' database .*move that file away"):
        assistant.conversations()
    assert assistant.ask(QUESTION).status == "answered"
    assert assistant.article("raise") is not None


def test_an_answer_that_cannot_be_kept_is_given_and_says_so(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    assistant.ask(QUESTION, conversation=talk)
    with sqlite3.connect(library / "conversations.db") as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    answer = assistant.ask("When did Canada drop its duties?", conversation=talk)
    assert answer.status == "answered"
    assert any("this turn was not kept" in warning for warning in answer.warnings)
    assert len(talk.turns) == 1


def test_a_file_of_the_first_version_is_brought_up_to_date(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    answer = assistant.ask(QUESTION, conversation=talk)
    assistant.close()
    with sqlite3.connect(library / "conversations.db") as database:
        database.execute("DROP TABLE feedback")
        database.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    with Assistant(Settings(library=library, embedding="hashing")) as later:
        assert later.feedback() == []
        later.give_feedback(answer, good=True)
        assert len(later.feedback()) == 1
        assert later.conversation(talk.id).turns[0].answer == answer


def test_a_file_of_a_newer_version_is_left_alone(assistant: Assistant, library: Path) -> None:
    assistant.conversation().rename("kept")
    assistant.close()
    with sqlite3.connect(library / "conversations.db") as database:
        database.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with Assistant(Settings(library=library, embedding="hashing")) as later, pytest.raises(LibraryTooNew):
        later.conversations()


def test_an_answer_that_cannot_be_read_is_named(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    assistant.ask(QUESTION, conversation=talk)
    with sqlite3.connect(library / "conversations.db") as database:
        database.execute("UPDATE turns SET answer = '{}'")
    with pytest.raises(LibraryDamaged, match=f"turn 1 of conversation '{talk.id}'"):
        assert talk.turns


def test_a_backup_restored_over_the_library_leaves_conversations(assistant: Assistant, library: Path) -> None:
    talk = assistant.conversation()
    assistant.ask(QUESTION, conversation=talk, as_of=date(2019, 7, 31))
    file = library.parent / "backup.parley"
    assistant.backup(file)
    assistant.close()
    settings = Settings(library=library, embedding="hashing")
    Assistant.restore(settings, file, force=True)
    with Assistant(settings) as later:
        assert len(later.conversation(talk.id).turns) == 1
