import errno
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from assistant.answers import Answer, Usage
from evals.cases import EvalCase, Suite
from evals.gates import read_gates
from evals.given import given
from evals.records import read_samples, read_scores, start_run
from evals.run_table import run_text
from evals.running import RunPlan, run_folder, run_system
from evals.scorers import SCORERS
from evals.suites import LoadedSuite
from evals.systems import AskedQuestion, Reply
from index.errors import StorageError, UsageError

from .making import a_case, a_citation, a_corpus, a_refusal, a_refusal_case, an_answer


class Scripted:
    """A system that says what the test tells it to, by question."""

    name = "scripted"
    identity = "scripted"
    takes_history = False

    def __init__(self, answers: Mapping[str, Answer | Exception | type[BaseException]]) -> None:
        self._answers = answers

    def answer(self, question: AskedQuestion) -> Reply:
        answer = self._answers[question.text]
        if isinstance(answer, Answer):
            return Reply(given(answer))
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
    suite = LoadedSuite(path, Suite(suite="s", corpus=".", cases=cases))
    return RunPlan(suite, cases, run, read_gates(gates))


def test_a_run_counts_passes_over_refusals_and_fabrications(tmp_path: Path) -> None:
    cases = (RIGHT, WRONG, LOST, INVENTED)
    record = run_system(plan_for(tmp_path, *cases), Scripted(ANSWERS), a_corpus())
    figures = record.summary.figures
    assert (figures.passed.hits, figures.passed.of) == (2, 4)
    assert (figures.abstention.over_refusal.hits, figures.abstention.over_refusal.of) == (0, 2)
    assert (figures.abstention.fabrication.hits, figures.abstention.fabrication.of) == (1, 2)
    key_facts = figures.scorers[0]
    assert (key_facts.mean.value, key_facts.full.of, key_facts.not_applicable) == (0.5, 2, 2)
    assert {kind: rate.hits for kind, rate in figures.by_kind.items()} == {
        "when": 1,
        "unanswerable": 1,
        "false_premise": 0,
    }
    assert figures.failed[0].reasons[0] == "key_facts: day: said 2019-05-13, gold 2019-05-10"
    assert record.summary.exit_code == 0


