"""Figures agree within their digits, never across units; figures of before are known as such."""

from __future__ import annotations

import pytest

from assistant.conflicts.figures import agree, is_former
from assistant.language.quantities import quantities_in


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("about $50bn", "$49.8bn", True),
        ("$50 billion", "$50bn", True),
        ("$50bn", "$60bn", False),
        ("3.1 percent", "about 3 percent", True),
        ("3.1 percent", "3.1 percentage points", False),
        ("14 ships", "15 ships", False),
        ("more than 2,300 growers", "2,317 growers", True),
        ("more than 2,300 growers", "9,000 growers", False),
        ("no more than $7bn", "$13bn", False),
        ("€5bn", "$5bn", False),
    ],
)
def test_agreement(one: str, other: str, same: bool) -> None:
    [first], [second] = quantities_in(one), quantities_in(other)
    assert agree(first, second) is same
    assert agree(second, first) is same


def test_what_was_before_is_told_from_what_holds() -> None:
    text = "The levy was raised to 25 percent from 10 percent."
    holds, before = quantities_in(text)
    assert (is_former(holds, text), is_former(before, text)) == (False, True)
