import pytest

from evals.external.answer_words import answer_holds, holds_words
from tests.evals.making import a_citation, a_refusal, an_answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("K-pop's Jin, 30, began", "Jin"),
        ("the film “Oppenheimer” won", "Oppenheimer"),
        ("a COVID-19\nvaccine", "Covid-19 vaccine"),
        ("reunited as NSYNC.", "*NSYNC"),
    ],
)
def test_case_and_punctuation_do_not_matter(text: str, answer: str) -> None:
    assert holds_words(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Jinping spoke", "Jin"), ("a cost of $5000", "$500"), ("vaccine for Covid-19", "Covid-19 vaccine"), ("x", "!")],
)
def test_words_must_be_whole_and_in_their_order(text: str, answer: str) -> None:
    assert not holds_words(text, answer)


def test_the_answer_and_a_quote_must_both_hold_the_words() -> None:
    assert answer_holds(an_answer(), "Washington")
    assert not answer_holds(an_answer("Beijing raised it. [1]"), "Beijing"), "the quote does not hold it"
    assert not answer_holds(an_answer("It was raised. [1]"), "Washington"), "the text does not hold it"
    assert not answer_holds(an_answer("It was raised. [1]", a_citation(quote="1")), "1"), "a marker is no answer"
    assert not answer_holds(a_refusal("Nothing on Washington."), "Washington")
