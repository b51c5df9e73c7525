"""The grounding bench: what it holds, what it counts, and how far the checks must come at least."""

from __future__ import annotations

import pytest

from evals.grounding.bench import BenchLine, BenchReport, run_bench

KINDS = {"digit", "unit", "sign", "year", "negation", "name", "passage", "merged", "state", "attribution"}


def _line(*, right: bool, supported: bool) -> BenchLine:
    return BenchLine(kind="digit", passage="p", text="t", right=right, supported=supported, problem="")


def test_it_has_three_hundred_sentences_half_of_them_changed_in_every_way() -> None:
    lines = run_bench("all").lines
    assert len(lines) >= 300
    assert sum(line.right for line in lines) * 2 == len(lines)
    assert {line.kind for line in lines} == KINDS
    assert all(sum(line.kind == kind for line in lines) >= 36 for kind in KINDS)


def test_digits_are_always_caught() -> None:
    caught, changed, _, _ = run_bench("all").rates()["digit"]
    assert caught == changed


@pytest.mark.parametrize(("half", "least", "most"), [("dev", 0.89, 0.03), ("held_out", 0.84, 0.15)])
def test_the_checks_are_no_worse_than_they_were(half: str, least: float, most: float) -> None:
    caught, changed, alarms, right = run_bench(half).rates()["all"]
    assert caught >= least * changed
    assert alarms <= most * right


def test_it_passes_only_when_every_kind_does_and_never_without_a_sentence() -> None:
    good = [_line(right=True, supported=True), _line(right=False, supported=False)]
    assert BenchReport(name="x", lines=tuple(good)).passes
    assert not BenchReport(name="x", lines=(*good, _line(right=False, supported=True))).passes
    assert not BenchReport(name="x", lines=(*good, _line(right=True, supported=False))).passes
    assert not BenchReport(name="x", lines=()).passes
