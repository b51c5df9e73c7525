from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateOrigin, Precision, PublicationDate
from index.temporal import find_question_times, find_times, format_interval

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
