from dataclasses import replace
from pathlib import Path

import pytest

from evals.compare_text import compare_text
from evals.comparing import Comparison, compare_runs
from evals.running import run_system
from evals.statistics import fewest_flips, holm, mcnemar, mean_of, sign_flip
from index.errors import InputError

from .making import a_case, a_corpus, a_refusal, an_answer, an_article
from .test_running import Scripted, plan_for

CASES = tuple(a_case(id=f"case-{at}", question=f"q{at}?") for at in range(8))
RIGHT = {case.question: an_answer() for case in CASES}


def compared(folder: Path, broken: int) -> Comparison:
    plan = plan_for(folder, *CASES)
    run_system(plan, Scripted(RIGHT), a_corpus())
    worse = RIGHT | {case.question: a_refusal() for case in CASES[:broken]}
    new = replace(plan, folder=folder / "new")
    run_system(new, Scripted(worse), a_corpus())
    return compare_runs(plan.folder, new.folder, CASES)


def test_broken_cases_come_first_and_eight_are_told_from_chance(tmp_path: Path) -> None:
    found = compared(tmp_path, broken=8)
    assert [flip.fixed for flip in found.flips] == [False] * 8
    assert found.regression
    assert found.p == pytest.approx(2 * mcnemar(0, 8), abs=0.01)
    assert "  BROKEN case-0: key_facts: nothing stated" in compare_text(found)


def test_two_flips_are_no_evidence_and_it_says_how_many_would_be(tmp_path: Path) -> None:
    found = compared(tmp_path, broken=2)
    assert (len(found.flips), found.regression, found.flips_needed) == (2, False, 6)
    assert "no evidence of a difference at 8 cases" in compare_text(found)


def test_a_run_against_itself_differs_in_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, broken=0)
    assert (found.flips, found.p, found.regression) == ((), 1.0, False)
    assert all(each.p == 1.0 and each.visible is None for each in found.differences)


def test_other_cases_are_refused(tmp_path: Path) -> None:
    plan = plan_for(tmp_path, *CASES)
    run_system(plan, Scripted(RIGHT), a_corpus())
    fewer = replace(plan, folder=tmp_path / "fewer", cases=CASES[:4])
    run_system(fewer, Scripted(RIGHT), a_corpus())
    with pytest.raises(InputError, match="not the same cases"):
        compare_runs(plan.folder, fewer.folder, CASES)
    other = replace(plan, folder=tmp_path / "other")
    run_system(other, Scripted(RIGHT), a_corpus(an_article(), an_article(name="other", identity="b2")))
    with pytest.raises(InputError, match="not the same corpus"):
        compare_runs(plan.folder, other.folder, CASES)


def test_figures_worked_by_hand() -> None:
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(0, 5) == pytest.approx(2 / 32)
    assert fewest_flips(0) == 6
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert sign_flip([0.0, 0.0], ["a", "b"]) == 1.0
    # four clusters of one: the standard error of the mean is sqrt(4/3 * 4 * .25) / 4
    spread = mean_of([0.0, 1.0, 0.0, 1.0], ["a", "b", "c", "d"])
    assert spread.value == 0.5
    assert (spread.low, spread.high) == (0.0, 1.0)
    assert mean_of([1.0] * 20, [str(at) for at in range(20)]).low == pytest.approx(0.839, abs=0.001)
