import pytest

from evals.cases import Forbidden, GoldDate, GoldNumber, Matchers, Unit
from evals.matching import FactMatch, match_fact, said_in_text


def dated(value: str) -> Matchers:
    return Forbidden(text="the day", dates=(GoldDate(value=value),))


def numbered(value: str, unit: str) -> Matchers:
    return Forbidden(text="the rate", numbers=(GoldNumber.model_validate({"value": value, "unit": unit}),))


def match(fact: Matchers, text: str) -> FactMatch:
    return match_fact(fact, said_in_text(text))


@pytest.mark.parametrize(
    ("gold", "text"),
    [
        ("2019-05", "on 13 May 2019"),
        ("2019-05", "in May 2019"),
        ("2019", "in May 2019"),
        ("2019-05-10", "Since Friday, May 10, 2019, customs collects"),
        ("2019-05-10", "signed on Friday [2019-05-10] [1]"),
        ("2019-05", "since May 2019"),
        ("2019-05-10", "talks of May 9-10, 2019"),
        ("2019-03-01", "from December 1, 2018, to March 1, 2019"),
        ("2020", "by the end of 2020"),
        ("2019-05-10", "after 10 May 2019"),
    ],
)
def test_a_date_inside_the_gold_interval_states_it(gold: str, text: str) -> None:
    assert match(dated(gold), text).matched


@pytest.mark.parametrize(
    ("gold", "text"),
    [
        ("2019-05-10", "in May 2019"),
        ("2019-05", "in 2019"),
        ("2019-05-10", "on May 11, 2019"),
        ("2019-05-10", "on May 10, 2018"),
        ("2019-05-10", "on May 10"),
        ("2019-05-10", "after 9 May 2019"),
        ("2019-05-10", "between May 9 and May 11, 2019"),
        ("2019-05-10", ""),
    ],
)
def test_a_date_that_is_vaguer_or_another_does_not_state_it(gold: str, text: str) -> None:
    assert not match(dated(gold), text).matched


def test_a_failed_number_says_what_was_said_and_what_is_gold() -> None:
    assert match(numbered("25", "percent"), "a duty of 35% on steel").reason == "said 35 %, gold 25 %"
    assert match(numbered("50000000000", "usd"), "$5bn of goods").reason == "said 5bn usd, gold 50bn usd"
    assert match(numbered("25", "percent"), "a duty on steel").reason == "no such figure, gold 25 %"


def test_a_failed_date_says_what_was_said_and_what_is_gold() -> None:
    assert match(dated("2019-05-10"), "on 13 May 2019").reason == "said 2019-05-13, gold 2019-05-10"
    assert match(dated("2019-05-10"), "in May 2019").reason == "said 2019-05, gold 2019-05-10"


def test_all_matchers_of_a_fact_must_hold() -> None:
    fact = Forbidden(
        text="25% on steel",
        all_of=("steel",),
        any_of=("Canada", "Canadian"),
        numbers=(GoldNumber.model_validate({"value": "25"}),),
    )
    assert not match(fact, "Canadian steel pays 25%").matched, "the gold number has no unit"
    rate = fact.model_copy(update={"numbers": (GoldNumber.model_validate({"value": 25, "unit": "percent"}),)})
    assert match(rate, "Canadian steel pays 25%").matched
    assert match(rate, "Steel pays 25%").missing == ("lacks any of 'Canada', 'Canadian'",)
    assert match(rate, "Canada pays 25%").missing == ("lacks 'steel'",)


def test_a_number_without_unit_is_not_found_in_a_date() -> None:
    fact = Forbidden(text="128 products", numbers=(GoldNumber.model_validate({"value": "25"}),))
    assert not match(fact, "on May 25, 2019").matched
    assert match(fact, "it named 25 products on May 24, 2019").matched


def test_citation_markers_are_not_numbers() -> None:
    fact = Forbidden(text="one", numbers=(GoldNumber.model_validate({"value": "2", "unit": Unit.NONE}),))
    assert not match(fact, "They met. [2]").matched


def test_an_empty_text_states_nothing() -> None:
    assert not match(Forbidden(text="x", any_of=("x",)), "").matched
