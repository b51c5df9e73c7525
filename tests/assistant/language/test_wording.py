"""Which words of a question tell what it is about, and which stand for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.wording import content_terms, synonyms_of
from index.keywords import Analyzer

TERMS = Analyzer().terms


def test_question_words_and_auxiliaries_say_nothing() -> None:
    assert content_terms("When did the talks on tuna stall, and why?", TERMS) == ["talk", "tuna", "stall"]


def test_the_order_of_the_question_is_kept() -> None:
    assert content_terms("Which tuna did the island sell?", TERMS) == ["tuna", "island", "sell"]


def test_a_question_of_such_words_only_is_about_nothing() -> None:
    assert content_terms("Who and when?", TERMS) == []
    assert content_terms("", TERMS) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("talks", "negotiations"),
        ("tariffs", "duties"),
        ("stalled", "collapsed"),
        ("raised", "hiked"),
        ("Ottawa", "Canada"),
    ],
)
def test_words_that_stand_for_each_other_do_so_both_ways(one: str, other: str) -> None:
    [first], [second] = TERMS(one), TERMS(other)
    assert second in synonyms_of(first, TERMS)
    assert first in synonyms_of(second, TERMS)


def test_a_word_is_no_synonym_of_itself_and_opposites_are_none() -> None:
    [raised], [cut] = TERMS("raised"), TERMS("cut")
    assert raised not in synonyms_of(raised, TERMS)
    assert cut not in synonyms_of(raised, TERMS)
    assert synonyms_of("zanzibar", TERMS) == frozenset()


@given(st.text(max_size=60))
def test_any_text_has_terms_out_of_its_own(text: str) -> None:
    assert set(content_terms(text, TERMS)) <= set(TERMS(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Australia", "Australian"),
        ("Peru", "Lima"),
        ("America", "United"),
        ("act", "action"),
        ("imposition", "imposed"),
    ],
)
def test_a_country_stands_for_its_people_and_a_deed_for_its_noun(one: str, other: str) -> None:
    assert TERMS(other)[0] in synonyms_of(TERMS(one)[0], TERMS)


def test_half_of_a_name_stands_for_nothing() -> None:
    assert not synonyms_of("south", TERMS)
    assert not synonyms_of("new", TERMS)