def test_a_run_leaves_its_four_files_and_they_can_be_read_again(tmp_path: Path) -> None:
    plan = plan_for(tmp_path, RIGHT, LOST)
    record = run_system(plan, Scripted(ANSWERS), a_corpus())
    assert sorted(path.name for path in plan.folder.iterdir()) == [
        "junit.xml",
        "manifest.json",
        "report.html",
        "samples.jsonl",
        "scores.jsonl",
        "summary.json",
        "summary.md",
    ]
    assert [sample.answer for sample in read_samples(plan.folder)] == [given(an_answer()), given(a_refusal())]
    assert len(read_scores(plan.folder)) == 2 * len(SCORERS)
    manifest = json.loads((plan.folder / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["cases"]) == ["right", "lost"]
    assert manifest["fingerprints"] == ["f"]
    assert manifest["scorers"]["key_facts"] == 2
    assert json.loads((plan.folder / "summary.json").read_text(encoding="utf-8")) == (
        record.summary.model_dump(mode="json")
    )


def test_an_error_is_unscored_and_counted_and_blocks_the_verdict(tmp_path: Path) -> None:
    answers = ANSWERS | {"wrong?": ValueError("out of memory")}
    record = run_system(plan_for(tmp_path, RIGHT, WRONG), Scripted(answers), a_corpus())
    figures = record.summary.figures
    assert (figures.errors, figures.unscored, figures.cases) == (1, len(SCORERS), 2)
    assert (figures.passed.hits, figures.passed.of) == (1, 2), "the denominator does not shrink"
    assert "ValueError: out of memory" in figures.failed[0].reasons[0]
    assert record.summary.exit_code == 3


def test_an_invalid_citation_fails_the_gate_without_being_asked_for(tmp_path: Path) -> None:
    answers = {"right?": an_answer("On May 10, 2019. [1]", a_citation(start=1, end=9999))}
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
    assert "  wrong (cited, not stated): key_facts: day: said 2019-05-13, gold 2019-05-10" in text
    assert "over-refusal 0/2 (0 %, 0 to 66)   fabrication 1/1 (100 %, 21 to 100)" in text
    assert ["key_facts", "0.500", "0.000", "to", "1.000", "1/2", "1", "0"] in [
        line.split() for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    ("cost_usd", "price_date", "told"),
    [(0.0125, "2025-08", "0.0125 USD at prices of 2025-08"), (0.0, "", "price not known")],
)
def test_what_a_run_cost_is_told_with_the_day_of_its_prices(
    tmp_path: Path, cost_usd: float, price_date: str, told: str
) -> None:
    spent = Usage(prompt_tokens=100, completion_tokens=20, cost_usd=cost_usd, price_date=price_date)
    answers = {"right?": an_answer().model_copy(update={"usage": spent})}
    text = run_text(run_system(plan_for(tmp_path, RIGHT), Scripted(answers), a_corpus()))
    assert f"tokens: 100 in, 20 out, {told}" in text


def test_a_run_is_never_written_over_another(tmp_path: Path) -> None:
    start_run(tmp_path)
    with pytest.raises(UsageError, match="there is a run"):
        start_run(tmp_path)


def test_every_suite_gets_its_own_folder() -> None:
    assert run_folder("s", Path("out"), several=False) == Path("out")
    assert run_folder("s", Path("out"), several=True) == Path("out/s")
    assert run_folder("s", None, several=False).name.endswith("Z-s")


def test_a_run_cut_off_in_mid_line_goes_on_and_asks_nothing_twice(tmp_path: Path) -> None:
    cases = (RIGHT, WRONG, LOST, INVENTED)
    plan = plan_for(tmp_path, *cases)
    with pytest.raises(KeyboardInterrupt):
        run_system(plan, Scripted(ANSWERS | {"lost?": KeyboardInterrupt}), a_corpus())
    with (plan.folder / "samples.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"case": "lost", "ans')
    again = Counting(ANSWERS)
    record = run_system(replace(plan, resume=True), again, a_corpus())
    assert again.asked == ["lost?", "invented?"]
    assert sorted(sample.case for sample in read_samples(plan.folder)) == ["invented", "lost", "right", "wrong"]
    assert record.summary.figures.passed.hits == 2
    with pytest.raises(UsageError, match="another repeats"):
        run_system(replace(plan, resume=True, repeats=2), again, a_corpus())


def test_repeats_and_jobs_ask_each_case_as_often_as_said(tmp_path: Path) -> None:
    plan = replace(plan_for(tmp_path, RIGHT, WRONG, LOST), repeats=3, jobs=3)
    figures = run_system(plan, Scripted(ANSWERS), a_corpus()).summary.figures
    assert len(read_samples(plan.folder)) == 9
    assert (figures.cases, figures.repeats, figures.passed.of, figures.flaky) == (3, 3, 3, ())


def test_a_cached_answer_is_marked_and_its_time_does_not_count(tmp_path: Path) -> None:
    first = replace(plan_for(tmp_path, RIGHT, LOST), cache=tmp_path / "cache")
    run_system(first, Scripted(ANSWERS), a_corpus())
    again = Counting(ANSWERS)
    figures = run_system(replace(first, folder=tmp_path / "second"), again, a_corpus()).summary.figures
    assert again.asked == []
    assert (figures.costs.cached, figures.costs.timed, figures.costs.total) == (2, 0, None)
    assert figures.passed.hits == 2


def test_a_question_that_takes_too_long_is_an_error(tmp_path: Path) -> None:
    class Slow(Scripted):
        def answer(self, question: AskedQuestion) -> Reply:
            Event().wait(5)
            return super().answer(question)

    record = run_system(replace(plan_for(tmp_path, RIGHT), timeout_s=0.05), Slow(ANSWERS), a_corpus())
    assert record.summary.figures.errors == 1
    assert "no answer within 0.05 s" in record.summary.figures.failed[0].reasons[0]
    assert record.summary.exit_code == 3


class Counting(Scripted):
    """Remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer | Exception | type[BaseException]]) -> None:
        super().__init__(answers)
        self.asked: list[str] = []

    def answer(self, question: AskedQuestion) -> Reply:
        self.asked.append(question.text)
        return super().answer(question)


def test_a_full_disk_ends_the_run_in_words_and_it_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    plan = plan_for(tmp_path, RIGHT, WRONG)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StorageError, match=r"No space left on device.*--resume"):
            run_system(plan, Scripted(ANSWERS), a_corpus())
    resumed = run_system(replace(plan, resume=True), Scripted(ANSWERS), a_corpus())
    assert resumed.summary.figures.cases == 2
    assert len(read_samples(plan.folder)) == 2
