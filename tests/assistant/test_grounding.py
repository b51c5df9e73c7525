"""What a sentence may say in other words than the article's, and what it may not."""

from __future__ import annotations

import pytest

from assistant.grounding.checking import Checked, Evident, check
from assistant.grounding.figures import figures_in
from index.dates import DateOrigin, PublicationDate
from index.keywords import Analyzer

SAID = (
    "The United States put 15 percent on Norwegian trout on Friday, and Oslo answered no later than noon.",
    "A brokerage in Bergen arrives at no more than $7 billion for all of Norway, in dollars, not euros.",
)
PUBLISHED = PublicationDate.of("2021-03-28", DateOrigin.GIVEN)


def _check(claim: str) -> Checked:
    return check(claim, [Evident(text, PUBLISHED) for text in SAID], Analyzer().terms)


@pytest.mark.parametrize(
    "claim",
    [
        "The U.S. put 15 percent on Norwegian trout on March 26, 2021.",
        "The US put 15 percent on Norwegian trout on 26 March 2021.",
        "The brokerage in Bergen arrives at $7 billion at most for all of Norway.",
    ],
)
def test_dates_names_and_bounds_may_be_put_in_other_words(claim: str) -> None:
    assert _check(claim).supported, _check(claim).problem


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        ("The US put 15 percent on Norwegian trout on March 19, 2021.", "date"),
        ("The US did not put 15 percent on Norwegian trout.", "denies"),
        ("The US put 16 percent on Norwegian trout.", "number"),
        ("The UK put 15 percent on Norwegian trout.", "UK"),
    ],
)
def test_what_is_not_there_is_named(claim: str, problem: str) -> None:
    found = _check(claim)
    assert not found.supported
    assert problem in found.problem


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on March 27, 1987, 12 ships", [12]),
        ("on the 27th of March, 3 ships", [3]),
        ("27 Sept. and Sept. 28", []),
        ("In May 12 percent was paid", [12]),
        ("40 ships may sail", [40]),
    ],
)
def test_the_day_of_a_date_is_no_figure(text: str, values: list[int]) -> None:
    assert [int(figure.value) for figure in figures_in(text)] == values
