from typing import Any

import pytest

from evals.scorers import Score
from evals.scorers.evidence_hit import score_evidence_hit
from tests.evals.making import (
    TEXT,
    a_case,
    a_citation,
    a_corpus,
    a_refusal,
    a_refusal_case,
    an_answer,
    an_article,
    judged,
)


def cited(start: int, end: int, **changes: Any) -> Score:
    citation = a_citation(start=start, end=end, quote=TEXT[start:end], **changes)
    other = an_article(name="other", identity="a2")
    answer = an_answer("It was raised. [1]", citation)
    return score_evidence_hit(judged(a_case(), answer, a_corpus(an_article(), other)))


START = TEXT.index("Washington")


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        (START, START + 50, 1.0),
        (0, len(TEXT), 1.0),
        (START + 10, START + 20, 1.0),
        (START - 10, START + 10, 1.0),
        (START - 11, START + 9, 0.0),
        (0, 24, 0.0),
    ],
)
def test_half_of_the_shorter_span_must_be_shared(start: int, end: int, value: float) -> None:
    assert cited(start, end).value == value


def test_the_same_words_of_another_article_are_no_hit() -> None:
    assert cited(START, START + 50, article_id="a2") == Score(value=0.0, reason="not cited: raise")


def test_each_group_counts_once_and_any_of_its_quotes_is_enough() -> None:
    quote = {"article": "raise", "quote": "Washington raised the duty to 25% on May 10, 2019."}
    case = a_case(
        evidence=[
            {"group": "raise", "any": [{"article": "nowhere", "quote": "x"}, quote]},
            {"group": "stall", "any": [{"article": "raise", "quote": "The talks stalled in May."}]},
        ]
    )
    found = score_evidence_hit(judged(case, an_answer(), a_corpus()))
    assert found == Score(value=0.5, reason="not cited: stall")


def test_a_refusal_hits_nothing_and_a_case_without_evidence_is_not_applicable() -> None:
    assert score_evidence_hit(judged(a_case(), a_refusal(), a_corpus())).value == 0.0
    assert score_evidence_hit(judged(a_refusal_case(), an_answer(), a_corpus())).value is None
