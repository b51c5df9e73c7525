from decimal import Decimal

import pytest

from evals.cases import Unit
from evals.matching.numbers import read_quantities
from evals.matching.phrases import plain


def read(text: str) -> list[tuple[Decimal, Unit]]:
    return [(each.value, each.unit) for each in read_quantities(plain(text))]


@pytest.mark.parametrize(
    "text",
    ["25 percent", "25 pct", "25%", "25 %", "25 per cent", "25-percent", "twenty-five percent", "25.0%", "25\u00a0%"],
)
def test_every_way_of_writing_a_percentage_is_the_same(text: str) -> None:
    assert read(f"a duty of {text} applies") == [(Decimal(25), Unit.PERCENT)]


@pytest.mark.parametrize(
    "text",
    [
        "$50 billion",
        "$50bn",
        "$50-billion",
        "50 billion dollars",
        "50 billion dlrs",
        "US$50 billion",
        "50 bln dlrs",
        "fifty billion dollars",
        "$50,000 million",
        "USD 50bn",
        "50 billion U.S. dollars",
        "$50,000,000,000",
    ],
)
def test_every_way_of_writing_a_sum_is_the_same(text: str) -> None:
    assert read(f"goods worth {text}, he said") == [(Decimal(50_000_000_000), Unit.USD)]


@pytest.mark.parametrize("text", ["25.5%", "125%", "2025", "25 percentage points", "25 basis points", "-25%", "0.25%"])
def test_what_only_looks_like_twenty_five_percent_is_not(text: str) -> None:
    assert (Decimal(25), Unit.PERCENT) not in read(f"by {text} now")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C$16.6bn of goods", [("16600000000", Unit.CAD)]),
        ("16.6 billion Canadian dollars", [("16600000000", Unit.CAD)]),
        ("HK$2m", [("2000000", Unit.OTHER_DOLLAR)]),
        ("€2.8bn", [("2800000000", Unit.EUR)]),
        ("2.8 billion euros", [("2800000000", Unit.EUR)]),
        ("7.1 yuan to the dollar", [("7.1", Unit.CNY)]),
        ("2.68m tonnes", [("2680000", Unit.TONNES)]),
        ("70,000 metric tons", [("70000", Unit.TONNES)]),
        ("70,000 tons", [("70000", Unit.TONS)]),
        ("16,000 American factory jobs", [("16000", Unit.JOBS)]),
        ("a 90-day truce", [("90", Unit.DAYS)]),
        ("ninety days", [("90", Unit.DAYS)]),
        ("six months", [("6", Unit.MONTHS)]),
        ("0.5 percentage points", [("0.5", Unit.PERCENTAGE_POINTS)]),
        ("25 basis points", [("25", Unit.BASIS_POINTS)]),
        ("106 American products", [("106", Unit.NONE)]),
        ("a billion dollars", [("1000000000", Unit.USD)]),
        ("965.04 mln dlr", [("965040000", Unit.USD)]),
        ("two hundred billion dollars", [("200000000000", Unit.USD)]),
        ("fell -2.1%", [("-2.1", Unit.PERCENT)]),
        ("fell −2.1%", [("-2.1", Unit.PERCENT)]),
        ("one of them", []),
    ],
)
def test_the_unit_and_the_scale_are_read(text: str, expected: list[tuple[str, Unit]]) -> None:
    assert read(text) == [(Decimal(value), unit) for value, unit in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 or 25 percent", [("15", Unit.PERCENT), ("25", Unit.PERCENT)]),
        ("5, 10 and 25 percent", [("5", Unit.PERCENT), ("10", Unit.PERCENT), ("25", Unit.PERCENT)]),
        ("10-20%", [("10", Unit.PERCENT), ("20", Unit.PERCENT)]),
        ("from 10% to 25%", [("10", Unit.PERCENT), ("25", Unit.PERCENT)]),
        ("$10-12 billion", [("10000000000", Unit.USD), ("12000000000", Unit.USD)]),
        ("$10 to $12 billion", [("10", Unit.USD), ("12000000000", Unit.USD)]),
        ("5 to 10 billion dollars", [("5000000000", Unit.USD), ("10000000000", Unit.USD)]),
        ("$50 billion to 60 billion", [("50000000000", Unit.USD), ("60000000000", Unit.USD)]),
        ("in 2018 and 25 percent", [("2018", Unit.NONE), ("25", Unit.PERCENT)]),
        ("16,000 to 25,000 jobs", [("16000", Unit.JOBS), ("25000", Unit.JOBS)]),
    ],
)
def test_the_last_unit_of_a_list_or_range_holds_for_all(text: str, expected: list[tuple[str, Unit]]) -> None:
    assert read(text) == [(Decimal(value), unit) for value, unit in expected]


def test_a_letter_apart_from_its_number_is_no_scale() -> None:
    assert read("a wall of 5 m") == [(Decimal(5), Unit.NONE)]
    assert read("5m people") == [(Decimal(5_000_000), Unit.NONE)]
