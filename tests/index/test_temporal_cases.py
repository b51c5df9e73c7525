"""Scores `index.temporal` on the project's own sentences, evals/time_expressions.yaml."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from index.dates import DateOrigin, PublicationDate
from index.temporal import find_times
from index.temporal.places import cues_of

CASES = Path(__file__).parents[2] / "evals" / "time_expressions.yaml"
TRAP_ANCHOR = PublicationDate.of("2019-07-05", DateOrigin.GIVEN)


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(CASES)
    return loaded


def found_in(text: str, anchor: PublicationDate | None) -> list[list[object]]:
    return [
        [one.text, one.interval.first, one.interval.last, one.interval.precision.value]
        if one.interval
        else [one.text, None, None, None]
        for one in find_times(text, anchor)
    ]


def test_the_set_is_large_enough_to_mean_something(cases: dict[str, Any]) -> None:
    sentences = [case for group in cases["groups"] for case in group["cases"]]
    assert len(sentences) >= 150
    assert sum(len(case["times"]) for case in sentences) >= 200
    assert len(cases["traps"]) >= 100


def test_at_least_97_in_100_expressions_are_found_and_resolved(cases: dict[str, Any]) -> None:
    right = expected = spurious = 0
    wrong = []
    for group in cases["groups"]:
        anchor = PublicationDate.of(str(group["anchor"]), DateOrigin.GIVEN) if group["anchor"] else None
        for case in group["cases"]:
            found = found_in(case["text"], anchor)
            matched = sum(time_ in found for time_ in case["times"])
            right += matched
            expected += len(case["times"])
            spurious += len(found) - matched
            if found != case["times"]:
                wrong.append((case["text"], found))
    assert right / expected >= 0.97, wrong
    assert spurious / expected <= 0.03, wrong


def test_at_most_one_trap_in_a_hundred_is_taken_for_a_time(cases: dict[str, Any]) -> None:
    taken = [(trap, found) for trap in cases["traps"] if (found := found_in(trap, TRAP_ANCHOR))]
    assert sum(len(found) for _, found in taken) / len(cases["traps"]) <= 0.01, taken


@pytest.mark.slow
def test_text_without_date_words_is_passed_over_quickly(cases: dict[str, Any]) -> None:
    text = " ".join(trap for trap in cases["traps"] if not cues_of(trap)) * 200
    began = time.perf_counter()
    assert find_times(text, TRAP_ANCHOR) == []
    megabytes_per_s = len(text) / (time.perf_counter() - began) / 1e6
    assert megabytes_per_s >= 1, "on a quiet machine it is about 10"
