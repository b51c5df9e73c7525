from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateInterval, DateOrigin, Precision, PublicationDate, parse_partial_date

DAYS = st.dates()


@given(DAYS)
def test_a_date_keeps_its_precision_and_covers_its_days(day: date) -> None:
    text = day.isoformat()
    exact, month, year = (parse_partial_date(text[:length]) for length in (10, 7, 4))
    assert (exact.first, exact.last, exact.precision) == (day, day, Precision.DAY)
    assert month.first == day.replace(day=1)
    assert month.last == day.replace(day=calendar.monthrange(day.year, day.month)[1])
    assert (year.first, year.last) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert year.contains(month)
    assert month.contains(exact)
    assert PublicationDate.of(text[:7], DateOrigin.GIVEN).value == text[:7]


@given(st.text(max_size=12))
def test_anything_is_a_date_or_a_value_error(text: str) -> None:
    try:
        interval = parse_partial_date(text)
    except ValueError as error:
        assert repr(text) in str(error)  # noqa: PT017 - most texts are no dates
    else:
        assert len(text.strip()) in {4, 7, 10}
        assert interval.first is not None


@pytest.mark.parametrize(
    "text",
    ["", "2019-13", "2019-02-29", "0000", "2019-5", "2019-05-1", "２０１９", "2019-05-10T10:00", "last week", "19"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|year|day"):
        parse_partial_date(text)


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_symmetric_and_holds_for_what_is_contained(a: date, b: date, c: date, d: date) -> None:
    one = DateInterval(first=min(a, b), last=max(a, b), precision=Precision.RANGE)
    other = DateInterval(first=min(c, d), last=max(c, d), precision=Precision.RANGE)
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or not one.contains(other)
    assert DateInterval(first=None, last=None, precision=Precision.RANGE).contains(one)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        DateInterval(first=date(2019, 5, 2), last=date(2019, 5, 1), precision=Precision.RANGE)
