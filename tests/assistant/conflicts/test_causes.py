"""Causes and blame are read from a clause; several that go together, and what only may be, are none to compare."""

from __future__ import annotations

import pytest

from assistant.conflicts.causes import causes_in, read_reason
from index.keywords import Analyzer


@pytest.mark.parametrize(
    ("text", "effect", "told"),
    [
        ("The talks broke off because Ostland shut its ports", "The talks broke off", "because Ostland shut its ports"),
        ("The mill closed due to the duty on ore, not due to bad luck", "The mill closed", "due to the duty on ore"),
        ("A record harvest caused the fall of prices", "the fall of prices", "A record harvest"),
        ("The shortage was caused by a fire at the works", "The shortage", "caused by a fire at the works"),
        ("The port was shut on health grounds", "The port was shut", "on health grounds"),
        ("The talks collapsed over the duty on ore", "The talks collapsed", "over the duty on ore"),
        ("The talks stalled when Ostland reneged on a pledge", "The talks stalled", "when Ostland reneged on a pledge"),
        ("The envoy blamed Ostland for the collapse of the talks", "the collapse of the talks", "Ostland"),
        ("Brook put the blame for the delay on Merrow", "the delay", "Merrow"),
        ("The delay of the accord was Merrow's fault", "The delay of the accord", "Merrow"),
    ],
)
def test_what_happened_and_why(text: str, effect: str, told: str) -> None:
    [reason] = causes_in(text)
    assert (reason.effect, reason.told) == (effect, told)


@pytest.mark.parametrize(
    "text",
    [
        "The talks broke off on Monday",
        "The talks broke off after three hours in Vienna",
        "The talks broke off partly because Ostland shut its ports",
        "One reason why the mill closed is the price of ore",
        "The talks may fail because the Union has elections",
        "The talks did not fail because of Ostland",
    ],
)
def test_no_cause_that_excludes_another(text: str) -> None:
    assert list(causes_in(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("It broke off because Ostland refused to open ports", "It broke off over Ostland's refusal of ports", True),
        ("It broke off because Ostland refused to open ports", "It broke off because the Union wanted a quota", False),
        ("Brook blamed Ostland for the break", "The break came from the Union's demands", False),
        ("Brook blamed Ostland for the break", "The break was caused by a quarrel over beef", True),
        ("Brook blamed China for the break", "Reed blamed Beijing for the break", True),
        ("Brook blamed China for the break", "Reed blamed Washington for the break", False),
    ],
)
def test_two_causes_may_be_one(one: str, other: str, agree: bool) -> None:
    terms = Analyzer().terms
    [first], [second] = causes_in(one), causes_in(other)
    effect = frozenset(terms("break off"))
    a, b = read_reason(first, effect, terms), read_reason(second, effect, terms)
    assert a.agrees(b) is agree
    assert b.agrees(a) is agree
