from pathlib import Path

import pytest

from evals.cases import Split
from evals.suites import SUITE_FOLDER, find_suites, read_suite
from index.errors import UsageError

HEAD = "suite: s\ncorpus: ../corpus\ncases:\n"
CASE = """  - id: {id}
    question: "When?"
    kind: {kind}
    as_of: "2019-06-01"
    reference: "On May 10, 2019."
"""


def suite_text(*cases: tuple[str, str]) -> str:
    return HEAD + "".join(CASE.format(id=name, kind=kind) for name, kind in cases)


def test_norway_stays_norway() -> None:
    suite = read_suite(suite_text(("no", "when")) + "    tags: [NO, on, yes]\n", "s.yaml")
    assert suite.cases[0].tags == ("NO", "on", "yes")


def test_answerable_follows_from_the_kind_when_it_is_not_said() -> None:
    suite = read_suite(suite_text(("a", "when"), ("b", "unanswerable"), ("c", "false_premise")), "s.yaml")
    assert [case.answerable for case in suite.cases] == [True, False, False]
    assert suite.cases[0].split is Split.DEV


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (suite_text(("a", "whence")), "s.yaml:6:11: cases.0.kind: Input should be 'when'"),
        (suite_text(("a", "when")) + "    clusterr: x\n", "s.yaml:9:15: cases.0.clusterr: Extra inputs"),
        (suite_text(("a", "when")) + "    id: b\n", 's.yaml:9:5: found duplicate key "id"'),
        (suite_text(("a", "when"), ("a", "why")), "two cases have the id 'a'"),
        (suite_text(("a", "when")) + "    tags: [x\n", "s.yaml:10:1: "),
        (suite_text(("a", "followup")), "s.yaml:4:5: cases.0: a follow-up needs its history"),
        ("suite: s\ncorpus: c\n", "s.yaml:1:1: cases: Field required"),
        ("", "s.yaml"),
        (
            suite_text(("a", "when"))
            + "    key_facts:\n      - {id: d, text: t, weight: vital, dates: [{value: 2019-05-10}]}\n",
            "s.yaml:10:57: cases.0.key_facts.0.dates.0.value: Input should be a valid string (put it in",
        ),
        (
            suite_text(("a", "when")) + "    key_facts:\n      - {id: d, text: t, weight: vital}\n",
            "s.yaml:10:9: cases.0.key_facts.0: a fact needs",
        ),
    ],
)
def test_a_fault_is_reported_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_suite(text, "s.yaml")
    assert complaint in str(caught.value)


def test_one_case_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(suite_text(("a", "when")), encoding="utf-8")
    with pytest.raises(UsageError, match=r"the case 'a' is in .*one\.yaml and in .*two\.yaml"):
        find_suites([str(tmp_path)])


def test_a_suite_is_found_by_its_files_name() -> None:
    first = min(SUITE_FOLDER.glob("*.yaml"))
    assert find_suites([first.stem])[0].path == first


def test_a_suite_that_is_not_there_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="cannot read the suite 'nowhere'"):
        find_suites(["nowhere"])
