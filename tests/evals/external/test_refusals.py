from evals.external.refusal_questions import QUESTIONS_OF_1987, QUESTIONS_OF_2018
from evals.external.refusals import ask_all
from tests.evals.making import QUOTE, an_answer

from .asked import Scripted


def test_each_answered_question_is_listed_with_its_first_citation() -> None:
    result = ask_all(Scripted(answers={"b?": an_answer()}), ["a?", "b?"], lambda _done, _total: None)
    assert result.refused == (True, False)
    assert result.answered == (f"b? – 2019-05-10 {QUOTE}",)


def test_there_are_twenty_different_questions_of_each_era() -> None:
    assert len(set(QUESTIONS_OF_1987)) == len(set(QUESTIONS_OF_2018)) == 20
