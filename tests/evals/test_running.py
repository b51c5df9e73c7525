import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.answers import Answer
from evals.cases import EvalCase, Suite
from evals.gates import read_gates
from evals.records import read_samples, read_scores, start_run
from evals.run_table import run_text
from evals.running import RunPlan, run_folder, run_system
from evals.suites import LoadedSuite
from evals.systems import AskedQuestion
from index.errors import UsageError

from .making import a_case, a_citation, a_corpus, a_refusal, a_refusal_case, an_answer


class Scripted:
    """A system that says what the test tells it to, by question."""

    name = "scripted"
    takes_history = False

    def __init__(self, answers: Mapping[str, Answer | Exception | type[BaseException]]) -> None:
        self._answers = answers

    def answer(self, question: AskedQuestion) -> Answer:
        answer = self._answers[question.text]
        if isinstance(answer, Answer):
            return answer
        raise answer


RIGHT = a_case(id="right", question="right?")
WRONG = a_case(id="wrong", question="wrong?")
LOST = a_refusal_case(id="lost", question="lost?")
INVENTED = a_refusal_case(id="invented", question="invented?", kind="false_premise")
ANSWERS: dict[str, Answer | Exception | type[BaseException]] = {
    "right?": an_answer(),
    "wrong?": an_answer("It was raised on May 13, 2019. [1]"),
    "lost?": a_refusal(),
    "invented?": an_answer(),
}


def plan_for(folder: Path, *cases: EvalCase, gates: tuple[str, ...] = ()) -> RunPlan:
    path = folder / "s.yaml"
    path.write_text("suite: s\n", encoding="utf-8")
    run = folder / "run"
    start_run(run)
    suite = LoadedSuite(path, Suite(suite="s", corpus=".", cases=cases))
    return RunPlan(suite, cases, run, read_gates(gates, None))


def test_a_run_counts_passes_over_refusals_and_fabrications(tmp_path: Path) -> None:
    cases = (RIGHT, WRONG, LOST, INVENTED)
    record = run_system(plan_for(tmp_path, *cases), Scripted(ANSWERS), a_corpus())
    figures = record.summary.figures
    assert (figures.passed.hits, figures.passed.of) == (2, 4)
    assert (figures.over_refusal.hits, figures.over_refusal.of) == (0, 2)
    assert (figures.fabrication.hits, figures.fabrication.of) == (1, 2)
    key_facts = figures.scorers[0]
    assert (key_facts.mean, key_facts.full.of, key_facts.not_applicable) == (0.5, 2, 2)
    assert {kind: rate.hits for kind, rate in figures.by_kind.items()} == {
        "when": 1,
        "unanswerable": 1,
        "false_premise": 0,
    }
    assert figures.failed[0].reasons == ("key_facts: day: said 2019-05-13, gold 2019-05-10",)
    assert record.summary.exit_code == 0


def test_a_run_leaves_its_four_files_and_they_can_be_read_again(tmp_path: Path) -> None:
    plan = plan_for(tmp_path, RIGHT, LOST)
    record = run_system(plan, Scripted(ANSWERS), a_corpus())
    assert sorted(path.name for path in plan.folder.iterdir()) == [
        "manifest.json",
        "samples.jsonl",
        "scores.jsonl",
        "summary.json",
    ]
    assert [sample.answer for sample in read_samples(plan.folder)] == [an_answer(), a_refusal()]
    assert len(read_scores(plan.folder)) == 10
    manifest = json.loads((plan.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["cases"] == ["right", "lost"]
    assert manifest["fingerprints"] == ["f"]
    assert manifest["scorers"]["key_facts"] == 1
    assert json.loads((plan.folder / "summary.json").read_text(encoding="utf-8")) == (
        record.summary.model_dump(mode="json")
    )


def test_an_error_is_unscored_and_counted_and_blocks_the_verdict(tmp_path: Path) -> None:
    answers = ANSWERS | {"wrong?": ValueError("out of memory")}
    record = run_system(plan_for(tmp_path, RIGHT, WRONG), Scripted(answers), a_corpus())
    figures = record.summary.figures
    assert (figures.errors, figures.unscored, figures.cases) == (1, 5, 2)
    assert (figures.passed.hits, figures.passed.of) == (1, 2), "the denominator does not shrink"
    assert "ValueError: out of memory" in figures.failed[0].reasons[0]
    assert record.summary.exit_code == 3


def test_an_invalid_citation_fails_the_gate_without_being_asked_for(tmp_path: Path) -> None:
    answers = {"right?": an_answer("On May 10, 2019. [1]", a_citation(start=1))}
    record = run_system(plan_for(tmp_path, RIGHT), Scripted(answers), a_corpus())
    assert record.summary.exit_code == 1
    assert "gate FAILED: citation_validity 0.000 >= 1" in run_text(record)


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        (("key_facts=0.5",), 0),
        (("key_facts=0.6",), 1),
        (("fabrication=0.5",), 0),
        (("fabrication=0.4",), 1),
        (("over_refusal=0",), 0),
        (("passed=0.51",), 1),
        (("forbidden=0.5",), 3),
    ],
)
def test_thresholds_decide_the_exit_code(tmp_path: Path, gates: tuple[str, ...], code: int) -> None:
    plan = plan_for(tmp_path, RIGHT, WRONG, LOST, INVENTED, gates=gates)
    assert run_system(plan, Scripted(ANSWERS), a_corpus()).summary.exit_code == code


def test_an_interrupt_goes_through_and_keeps_what_was_asked(tmp_path: Path) -> None:
    plan = plan_for(tmp_path, RIGHT, WRONG)
    with pytest.raises(KeyboardInterrupt):
        run_system(plan, Scripted(ANSWERS | {"wrong?": KeyboardInterrupt}), a_corpus())
    assert [sample.case for sample in read_samples(plan.folder)] == ["right"]


def test_follow_ups_asked_without_their_history_are_counted(tmp_path: Path) -> None:
    case = a_case(question="right?", kind="followup", history=[{"question": "a?", "answer": "b"}])
    record = run_system(plan_for(tmp_path, case), Scripted(ANSWERS), a_corpus())
    assert record.summary.figures.without_history == 1


def test_the_table_says_why_each_failed_case_failed(tmp_path: Path) -> None:
    text = run_text(run_system(plan_for(tmp_path, RIGHT, WRONG, INVENTED), Scripted(ANSWERS), a_corpus()))
    assert "  wrong: key_facts: day: said 2019-05-13, gold 2019-05-10" in text
    assert "over-refusal 0/2 (0 %, 0 to 66)   fabrication 1/1 (100 %, 21 to 100)" in text
    assert ["key_facts", "0.500", "1/2", "9", "to", "91", "1", "0"] in [line.split() for line in text.split("\n")]


def test_a_run_is_never_written_over_another(tmp_path: Path) -> None:
    start_run(tmp_path)
    with pytest.raises(UsageError, match="there is a run"):
        start_run(tmp_path)


def test_every_suite_gets_its_own_folder() -> None:
    assert run_folder("s", Path("out"), several=False) == Path("out")
    assert run_folder("s", Path("out"), several=True) == Path("out/s")
    assert run_folder("s", None, several=False).name.endswith("Z-s")
