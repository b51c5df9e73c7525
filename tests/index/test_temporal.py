from __future__ import annotations

from datetime import date

import pytest

from index.dates import DateInterval, DateOrigin, Precision, PublicationDate
from index.temporal import TimeKind, find_question_times, find_times, format_interval

FRIDAY = PublicationDate.of("2019-07-05", DateOrigin.GIVEN)


def days(text: str, anchor: PublicationDate | None = FRIDAY, *, day_first: bool | None = None) -> list[str]:
    """Every expression as `words = first..last precision`, shortly written."""
    return [
        f"{one.text} = {span(one.interval)}" if one.interval else f"{one.text} = ?"
        for one in find_times(text, anchor, day_first=day_first)
    ]


def span(interval: DateInterval) -> str:
    return f"{interval.first or ''}..{interval.last or ''} {interval.precision}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Thursday.", "Thursday = 2019-07-04..2019-07-04 day"),
        ("They met on Friday.", "Friday = 2019-07-05..2019-07-05 day"),
        ("They met on Saturday.", "Saturday = 2019-06-29..2019-06-29 day"),
        ("They will meet on Saturday.", "Saturday = 2019-07-06..2019-07-06 day"),
        ("Talks are due to resume on Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("The next round is scheduled for Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("Envoys are expected to gather on Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("The bank plans to publish on Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("Trade talks resume Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("The sides failed to meet on Monday.", "Monday = 2019-07-01..2019-07-01 day"),
        ("The sides agreed to meet on Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("The list will be published on Monday.", "Monday = 2019-07-08..2019-07-08 day"),
        ("He said on Monday that the tariffs will stay.", "Monday = 2019-07-01..2019-07-01 day"),
        ("Talks will stay hard, he said on Monday.", "Monday = 2019-07-01..2019-07-01 day"),
        ("Exports fell due to weak demand on Monday.", "Monday = 2019-07-01..2019-07-01 day"),
    ],
)
def test_the_verb_of_the_clause_says_which_weekday_is_meant(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("2019-07-01", "next Thursday = 2019-07-11..2019-07-11 day"),
        ("2019-07-05", "next Thursday = 2019-07-11..2019-07-11 day"),
        ("2019-07-07", "next Thursday = 2019-07-11..2019-07-11 day"),
    ],
)
def test_next_thursday_lies_in_the_following_week(anchor: str, expected: str) -> None:
    assert days("They meet next Thursday.", PublicationDate.of(anchor, DateOrigin.GIVEN)) == [expected]


def test_last_friday_is_never_the_day_of_writing() -> None:
    assert days("They met last Friday.") == ["last Friday = 2019-06-28..2019-06-28 day"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports fell in May.", "May = 2019-05-01..2019-05-31 month"),
        ("Exports fell in July.", "July = 2019-07-01..2019-07-31 month"),
        ("Exports fell in November.", "November = 2018-11-01..2018-11-30 month"),
        ("Exports will fall in November.", "November = 2019-11-01..2019-11-30 month"),
        ("Exports will fall in May.", "May = 2020-05-01..2020-05-31 month"),
        ("Tariffs have applied since May.", "since May = 2019-05-01.. month"),
        ("Tariffs have applied since November.", "since November = 2018-11-01.. month"),
        ("The June 28 meeting will be remembered.", "June 28 = 2019-06-28..2019-06-28 day"),
        ("The order was signed on June 28.", "June 28 = 2019-06-28..2019-06-28 day"),
        ("The order was signed on Aug. 28.", "Aug. 28 = 2018-08-28..2018-08-28 day"),
        ("The parade of July 8 was cancelled.", "July 8 = 2019-07-08..2019-07-08 day"),
        ("Monday, July 8, is a holiday.", "Monday, July 8 = 2019-07-08..2019-07-08 day"),
        ("It rained on Thursday, July 5.", "Thursday, July 5 = 2018-07-05..2018-07-05 day"),
    ],
)
def test_a_date_without_a_year_takes_the_one_its_tense_asks_for(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last month", "last month = 2018-12-01..2018-12-31 month"),
        ("last quarter", "last quarter = 2018-10-01..2018-12-31 quarter"),
        ("last year", "last year = 2018-01-01..2018-12-31 year"),
        ("next month", "next month = 2019-02-01..2019-02-28 month"),
        ("last week", "last week = 2018-12-31..2019-01-06 week"),
        ("next decade", "next decade = 2020-01-01..2029-12-31 decade"),
        ("two months ago", "two months ago = 2018-11-01..2018-11-30 month"),
        ("a few weeks ago", "a few weeks ago = 2018-11-26..2018-12-30 range"),
        ("about a year ago", "about a year ago = 2017-01-01..2019-12-31 range"),
        ("more than a year ago", "more than a year ago = ..2018-12-31 year"),
        ("less than a week ago", "less than a week ago = 2019-01-03..2019-01-10 range"),
        ("the past 24 hours", "the past 24 hours = 2019-01-09..2019-01-10 range"),
        ("the past two months", "the past two months = 2018-11-10..2019-01-10 range"),
        ("earlier this week", "earlier this week = 2019-01-07..2019-01-10 range"),
        ("later this year", "later this year = 2019-01-10..2019-12-31 range"),
        ("two weeks from now", "two weeks from now = 2019-01-21..2019-01-27 week"),
    ],
)
def test_periods_are_counted_from_the_day_of_writing(text: str, expected: str) -> None:
    assert days(text, PublicationDate.of("2019-01-10", DateOrigin.GIVEN)) == [expected]


