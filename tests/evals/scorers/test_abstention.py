import pytest

from assistant.answers import AnswerStatus
from evals.scorers import Score
from evals.scorers.abstention import score_abstention
from tests.evals.making import a_case, a_corpus, a_refusal, a_refusal_case, an_answer, judged


def test_a_refusal_is_right_only_where_nothing_can_be_answered() -> None:
    refusal = a_refusal("Nothing on this.")
    assert score_abstention(judged(a_refusal_case(), refusal, a_corpus())) == Score(value=1.0)
    assert score_abstention(judged(a_case(), refusal, a_corpus())) == Score(
        value=0.0, reason="refused: Nothing on this."
    )


def test_an_answer_is_right_only_where_there_is_one() -> None:
    assert score_abstention(judged(a_case(), an_answer(), a_corpus())) == Score(value=1.0)
    wrong = score_abstention(judged(a_refusal_case(), an_answer("It lost $1bn. [1]"), a_corpus()))
    assert wrong == Score(value=0.0, reason="answered: It lost $1bn. [1]")


@pytest.mark.parametrize("status", [AnswerStatus.PARTIAL, AnswerStatus.CONFLICTING])
def test_the_status_decides_and_not_the_words(status: AnswerStatus) -> None:
    answer = an_answer("There is not enough evidence. [1]", status=status)
    assert score_abstention(judged(a_case(), answer, a_corpus())).value == 1.0
