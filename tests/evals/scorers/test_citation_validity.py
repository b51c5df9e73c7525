from typing import Any

import pytest

from evals.scorers import Score
from evals.scorers.citation_validity import score_citation_validity
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
    ("citation", "article", "reason"),
    [
        ({"article_id": "zz"}, {}, "the article 'zz' is not in the corpus"),
        ({"quote": QUOTE.replace("25%", "35%")}, {}, "the quote is not what stands at 26"),
        ({"quote": QUOTE.replace(".", "")}, {}, "the quote is not what stands at 26"),
        ({"start": 27}, {}, "the quote is not what stands at 27"),
        ({"start": 90, "end": 9000}, {}, "90 to 9000 is no span"),
        ({"start": 30, "end": 20}, {}, "30 to 20 is no span"),
        ({"start": -5, "end": 20}, {}, "-5 to 20 is no span"),
        ({}, {"day": "2019-06-02"}, "raise is of 2019-06-02, after 2019-06-01"),
        ({}, {"day": "2019"}, "raise is of 2019, after 2019-06-01"),
        ({}, {"day": None}, "raise has no date"),
        ({}, {"text": TEXT.replace("25%", "35%")}, "the quote is not what stands"),
    ],
)
def test_each_fault_makes_a_citation_invalid(citation: dict[str, Any], article: dict[str, Any], reason: str) -> None:
    found = score(citation, **article)
    assert found.value == 0.0
    assert found.reason.startswith(f"[1] {reason}")


def test_an_invented_citation_counts_against_the_good_ones() -> None:
    answer = an_answer("Raised. [1] [2]", a_citation(), a_citation(n=2, article_id="zz"))
    assert score_citation_validity(judged(a_case(), answer, a_corpus())).value == 0.5


def test_numbers_that_are_not_dense_are_a_fault() -> None:
    answer = an_answer().model_copy(update={"citations": (a_citation(n=3),)})
    found = score_citation_validity(judged(a_case(), answer, a_corpus()))
    assert found == Score(value=0.0, reason="[3] is numbered 3 at place 1")


def test_an_answer_without_citations_is_zero_and_a_refusal_without_is_one() -> None:
    bare = an_answer("It was raised.", sentences=(), citations=())
    assert score_citation_validity(judged(a_case(), bare, a_corpus())).value == 0.0
    assert score_citation_validity(judged(a_case(), a_refusal(), a_corpus())).value == 1.0
