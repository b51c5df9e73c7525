from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Draft
from index.dates import DateOrigin, Precision, PublicationDate
from index.dating import Settled, date_in_name, date_in_text, parse_date_text, settle_date
from index.readers import ReadOptions

TODAY = date(2024, 6, 1)
BODY = "Officials met to talk about steel.\n\nNo date was set."


def claim(value: str, origin: DateOrigin) -> PublicationDate:
    return PublicationDate.of(value, origin)


def settle(
    *dates: PublicationDate, given: str = "", place: str = "story.txt", url: str = "", text: str = BODY
) -> Settled:
    published = claim(given, DateOrigin.METADATA) if given else None
    draft = Draft(text=text, place=place, url=url, dates=dates)
    return settle_date(draft, ReadOptions(published=published), today=TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-07-05", "2019-07-05"),
        ("2019-07-05T23:30:00-05:00", "2019-07-05"),
        ("2019-07-05T00:30:00+14:00", "2019-07-05"),
        ("2019-07-05T10:00:00.123Z", "2019-07-05"),
        ("2019-07-05 10:00:00", "2019-07-05"),
        ("2019/7/5", "2019-07-05"),
        ("20190705", "2019-07-05"),
        ("20190705T101500Z", "2019-07-05"),
        ("Fri, 05 Jul 2019 10:00:00 +0200", "2019-07-05"),
        ("Fri, 05 Jul 19 10:00:00 GMT", "2019-07-05"),
        ("Fri Jul  5 10:00:00 2019", "2019-07-05"),
        ("Fri Jul 5 10:00:00 GMT 2019", "2019-07-05"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26"),
        ("5 July 2019", "2019-07-05"),
        ("5th of July 2019", "2019-07-05"),
        ("July 5, 2019", "2019-07-05"),
        ("Jul. 5th, 2019", "2019-07-05"),
        ("Sept 5, 2019", "2019-09-05"),
        ("Published on July 5, 2019 at 10:15", "2019-07-05"),
        ("2019年7月5日", "2019-07-05"),
        ("5. Juli 2019", "2019-07-05"),
        ("5 juillet 2019", "2019-07-05"),
        ("5 de julio de 2019", "2019-07-05"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("04/04/2019", "2019-04-04"),
        ("03.04.2019", "2019-04-03"),
        ("1562320800", "2019-07-05"),
        ("1562320800.5", "2019-07-05"),
        ("1562320800000", "2019-07-05"),
        ("May 2019", "2019-05"),
        ("2019-05", "2019-05"),
        ("2019年7月", "2019-07"),
        ("2019", "2019"),
        ("٢٠١٩", "2019"),
        ("03/04/2025", "2025"),
    ],
)
def test_a_written_date_keeps_its_precision(text: str, value: str) -> None:
    found = parse_date_text(text, DateOrigin.METADATA)
    assert found is not None
    assert (found.value, found.origin) == (value, DateOrigin.METADATA)


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2019-13-01", "2019-02-30", "31 June 2019", "0001-01-01T00:00:00", "0",
        "99999999999999999999", "Maybe 5", "12:30", "3/4", "9999-01-01", "1.5", "-5", "²⁰¹⁹",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date_text(text, DateOrigin.METADATA) is None


@given(st.text(max_size=60) | st.from_regex(r"[0-9/. -]{4,14}") | st.integers().map(str))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date_text(text, DateOrigin.TEXT)
    assert found is None or found.precision in {Precision.DAY, Precision.MONTH, Precision.YEAR}


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (
        day.isoformat(),
        day.strftime("%d %B ") + f"{day.year}",
        day.strftime("%B %d, ") + f"{day.year}",
    ):
        found = parse_date_text(text, DateOrigin.TEXT)
        assert found is not None
        assert found.value == day.isoformat()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("2019-07-05-talks.md", "2019-07-05"),
        ("news/20190705_x.txt", "2019-07-05"),
        ("x_2019_07_05.txt", "2019-07-05"),
        ("ledger.2019.07.05.html", "2019-07-05"),
        ("2019-07-talks.md", "2019-07"),
        ("https://x.example/2019/07/05/talks", "2019-07-05"),
        ("https://x.example/world/2019/jul/05/talks", "2019-07-05"),
        ("https://x.example/2023/9/26/23891037/talks", "2023-09-26"),
        ("https://x.example/2019-07-05/talks.html?d=2001-01-01", "2019-07-05"),
        ("https://x.example/talks-2019-07-05", "2019-07-05"),
        ("https://x.example/2019/07/talks", "2019-07"),
        ("archive/2019/07/05/talks.txt", "2019-07-05"),
        ("000_43b2c1d46dec56f2.txt", None),
        ("201907051234.txt", None),
        ("report-20191399.txt", None),
        ("2019-02-30.txt", None),
        ("talks-2019.txt", None),
        ("ip-2001-10-20-30.log", None),
    ],
)
def test_a_date_in_a_name(name: str, value: str | None) -> None:
    found = date_in_name(name)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("first", "value"),
    [
        ("WASHINGTON, Aug 1, 2019 — Officials met.", "2019-08-01"),
        ("GENEVA, 1 August 2019 (Ledger) -- Officials met.", "2019-08-01"),
        ("BEIJING (Ledger Wire) - July 5, 2019 Officials met.", "2019-07-05"),
        ("(Ledger) - July 5, 2019", "2019-07-05"),
        ("Published: 5 July 2019", "2019-07-05"),
        ("Published on Friday, 5 July 2019 at 10:15", "2019-07-05"),
        ("Last updated 5 July 2019", "2019-07-05"),
        ("Date: 2019-07-05", "2019-07-05"),
        ("Friday, July 5, 2019", "2019-07-05"),
        ("July 5, 2019 10:15 am EDT", "2019-07-05"),
        ("2019年7月5日", "2019-07-05"),
        ("WASHINGTON, Aug 1 — Officials met.", None),
        ("The deal of July 5, 2019 - which nobody liked - has ended.", None),
        ("Officials signed it on July 5, 2019.", None),
        ("Published in May", None),
    ],
)
def test_a_dateline_counts_only_with_its_year(first: str, value: str | None) -> None:
    found = date_in_text(f"{first}\n\n{BODY}")
    assert (found.value if found else None) == value


