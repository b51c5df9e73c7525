from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateOrigin, Precision, PublicationDate
from index.temporal import TimeExpression, find_question_times, find_times, format_interval

WORDS = st.sampled_from(
    """
    May MAY may March last next this month week year Thursday Friday on in since until by before after
    from to between and 5 28 2019 1987 1,987 25% $41 'the' the end of first half second quarter Q2
    fiscal FY19 ago two a few days weeks later early mid- late – - , . ; ( ) '87 1980s 07/05/2019
    2019-05-06 will met said year-end of weekend over 9999 31 12 0 Jan. Sept June 28–29 tomorrow decade
    24 hours past six months
    """.split()
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
ANCHORS = st.one_of(
    st.none(),
    DAYS.map(lambda day: PublicationDate.of(day, DateOrigin.GIVEN)),
    DAYS.map(lambda day: PublicationDate.of(day.isoformat()[:7], DateOrigin.GIVEN)),
    DAYS.map(lambda day: PublicationDate.of(day.isoformat()[:4], DateOrigin.GIVEN)),
)
PLAIN_LENGTHS = {
    Precision.DAY: 1,
    Precision.WEEK: 7,
    Precision.MONTH: 28,
    Precision.QUARTER: 90,
    Precision.HALF: 181,
    Precision.YEAR: 365,
    Precision.DECADE: 3652,
}


@given(TEXTS, ANCHORS, st.sampled_from([None, True, False]))
def test_offsets_are_exact_in_order_and_apart(
    text: str, anchor: PublicationDate | None, day_first: bool | None
) -> None:
    found = find_times(text, anchor, day_first=day_first)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(one.end <= following.start for one, following in pairwise(found))
    assert all(format_interval(one.interval) for one in found if one.interval)


@given(TEXTS, DAYS)
def test_any_question_can_be_read(text: str, as_of: date) -> None:
    find_question_times(text, as_of)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(-500, 500),
    st.sampled_from(["met", "will meet"]),
)
def test_weekdays_move_with_the_week_of_writing(day: date, weeks: int, verb: str) -> None:
    text = f"They {verb} on Thursday."
    moved = day + timedelta(weeks=weeks)
    before, after = (find_times(text, PublicationDate.of(each, DateOrigin.GIVEN))[0].interval for each in (day, moved))
    assert before is not None
    assert after is not None
    assert before.first is not None
    assert after.first == before.first + timedelta(weeks=weeks)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["met", "will meet"]))
def test_a_weekday_lies_within_a_week_of_writing_and_on_the_side_of_its_verb(day: date, verb: str) -> None:
    (found,) = find_times(f"They {verb} on Thursday.", PublicationDate.of(day, DateOrigin.GIVEN))
    assert found.interval is not None
    assert found.interval.first is not None
    assert found.interval.first.weekday() == 3
    ahead = (found.interval.first - day).days
    assert 0 <= ahead < 7 if verb == "will meet" else -7 < ahead <= 0


WEEKLY = (
    "on Thursday", "last Friday", "next Tuesday", "yesterday", "today", "three days ago", "two weeks ago", "last week",
    "this week", "next week", "in the past two weeks", "over the next three weeks", "over the weekend", "since Monday",
    "by Friday", "a week from Sunday", "from Tuesday to Thursday", "Thursday of last week", "a few days ago",
)  # fmt: skip


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(-500, 500),
    st.sampled_from(WEEKLY),
    st.sampled_from(["The envoys met {}.", "The envoys will meet {}."]),
)
def test_what_is_told_in_days_and_weeks_moves_with_the_week_of_writing(
    day: date, weeks: int, words: str, sentence: str
) -> None:
    text = sentence.format(words)
    shift = timedelta(weeks=weeks)
    [before] = find_times(text, PublicationDate.of(day, DateOrigin.GIVEN))
    [after] = find_times(text, PublicationDate.of(day + shift, DateOrigin.GIVEN))
    assert before.interval is not None
    assert after.interval is not None
    for early, late in (
        (before.interval.first, after.interval.first),
        (before.interval.last, after.interval.last),
    ):
        assert late == (early + shift if early else None)


COUNTED = st.integers(1, 40)
LENGTHS = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}


@given(COUNTED, st.sampled_from(sorted(LENGTHS)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_counted_stretch_is_as_long_as_it_says_and_one_so_long_ago_as_its_unit(
    count: int, unit: str, day: date
) -> None:
    anchor = PublicationDate.of(day, DateOrigin.GIVEN)
    [past] = find_times(f"in the past {count} {unit}s", anchor)
    assert length_of(past) > count * LENGTHS[unit] - 1
    [ago] = find_times(f"{count} {unit}s ago", anchor)
    assert length_of(ago) >= LENGTHS[unit]


@given(
    st.sampled_from(["January", "May", "Sept.", "December"]),
    st.integers(1900, 2099),
    st.sampled_from(["in", "since", "until", "before", "after", "in early", "in late", "in mid-"]),
)
def test_a_named_month_is_never_narrower_than_its_words(month: str, year: int, lead: str) -> None:
    text = f"It happened {lead}{'' if lead.endswith('-') else ' '}{month} {year}."
    [found] = find_times(text, None)
    assert found.interval is not None
    if lead in {"since", "until", "before", "after"}:
        assert (found.interval.first is None) != (found.interval.last is None)
    else:
        assert length_of(found) >= (28 if lead == "in" else 8)
        whole = find_times(f"in {month} {year}", None)[0].interval
        assert whole is not None
        assert whole.contains(found.interval)


def length_of(found: TimeExpression) -> int:
    assert found.interval is not None
    assert found.interval.first is not None
    assert found.interval.last is not None
    return (found.interval.last - found.interval.first).days + 1


@pytest.mark.parametrize("unit", ["week", "month", "quarter", "year", "decade"])
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_period_is_never_narrower_than_its_word(unit: str, day: date) -> None:
    for words in (f"last {unit}", f"this {unit}", f"next {unit}", f"two {unit}s ago"):
        (found,) = find_times(words, PublicationDate.of(day, DateOrigin.GIVEN))
        assert found.interval is not None
        assert found.interval.first is not None
        assert found.interval.last is not None
        length = (found.interval.last - found.interval.first).days + 1
        assert length >= PLAIN_LENGTHS[Precision(unit)]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), TEXTS)
def test_a_coarser_anchor_never_gives_days_that_a_day_within_it_would_not(day: date, text: str) -> None:
    coarse = find_times(text, PublicationDate.of(day.isoformat()[:7], DateOrigin.GIVEN))
    edges = [day.replace(day=1)]
    exact = find_times(text, PublicationDate.of(edges[0], DateOrigin.GIVEN))
    for wide, narrow in zip(coarse, exact, strict=True):
        assert wide.interval is None or wide.interval == narrow.interval
