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


MORE = (
    "Harbour pilots walked out on Monday after talks on night shifts with the port of Marena broke down.",
    "Their union wants 11 hours of rest after a shift instead of the present nine.",
    "Port president Ana Brell said the walkout would cost 3 million euros a day, half of which insurers would bear.",
    "She did not rule out asking the navy for help.",
    "Most of the pilots had received no pay rise since 2015, said Olaf Trand, who heads their union.",
)


def _check_more(claim: str) -> Checked:
    return check(claim, [Evident(text, PUBLISHED, "Pilots walk out at Marena") for text in MORE], Analyzer().terms)


@pytest.mark.parametrize(
    "claim",
    [
        "After talks collapsed, pilots at Marena went on strike.",
        "At present a shift is followed by nine hours of rest.",
        "The union is asking for 11 hours' rest, up from nine.",
        "Ana Brell left open asking the navy for help.",
        "According to Ana Brell, the strike would cost €3 million a day.",
        "Insurers would bear about 1.5 million euros of the daily cost, Ana Brell said.",
        "Olaf Trand, the head of the union, said most pilots had gone without a pay rise since 2015.",
    ],
)
def test_a_paraphrase_passes(claim: str) -> None:
    assert _check_more(claim).supported, _check_more(claim).problem


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        ("At present a shift is followed by 11 hours of rest.", "planned"),
        ("The union is asking for 11 days' rest after a shift.", "number"),
        ("Ana Brell ruled out asking the navy for help.", "denies"),
        ("The walkout costs 3 million euros a day.", "whose word"),
        ("The navy has helped at the port's request.", "done"),
        ("Ana Brell said most pilots had received no pay rise since 2015.", "somebody else"),
        ("Olaf Trand, who heads the navy in Madrid, said most pilots had received no pay rise.", "named"),
        ("Most pilots had received a pay rise since 2015, Olaf Trand said.", "opposite"),
    ],
)
def test_a_paraphrase_that_says_another_thing_is_stopped(claim: str, problem: str) -> None:
    found = _check_more(claim)
    assert not found.supported
    assert problem in found.problem


def test_a_sentence_without_end_is_not_checked_for_ever() -> None:
    found = check("Norway sold 5 tonnes, " * 400, [Evident(text, PUBLISHED) for text in SAID], Analyzer().terms)
    assert (found.supported, found.problem) == (False, "it is too long to be checked")


def test_places_that_are_joined_all_do_what_is_told_of_them() -> None:
    told = [Evident("Canada and the United States ended their steel tariffs on Friday.", PUBLISHED, "Steel")]
    stems = Analyzer().terms
    assert check("Canada ended its steel tariffs.", told, stems).supported
    assert not check("Mexico ended its steel tariffs.", told, stems).supported
    assert not check(
        "Canada ended its steel tariffs.", [Evident("Mexico ended its steel tariffs.", PUBLISHED)], stems
    ).supported
