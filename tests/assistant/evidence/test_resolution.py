"""Relative dates of a sentence are said in brackets, as precisely as they are known and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence.resolution import resolved_dates, with_dates
from assistant.markers import markers_in, without_markers
from index.temporal import find_times
from tests.index.index_making import published

FRIDAY = "2019-07-05"
TIMES = st.sampled_from(
    "since May|on Thursday|yesterday|last month|last year|in the 1990s|in 2018|next week|in June 2019|since 2016|"
    "in the past three years|in recent years|between 2016 and 2018|this year|a year ago|until March 1|by 1 January"
    "|in the second half|over the last five years|in May|for 90 days|from 2015 to 2018|in the last decade".split("|")
)
SENTENCES = st.lists(TIMES | st.sampled_from(["talks stalled", "[7]", "tariffs rose 25%", "— 2018 —"]), max_size=8)


def shown(sentence: str, day: str | None = FRIDAY) -> str:
    return with_dates(sentence, tuple(find_times(sentence, published(day))))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Talks stalled since May.", "Talks stalled since May [May 2019]."),
        ("They met on Thursday.", "They met on Thursday [4 July 2019]."),
        ("They met yesterday.", "They met yesterday [4 July 2019]."),
        ("Exports fell last month.", "Exports fell last month [June 2019]."),
        ("Exports fell last year.", "Exports fell last year [in 2018]."),
    ],
)
def test_what_is_left_relative_is_said_in_brackets(sentence: str, expected: str) -> None:
    assert shown(sentence) == expected


def test_the_day_of_writing_decides() -> None:
    assert shown("Talks stalled since May.", "1987-06-01") == "Talks stalled since May [May 1987]."


@pytest.mark.parametrize(
    "sentence",
    [
        "It was signed in June 2018.",
        "It began on 1 March 2016.",
        "The law of 1988 stands.",
        "From 2015 to 2018 it grew.",
    ],
)
def test_what_says_its_year_is_left_alone(sentence: str) -> None:
    assert shown(sentence) == sentence


def test_several_in_one_sentence_are_each_resolved_in_place() -> None:
    assert shown("Talks, stalled since May, resume next week, officials said on Thursday.") == (
        "Talks, stalled since May [May 2019], resume next week [week of 8 July 2019], "
        "officials said on Thursday [4 July 2019]."
    )


def test_an_undated_article_leaves_its_words_as_they_are() -> None:
    assert shown("Talks stalled since May and resume on Thursday.", None) == (
        "Talks stalled since May and resume on Thursday."
    )


def test_a_month_of_publication_gives_no_day() -> None:
    assert "July 2019]" not in shown("They met on Thursday.", "2019-07")
    assert shown("Exports fell last month.", "2019-07") == "Exports fell last month [June 2019]."


@pytest.mark.parametrize("sentence", ["Duties rose for 90 days.", "They met two weeks later.", "No date at all.", ""])
def test_what_has_no_days_of_its_own_gets_none(sentence: str) -> None:
    assert shown(sentence) == sentence


@given(SENTENCES, st.sampled_from([FRIDAY, "2019-07", "2019", "1987-01-01", None]))
def test_brackets_never_hold_bare_numbers(pieces: list[str], day: str | None) -> None:
    sentence = without_markers(" ".join(pieces))
    assert markers_in(shown(sentence, day)) == []
    assert without_markers(shown(sentence, day)) == shown(sentence, day)


@given(SENTENCES, st.sampled_from([FRIDAY, "2019-07", None]))
def test_the_sentence_itself_stays_word_for_word(pieces: list[str], day: str | None) -> None:
    sentence = without_markers(" ".join(pieces)).replace("[", "")
    result = shown(sentence, day)
    while "[" in result:
        before, _, rest = result.partition(" [")
        result = before + rest.partition("]")[2]
    assert result == sentence


def test_resolved_dates_keep_the_words_their_days_and_the_anchor() -> None:
    anchor = published(FRIDAY)
    [since, thursday] = resolved_dates(tuple(find_times("stalled since May, said on Thursday", anchor)), anchor)
    assert (since.text, since.interval.last, since.anchor) == ("since May", None, anchor)
    assert str(since.interval.first) == "2019-05-01"
    assert str(thursday.interval.first) == str(thursday.interval.last) == "2019-07-04"


def test_dates_that_are_not_known_are_left_out() -> None:
    anchor = published(None)
    times = tuple(find_times("Stalled since May, when it broke the accord of 1988.", anchor))
    assert [each.text for each in resolved_dates(times, anchor)] == ["1988"]
