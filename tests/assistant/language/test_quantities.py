"""Figures have units: those of one unit compare, rounded or not, and those of two never do."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.quantities import Quantity, may_hold, quantities_in, same_value


def one(text: str) -> Quantity:
    [quantity] = quantities_in(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("about $50bn a year", "50000000000", "usd"),
        ("C$3 million", "3000000", "cad"),
        ("3 million Canadian dollars", "3000000", "cad"),
        ("€1.5 billion", "1500000000", "eur"),
        ("RMB 300 million", "300000000", "cny"),
        ("2 crore rupees", "20000000", "inr"),
        ("25 per cent", "25", "percent"),
        ("a 25-percent levy", "25", "percent"),
        ("0.6 of a percentage point", "0.6", "points"),
        ("50 basis points", "50", "basis_points"),
        ("three million tonnes", "3000000", "tonne"),
        ("2 million short tons", "2000000", "short_ton"),
        ("190,000 jobs", "190000", "job"),
        ("1.2m barrels", "1200000", "barrel"),
    ],
)
def test_a_figure_is_read_with_its_scale_and_its_unit(text: str, value: str, unit: str) -> None:
    assert (one(text).value, one(text).unit) == (Decimal(value), unit)
    assert may_hold(text)


@pytest.mark.parametrize("text", ["a million dollars", "a hundred million yuan", "a tonne of steel", "Rs.5 crore"])
def test_a_quick_look_sees_every_figure(text: str) -> None:
    assert quantities_in(text)
    assert may_hold(text)


@pytest.mark.parametrize("text", ["The talks ended in a draw.", "An envoy left.", ""])
def test_a_quick_look_passes_over_a_text_without_numbers(text: str) -> None:
    assert not may_hold(text)


@pytest.mark.parametrize("text", ["in 2019", "on 5 May", "two years", "at 10 o'clock", "a ship", "$", "Boeing 737", ""])
def test_years_days_spans_of_time_and_names_are_no_figures(text: str) -> None:
    assert quantities_in(text) == []


@pytest.mark.parametrize("text", ["25 to 30 percent", "25 or 30 percent", "25–30 percent"])
def test_both_ends_of_a_range_have_its_unit(text: str) -> None:
    assert [(each.value, each.unit) for each in quantities_in(text)] == [
        (Decimal(25), "percent"),
        (Decimal(30), "percent"),
    ]


def test_what_overlaps_a_span_set_aside_is_left_out() -> None:
    assert quantities_in("5 ships and 9 ports", aside=[(0, 7)]) == quantities_in("xxxxxxx and 9 ports")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("about $50 billion", "$49.8 billion"),
        ("$1,000 million", "$1bn"),
        ("25 percent", "25%"),
        ("up to 40 percent", "38 percent"),
        ("more than 1,200 workers", "1,250 workers"),
    ],
)
def test_one_figure_told_in_two_ways_is_one(first: str, second: str) -> None:
    assert same_value(one(first), one(second))
    assert same_value(one(second), one(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("$40 billion", "$50 billion"),
        ("25 percent", "25 percentage points"),
        ("24.6 percent", "25 percent"),
        ("3 tonnes", "3 short tons"),
        ("C$3 million", "$3 million"),
        ("219 votes", "220 votes"),
        ("up to 40 percent", "42 percent"),
        ("3 ships", "3 ports"),
    ],
)
def test_other_figures_and_other_units_are_two(first: str, second: str) -> None:
    assert not same_value(one(first), one(second))
    assert not same_value(one(second), one(first))


@given(
    st.lists(
        st.sampled_from("a an one two m bn million dollars yuan pound tonnes kg percent points jobs $5 - 3".split())
    )
)
def test_no_figure_is_there_that_the_quick_look_misses(words: list[str]) -> None:
    text = " ".join(words)
    assert may_hold(text) or not quantities_in(text)


@given(st.text(alphabet="0123456789,. $€%-abmnkto", max_size=40))
def test_every_figure_is_where_it_says_and_none_overlap(text: str) -> None:
    found = quantities_in(text)
    assert [text[each.start : each.end].strip() for each in found] == [each.text for each in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
