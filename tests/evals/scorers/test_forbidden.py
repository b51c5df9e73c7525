from evals.scorers import Score
from evals.scorers.forbidden import score_forbidden
from tests.evals.making import a_case, a_corpus, a_refusal, an_answer, judged

CASE = a_case(forbidden=[{"text": "35% came later", "numbers": [{"value": "35", "unit": "percent"}]}])


def test_a_superseded_figure_beside_the_right_one_is_still_wrong() -> None:
    asked = judged(CASE, an_answer("It rose to 25% or 35% on May 10, 2019. [1]"), a_corpus())
    assert score_forbidden(asked) == Score(value=0.0, reason="stated against: 35% came later")


def test_nothing_forbidden_is_one() -> None:
    assert score_forbidden(judged(CASE, an_answer(), a_corpus())).value == 1.0
    assert score_forbidden(judged(CASE, a_refusal("35% is not known"), a_corpus())).value == 1.0


def test_a_case_that_forbids_nothing_is_not_applicable() -> None:
    assert score_forbidden(judged(a_case(), an_answer(), a_corpus())).value is None
