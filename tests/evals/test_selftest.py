from pathlib import Path

import pytest

from evals.cases import Suite
from evals.gold_corpus import read_corpus
from evals.selftest import selftest_suite
from evals.suites import LoadedSuite, find_suites

from .making import a_case, a_corpus


@pytest.mark.slow
@pytest.mark.parametrize("suite", find_suites([]), ids=lambda suite: suite.name)
def test_gold_is_full_and_every_fault_costs_its_own_scorer(suite: LoadedSuite) -> None:
    report = selftest_suite(suite, read_corpus(suite.corpus))
    assert [(check.name, check.missed) for check in report.checks if not check.passed] == []
    tried = {check.name for check in report.checks if check.of}
    assert {"gold scores 1", "first digit changed (25 to 35)", "a marker invented"} <= tried


def test_a_case_whose_reference_lacks_its_fact_fails_the_selftest(tmp_path: Path) -> None:
    case = a_case(reference="It was raised to 25% at some time.")
    suite = LoadedSuite(tmp_path / "s.yaml", Suite(suite="s", corpus=".", cases=(case,)))
    report = selftest_suite(suite, a_corpus())
    assert not report.passed
    assert "raise-when: key_facts 0.00" in report.checks[0].missed[0]