def test_a_published_line_goes_before_an_update() -> None:
    found = date_in_text(f"Last updated 7 July 2019\nPublished 5 July 2019\n{BODY}")
    assert found is not None
    assert found.value == "2019-07-05"


def test_a_date_further_down_is_not_the_date_of_the_article() -> None:
    assert date_in_text("One.\nTwo.\nThree.\nFour.\nFive.\nPublished: 5 July 2019") is None


def test_the_most_trusted_claim_holds() -> None:
    claims = [
        claim("2019-07-01", DateOrigin.PAGE),
        claim("2019-07-02", DateOrigin.METADATA),
        claim("2019-07-01", DateOrigin.NAME),
    ]
    settled = settle(*claims)
    assert (settled.published.value, settled.published.origin) == ("2019-07-02", DateOrigin.METADATA)
    assert settled.doubts == ()


def test_a_given_date_wins_without_a_doubt() -> None:
    settled = settle(claim("2018-01-01", DateOrigin.METADATA), given="2019-05")
    assert (settled.published.value, settled.published.origin) == ("2019-05", DateOrigin.GIVEN)
    assert settled.doubts == ()


def test_claims_that_disagree_are_both_in_the_doubt() -> None:
    settled = settle(claim("2019-07-05", DateOrigin.METADATA), url="https://x.example/2019/07/09/talks")
    assert settled.published.value == "2019-07-05"
    assert "2019-07-05" in settled.doubts[0]
    assert "2019-07-09" in settled.doubts[0]


def test_a_day_apart_is_a_time_zone() -> None:
    assert settle(claim("2019-07-05", DateOrigin.METADATA), url="https://x.example/2019/07/06/t").doubts == ()


def test_a_finer_claim_inside_a_coarser_one_narrows_it() -> None:
    settled = settle(claim("2019", DateOrigin.METADATA), url="https://x.example/2019/07/05/talks")
    assert (settled.published.value, settled.published.origin) == ("2019-07-05", DateOrigin.NAME)


def test_the_name_of_a_file_of_many_records_says_nothing() -> None:
    assert settle(place="export-2024-05-01.jsonl:3").published.value is None
    assert settle(place="2019-07-05-talks.txt").published.value == "2019-07-05"


def test_the_text_is_asked_last() -> None:
    settled = settle(text=f"GENEVA, 1 August 2019 — {BODY}")
    assert (settled.published.value, settled.published.origin) == ("2019-08-01", DateOrigin.TEXT)


def test_a_date_in_the_future_is_kept_and_doubted() -> None:
    assert settle(claim("2024-06-02", DateOrigin.METADATA)).doubts == ()
    settled = settle(claim("2031-01-01", DateOrigin.METADATA))
    assert settled.published.value == "2031-01-01"
    assert "future" in settled.doubts[0]


def test_no_date_is_unknown_and_said() -> None:
    settled = settle()
    assert settled.published == PublicationDate()
    assert settled.doubts == ("no publication date found",)