@pytest.mark.parametrize(
    "text", ["two weeks later", "three days earlier", "a week after", "the next day", "that same year"]
)
def test_what_is_counted_from_another_event_stays_unresolved(text: str) -> None:
    assert all(found.endswith("= ?") for found in days(f"It fell {text}."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28–29 June 2019", "28–29 June 2019 = 2019-06-28..2019-06-29 range"),
        ("from 3 to 5 June 2018", "from 3 to 5 June 2018 = 2018-06-03..2018-06-05 range"),
        ("from Aug 30 to Sept 3, 2018", "from Aug 30 to Sept 3, 2018 = 2018-08-30..2018-09-03 range"),
        ("from Dec 28, 2018 to Jan 3", "from Dec 28, 2018 to Jan 3 = 2018-12-28..2019-01-03 range"),
        ("from Dec 28 to Jan 3, 2018", "from Dec 28 to Jan 3, 2018 = 2017-12-28..2018-01-03 range"),
        ("between March and May 1987", "between March and May 1987 = 1987-03-01..1987-05-31 range"),
        ("2018-2020", "2018-2020 = 2018-01-01..2020-12-31 range"),
        ("the 12 months to March 1987", "the 12 months to March 1987 = 1986-04-01..1987-03-31 range"),
        ("before July 2019", "before July 2019 = ..2019-06-30 month"),
        ("after 3 May 2019", "after 3 May 2019 = 2019-05-04.. day"),
        ("since early 2018", "since early 2018 = 2018-01-01.. year"),
        ("by the end of 2018", "by the end of 2018 = ..2018-12-31 year"),
    ],
)
def test_ranges_and_open_ends_need_no_anchor_when_the_year_is_said(text: str, expected: str) -> None:
    assert days(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early May 2019", "early May 2019 = 2019-05-01..2019-05-10 month"),
        ("mid-2018", "mid-2018 = 2018-05-01..2018-08-31 year"),
        ("the late 1980s", "late 1980s = 1987-01-01..1989-12-31 decade"),
        ("the first half of May 2019", "the first half of May 2019 = 2019-05-01..2019-05-15 month"),
        ("the end of 2018", "the end of 2018 = 2018-09-01..2018-12-31 year"),
        ("the first 11 months of 2018", "the first 11 months of 2018 = 2018-01-01..2018-11-30 range"),
        ("the second week of May 2019", "the second week of May 2019 = 2019-05-08..2019-05-14 range"),
        ("the last day of May 2019", "the last day of May 2019 = 2019-05-31..2019-05-31 day"),
        ("Q2 2019", "Q2 2019 = 2019-04-01..2019-06-30 quarter"),
        ("3Q18", "3Q18 = 2018-07-01..2018-09-30 quarter"),
        ("winter 2018", "winter 2018 = 2018-12-01..2019-02-28 year"),
        ("the eighties", "the eighties = 1980-01-01..1989-12-31 decade"),
        ("the 5th of July, 2019", "the 5th of July, 2019 = 2019-07-05..2019-07-05 day"),
        ("2019-07-05", "2019-07-05 = 2019-07-05..2019-07-05 day"),
        ("30 February 2019", "30 February 2019 = ?"),
    ],
)
def test_parts_of_periods_keep_the_precision_of_the_whole(text: str, expected: str) -> None:
    assert days(text, None) == [expected]


def test_numbers_in_either_order_wait_for_someone_to_say_which() -> None:
    assert days("07/05/2019") == ["07/05/2019 = ?"]
    assert days("07/05/2019", day_first=True) == ["07/05/2019 = 2019-05-07..2019-05-07 day"]
    assert days("07/05/2019", day_first=False) == ["07/05/2019 = 2019-07-05..2019-07-05 day"]
    assert days("05/05/2019") == ["05/05/2019 = 2019-05-05..2019-05-05 day"]
    assert days("07/25/2019") == ["07/25/2019 = 2019-07-25..2019-07-25 day"]
    assert days("25/13/2019") == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("fiscal 2019", "fiscal 2019"),
        ("FY2019/20", "fiscal 2019/20"),
        ("FY19", "fiscal 2019"),
        ("fiscal Q2 2019", "fiscal Q2 2019"),
        ("the second fiscal quarter of 2019", "fiscal Q2 2019"),
        ("the 2018-19 financial year", "financial 2018-19"),
    ],
)
def test_fiscal_periods_keep_their_label_and_have_no_days(text: str, label: str) -> None:
    (found,) = find_times(f"Sales in {text} fell.", FRIDAY)
    assert (found.kind, found.label, found.interval) == (TimeKind.FISCAL, label, None)


