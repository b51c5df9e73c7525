import pytest

from evals.external.contract import Figure
from evals.external.news import NewsQuestion, measure_answers, measure_retrieval
from tests.evals.making import an_answer

from .asked import Scripted

QUESTION = NewsQuestion(id="q", question="Who raised it?", as_of="2019-06-01", answer="Washington", gold=("a", "b"))


def by_name(figures: list[Figure]) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in figures}


def ignore(done: int, total: int) -> None:
    """No progress is shown."""


def test_a_passage_counts_when_its_article_is_gold_and_it_holds_the_words() -> None:
    found = [("x", "Washington raised it"), ("a", "Beijing"), ("b", "It was Washington, they said")]
    parley = Scripted({"Who raised it?": found})
    figures = by_name(measure_retrieval(parley, [QUESTION], ignore))
    assert figures == {
        "answer-bearing passage at 1": 0.0,
        "answer-bearing passage at 4": 1.0,
        "answer-bearing passage at 10": 1.0,
        "MRR@10": pytest.approx(1 / 3),
    }
    assert parley.searched == [("Who raised it?", 10, "2019-06-01")]


def test_a_refusal_is_no_right_answer_and_has_no_length() -> None:
    other = QUESTION.model_copy(update={"id": "r", "question": "Refused?"})
    parley = Scripted(answers={"Who raised it?": an_answer()})
    figures = by_name(measure_answers(parley, [QUESTION, other], ignore))
    assert figures == {
        "answer holds the words and cites them": 0.5,
        "over-refusal": 0.5,
        "words an answer": float(len(an_answer().text.split())),
    }
    assert parley.asked == [("Who raised it?", "2019-06-01"), ("Refused?", "2019-06-01")]


def test_no_question_gives_no_figure_rather_than_a_zero() -> None:
    assert set(by_name(measure_retrieval(Scripted(), [], ignore)).values()) == {None}
