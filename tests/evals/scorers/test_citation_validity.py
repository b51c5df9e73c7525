from typing import Any

import pytest

from evals.given import given
from evals.scorers import Score
from evals.scorers.citation_validity import score_citation_validity
from evals.scorers.future_leak import score_no_future_leak
from evals.scorers.quote_exact import score_quote_exact
from tests.evals.making import (
    QUOTE,
    TEXT,
    a_case,
    a_citation,
    a_corpus,
    a_refusal,
    an_answer,
    an_article,
    judged,
)


def score(citation: dict[str, Any], **article: Any) -> Score:
    answer = an_answer("It was raised. [1]", a_citation(**citation))
    return score_citation_validity(judged(a_case(), answer, a_corpus(an_article(**article))))


def test_the_exact_words_at_the_exact_place_are_valid() -> None:
    assert score({}) == Score(value=1.0)


@pytest.mark.parametrize(
    ("citation", "reason"),
    [
        ({"article_id": "zz"}, "the article 'zz' is not in the corpus"),
        ({"start": 90, "end": 9000}, "90 to 9000 is no span"),
        ({"start": 30, "end": 20}, "30 to 20 is no span"),
        ({"start": -5, "end": 20}, "-5 to 20 is no span"),
    ],
)
def test_each_fault_makes_a_citation_invalid(citation: dict[str, Any], reason: str) -> None:
    found = score(citation)
    assert found.value == 0.0
    assert found.reason.startswith(f"[1] {reason}")


@pytest.mark.parametrize(
    ("citation", "article", "at"),
    [
        ({"quote": QUOTE.replace("25%", "35%")}, {}, 26),
        ({"quote": QUOTE.replace(".", "")}, {}, 26),
        ({"start": 27}, {}, 27),
        ({}, {"text": TEXT.replace("25%", "35%")}, 26),
    ],
)
def test_a_quote_that_is_not_letter_by_letter_is_not_exact(
    citation: dict[str, Any], article: dict[str, Any], at: int
) -> None:
    answer = an_answer("It was raised. [1]", a_citation(**citation))
    asked = judged(a_case(), answer, a_corpus(an_article(**article)))
    found = score_quote_exact(asked)
    assert (found.value, f"the quote is not what stands at {at}" in found.reason) == (0.0, True)
    assert score_citation_validity(asked).value == 1.0


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2019-06-02", "raise of 2019-06-02, after 2019-06-01"),
        ("2019", "raise of 2019, after 2019-06-01"),
        (None, "raise, which has no date"),
    ],
)
def test_an_article_of_later_is_a_leak_and_nothing_else(day: str | None, reason: str) -> None:
    asked = judged(a_case(), an_answer(), a_corpus(an_article(day=day)))
    found = score_no_future_leak(asked)
    assert (found.value, reason in found.reason) == (0.0, True)
    assert score_citation_validity(asked).value == score_quote_exact(asked).value == 1.0


def test_a_marker_that_leads_nowhere_counts_against_the_good_ones() -> None:
    answer = given(an_answer()).model_copy(update={"text": f"{QUOTE} [1][7]"})
    found = score_citation_validity(judged(a_case(), answer, a_corpus()))
    assert (found.value, found.reason) == (0.5, "[7] leads to no citation")


def test_an_invented_citation_counts_against_the_good_ones() -> None:
    answer = an_answer("Raised. [1] [2]", a_citation(), a_citation(n=2, article_id="zz"))
    assert score_citation_validity(judged(a_case(), answer, a_corpus())).value == 0.5


def test_numbers_that_are_not_dense_are_a_fault() -> None:
    answer = an_answer().model_copy(update={"citations": (a_citation(n=3),)})
    found = score_citation_validity(judged(a_case(), answer, a_corpus()))
    assert found.value == 0.0
    assert "[3] is numbered 3 at place 1" in found.reason


def test_an_answer_without_citations_is_zero_and_a_refusal_without_is_one() -> None:
    bare = an_answer("It was raised.", sentences=(), citations=())
    assert score_citation_validity(judged(a_case(), bare, a_corpus())).value == 0.0
    assert score_citation_validity(judged(a_case(), a_refusal(), a_corpus())).value == 1.0
