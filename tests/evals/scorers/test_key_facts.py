import pytest

from evals.cases import EvalCase
from evals.scorers import Score
from evals.scorers.key_facts import score_key_facts
from tests.evals.making import a_case, a_citation, a_corpus, a_refusal, a_refusal_case, an_answer, judged

TWO_VITAL = a_case(
    key_facts=[
        {"id": "day", "text": "day", "weight": "vital", "dates": [{"value": "2019-05-10"}]},
        {"id": "rate", "text": "rate", "weight": "vital", "numbers": [{"value": "25", "unit": "percent"}]},
    ]
)


def score(text: str, case: EvalCase = TWO_VITAL) -> Score:
    return score_key_facts(judged(case, an_answer(text), a_corpus()))


def test_all_vital_facts_stated_is_one() -> None:
    assert score("The duty rose to 25% on May 10, 2019. [1]") == Score(value=1.0)


def test_half_of_the_vital_facts_is_a_half_with_the_other_named() -> None:
    half = score("The duty rose to 35% on May 10, 2019. [1]")
    assert half == Score(value=0.5, reason="rate: said 35 %, gold 25 %")


def test_okay_facts_do_not_count() -> None:
    assert score("It was on May 10, 2019. [1]", a_case()).value == 1.0
    assert score("It rose to 25%. [1]", a_case()).value == 0.0


def test_the_year_of_a_resolved_date_counts() -> None:
    answer = an_answer("It was raised on Friday. [1]")
    resolved = {
        "text": "Friday",
        "interval": {"first": "2019-05-10", "last": "2019-05-10", "precision": "day"},
        "anchor": a_citation().published,
    }
    [sentence] = answer.sentences
    data = answer.model_dump() | {"sentences": [sentence.model_dump() | {"dates": [resolved]}]}
    assert score_key_facts(judged(a_case(), type(answer).model_validate(data), a_corpus())).value == 1.0
    assert score("It was raised on Friday. [1]", a_case()).value == 0.0


@pytest.mark.parametrize("text", [" [1]", ". [1]"])
def test_an_empty_answer_is_a_real_zero(text: str) -> None:
    assert score(text).value == 0.0


def test_a_refusal_states_nothing_even_if_its_reason_names_the_gold() -> None:
    refused = judged(a_case(), a_refusal("Nothing on May 10, 2019."), a_corpus())
    assert score_key_facts(refused).value == 0.0


def test_a_case_without_vital_facts_is_not_applicable_whatever_the_answer() -> None:
    assert score_key_facts(judged(a_refusal_case(), an_answer(), a_corpus())).value is None