def test_a_fiscal_year_with_its_end_said_is_twelve_months() -> None:
    assert days("the fiscal year ended March 31, 1987", None) == [
        "the fiscal year ended March 31, 1987 = 1986-04-01..1987-03-31 range"
    ]


@pytest.mark.parametrize(
    ("anchor", "text", "expected"),
    [
        ("2019-07", "They met on Thursday.", "Thursday = ?"),
        ("2019-07", "Exports fell last month.", "last month = 2019-06-01..2019-06-30 month"),
        ("2019-07", "Exports fell this week.", "this week = ?"),
        ("2019", "Exports fell last year.", "last year = 2018-01-01..2018-12-31 year"),
        ("2019", "Exports have fallen since May.", "since May = ?"),
        ("2019", "Exports fell last month.", "last month = ?"),
        (None, "Exports fell last month.", "last month = ?"),
        (None, "Exports fell in May 2018.", "May 2018 = 2018-05-01..2018-05-31 month"),
    ],
)
def test_nothing_is_narrower_than_the_anchor_allows(anchor: str | None, text: str, expected: str) -> None:
    assert days(text, PublicationDate.of(anchor, DateOrigin.GIVEN)) == [expected]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5 July 2019", TimeKind.DATE),
        ("on Thursday", TimeKind.RELATIVE),
        ("since May", TimeKind.OPEN),
        ("between March and May 1987", TimeKind.RANGE),
        ("fiscal 2019", TimeKind.FISCAL),
    ],
)
def test_each_kind_is_told(text: str, kind: TimeKind) -> None:
    assert [one.kind for one in find_times(text, FRIDAY)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Prices may rise by 25%, to $41 a barrel.",
        "Theresa May told the House. May said nothing by May standards.",
        "It lasted for 90 days, or three months.",
        "USA TODAY has the story.",
        "Read the latest now.",
    ],
)
def test_amounts_names_verbs_and_lengths_are_not_times(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What changed this week?", "this week = 2019-07-01..2019-07-07 week"),
        ("What changed in the past two months?", "the past two months = 2019-05-05..2019-07-05 range"),
        ("What has happened since march 2018?", "since march 2018 = 2018-03-01.. month"),
        ("What happened in early 2025?", "early 2025 = 2025-01-01..2025-04-30 year"),
        ("Who met last year?", "last year = 2018-01-01..2018-12-31 year"),
        ("What stood as of 10 April?", "as of 10 April = ..2019-04-10 day"),
        ("Why did talks stall before July 2019?", "before July 2019 = ..2019-06-30 month"),
        ("Who met between March and May 1987?", "between March and May 1987 = 1987-03-01..1987-05-31 range"),
    ],
)
def test_a_question_is_read_on_the_day_it_is_asked(question: str, expected: str) -> None:
    found = find_question_times(question, date(2019, 7, 5))
    assert [f"{one.text} = {span(one.interval)}" for one in found if one.interval] == [expected]


@pytest.mark.parametrize("question", ["What is the latest on soy?", "Where do talks stand now?"])
def test_latest_and_now_are_no_times(question: str) -> None:
    assert find_question_times(question, date(2019, 7, 5)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 July 2019", "5 July 2019"),
        ("May 2019", "May 2019"),
        ("the week of July 1, 2019", "week of 1 July 2019"),
        ("Q3 2019", "Q3 2019"),
        ("the first half of 2019", "first half of 2019"),
        ("2019", "2019"),
        ("1980s", "1980s"),
        ("since May 2019", "since May 2019"),
        ("until 1 March 2019", "until 1 March 2019"),
        ("28-29 June 2019", "28–29 June 2019"),
        ("early May 2019", "early May 2019"),
        ("mid-2018", "mid-2018"),
        ("the second half of May 2019", "second half of May 2019"),
        ("spring 2019", "spring 2019"),
        ("winter 2018", "winter 2018–19"),
        ("from Dec 28, 2018 to Jan 3, 2019", "28 December 2018 – 3 January 2019"),
        ("between March and May 1987", "March–May 1987"),
        ("from November 2018 to March 2019", "November 2018 – March 2019"),
        ("2018-2020", "2018–2020"),
        ("before July 2019", "until June 2019"),
        ("since mid-2018", "since May 2018"),
        ("before mid-2018", "until April 2018"),
        ("from 28 June 2019 to 3 July 2019", "28 June – 3 July 2019"),
    ],
)
def test_an_interval_is_written_as_precisely_as_it_is_known(text: str, expected: str) -> None:
    (found,) = find_times(f"in {text}", None)
    assert found.interval is not None
    assert format_interval(found.interval) == expected


def test_an_interval_without_ends_is_any_time() -> None:
    assert format_interval(DateInterval(first=None, last=None, precision=Precision.UNKNOWN)) == "at any time"
