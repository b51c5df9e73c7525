from pathlib import Path
from typing import Any

import pytest

from evals.cases import EvalCase, Suite
from evals.gold_corpus import read_corpus
from evals.lint import Level, LintReport, lint_suite
from evals.suites import LoadedSuite, find_suites

from .making import QUOTE, TEXT, a_case, a_corpus, a_refusal_case, an_article


def lint(*cases: EvalCase, **article: Any) -> LintReport:
    suite = Suite(suite="s", corpus="c", cases=cases)
    return lint_suite(LoadedSuite(Path("s.yaml"), suite), a_corpus(an_article(**article)))


def messages(report: LintReport) -> list[str]:
    return [f"{each.level}: {each.message}" for each in report.findings]


def test_a_well_made_case_has_no_findings() -> None:
    report = lint(a_case(), a_refusal_case())
    assert report.findings == ()
    assert report.kinds == {"unanswerable": {"dev": 1}, "when": {"dev": 1}}
    assert (report.cases, report.refusals) == (2, 1)


@pytest.mark.parametrize(
    ("article", "complaint"),
    [
        ({"text": TEXT.replace("25%", "35%")}, "is not in raise"),
        ({"text": f"{TEXT} {QUOTE}"}, "stands 2 times in raise"),
        ({"name": "other"}, "no article 'raise' in the corpus"),
        ({"day": "2019-06-02"}, "is of 2019-06-02, after the 2019-06-01 of the case"),
        ({"day": "2019-06"}, "is of 2019-06, after the 2019-06-01 of the case"),
        ({"day": None}, "warning: the evidence raise has no date"),
    ],
)
def test_evidence_that_does_not_hold_is_found(article: dict[str, Any], complaint: str) -> None:
    found = messages(lint(a_case(), **article))
    assert len(found) == 1
    assert complaint in found[0]


def test_a_fact_that_its_own_reference_does_not_state_is_an_error() -> None:
    [found] = lint(a_case(reference="It was raised to 25% on May 13, 2019.")).findings
    assert found.level is Level.ERROR
    assert found.message.endswith("'day': said 2019-05-13, gold 2019-05-10")


def test_a_reference_that_states_what_is_forbidden_is_an_error() -> None:
    found = messages(lint(a_case(forbidden=[{"text": "no rate", "any_of": ["25%"]}])))
    assert found == ["error: the reference states what is forbidden: no rate"]


def test_a_refusal_case_cannot_have_vital_facts() -> None:
    found = messages(lint(a_case(kind="unanswerable", answerable=False)))
    assert found == ["error: a case whose right answer is a refusal cannot have vital facts"]


def test_an_answerable_case_needs_a_vital_fact_and_evidence() -> None:
    assert len(messages(lint(a_case(key_facts=[], evidence=[])))) == 2


def test_a_vital_fact_that_another_reference_states_is_a_warning() -> None:
    found = messages(lint(a_case(), a_case(id="twin")))
    assert found == [
        "warning: the vital fact 'day' is also stated by the reference of twin",
        "warning: the vital fact 'day' is also stated by the reference of raise-when",
    ]


@pytest.mark.parametrize("suite", find_suites([]), ids=lambda suite: suite.name)
def test_the_suites_that_parley_brings_along_are_well_made(suite: LoadedSuite) -> None:
    report = lint_suite(suite, read_corpus(suite.corpus))
    assert [f"{each.case}: {each.message}" for each in report.errors] == []
