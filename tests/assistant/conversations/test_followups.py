"""Questions that rest on those before them come to stand alone, and say what they took over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, Exchange
from assistant.conversations import stand_alone
from assistant.conversations.history import within_budget
from assistant.settings import Settings
from index.errors import UsageError

AS_OF = date(2019, 12, 1)
BEFORE = [Exchange("When did Canada end its steel duties?", "Canada ended them on 17 May 2019. [1]")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And Mexico?", "When did Mexico end its steel duties?"),
        ("Why?", "Why did Canada end its steel duties?"),
        ("No, Mexico", "When did Mexico end its steel duties?"),
        ("Not steel, aluminium", "When did Canada end its aluminium duties?"),
        ("And in 2018?", "When did Canada end its steel duties in 2018?"),
        ("And a month later?", "When did Canada end its steel duties in June 2019?"),
        ("Who said so?", "Who said that Canada ended them on 17 May 2019 (Canada ended its steel duties)?"),
        ("And then?", "What happened after 17 May 2019 (Canada ended its steel duties)?"),
        ("When did Peru tax anchovies?", "When did Peru tax anchovies?"),
    ],
)
def test_a_follow_up_is_completed(question: str, expected: str) -> None:
    assert stand_alone(question, BEFORE, AS_OF).question == expected


def test_what_needs_nothing_carries_nothing() -> None:
    assert stand_alone("When did Peru tax anchovies?", BEFORE, AS_OF).carried == ()
    assert stand_alone("And Mexico?", BEFORE, AS_OF).carried == ("When did Canada end its steel duties",)


def test_without_anything_before_a_question_stays_as_typed() -> None:
    assert stand_alone("And Mexico?", [], AS_OF).question == "And Mexico?"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_rules(question: str, before: str, answer: str) -> None:
    made = stand_alone(question, [Exchange(before, answer)], AS_OF)
    assert made.question == question or made.question.strip()


def test_a_rewriter_is_asked_first() -> None:
    def rewriter(history: Sequence[Exchange], question: str) -> str:
        assert (list(history), question) == (BEFORE, "And Mexico?")
        return "When did Mexico end its duties on steel?"

    made = stand_alone("And Mexico?", BEFORE, AS_OF, rewriter)
    assert made.question == "When did Mexico end its duties on steel?"
    assert made.carried == ("When did", "end its duties on steel")
    assert made.notes == ()


@pytest.mark.parametrize("given_back", ["", " \n", "?!", "word " * 400])
def test_what_a_rewriter_gives_is_not_taken_blindly(given_back: str) -> None:
    made = stand_alone("And Mexico?", BEFORE, AS_OF, lambda _history, _question: given_back)
    assert made.question == "When did Mexico end its steel duties?"
    assert "by rules" in made.notes[0]


def test_the_rules_step_in_when_a_rewriter_fails() -> None:
    def failing(_history: Sequence[Exchange], _question: str) -> str:
        raise UsageError("the model does not answer")

    made = stand_alone("And Mexico?", BEFORE, AS_OF, failing)
    assert made.question == "When did Mexico end its steel duties?"
    assert made.notes == ("the question was completed by rules: the model does not answer",)


def test_history_is_kept_within_its_budget() -> None:
    long = [Exchange(f"question {n}", "x" * 3000) for n in range(20)]
    assert within_budget(long) == tuple(long[-2:])
    assert within_budget([Exchange("q", "x" * 9000)]) == (Exchange("q", "x" * 9000),)
    assert within_budget([Exchange(f"q{n}") for n in range(20)]) == tuple(Exchange(f"q{n}") for n in range(8, 20))


def test_the_answer_shows_the_stand_alone_question(library: Path) -> None:
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        talk = parley.conversation()
        parley.ask("When did Canada end its steel tariffs?", conversation=talk, as_of="2019-07-31")
        answer = parley.ask("Why?", conversation=talk, as_of="2019-07-31")
        again = parley.ask("Who won the chess title in Oslo?", conversation=talk, as_of="2019-07-31")
        turn = talk.turns[1]
    assert (answer.query.asked, answer.query.question) == ("Why?", "Why did Canada end its steel tariffs?")
    assert answer.query.carried == turn.carried != ()
    assert (turn.question, turn.standalone) == ("Why?", "Why did Canada end its steel tariffs?")
    assert (again.query.asked, again.query.carried) == ("", ())


def test_a_history_from_elsewhere_is_used_and_not_kept(library: Path) -> None:
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        history = [Exchange("When did Canada end its steel tariffs?", "In May 2019."), Exchange("Why?", "")]
        answer = parley.ask("And Mexico?", history=history, as_of="2019-07-31")
    assert answer.query.question == "Why did Mexico end its steel tariffs?"
    assert not (library / "conversations.db").exists()
