from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli.app import app
from evals.gates import ExitCode
from evals.judges import Judge
from evals.judges.checking import JudgeCheck, check_judge, judge_check_text, read_labels
from evals.judges.verdicts import Grade, as_data
from index.errors import UsageError
from prompts import Message

LABELS = read_labels()


class Knowing:
    """Knows every label, and replies what `grading` makes of it."""

    name = "knowing"

    def __init__(self, grading: Callable[[Grade], str]) -> None:
        self._grading = grading

    def ask(self, messages: Sequence[Message]) -> str:
        prompt = "\n".join(message.text for message in messages)
        known = [
            (len(answer.text), answer.grade)
            for question in LABELS
            for answer in question.answers
            if question.question in prompt and as_data(answer.text) in prompt
        ]
        return self._grading(max(known)[1])


def checked(grading: Callable[[Grade], str]) -> JudgeCheck:
    return check_judge(Judge(Knowing(grading)), LABELS)


def test_there_are_forty_labelled_answers_and_some_of_every_grade() -> None:
    answers = [answer.grade for question in LABELS for answer in question.answers]
    assert len(answers) >= 40
    assert min(answers.count(grade) for grade in Grade) >= 8


def test_a_judge_that_grades_as_the_reader_did_is_to_be_relied_on() -> None:
    check = checked(lambda grade: f"So it is.\nGRADE: {grade}")
    assert check.passes
    assert (check.agreement.share, check.sensitivity.share, check.specificity.share) == (1.0, 1.0, 1.0)
    assert check.kappa == 1.0


def test_a_judge_that_likes_everything_has_no_specificity() -> None:
    check = checked(lambda _: "GRADE: C")
    assert not check.passes
    assert (check.sensitivity.share, check.specificity.share, check.kappa) == (1.0, 0.0, 0.0)
    assert "label I, judge C" in judge_check_text(check)


def test_a_judge_that_likes_nothing_has_no_sensitivity() -> None:
    check = checked(lambda _: "GRADE: I")
    assert not check.passes
    assert (check.sensitivity.share, check.specificity.share) == (0.0, 1.0)


def test_what_is_left_without_a_verdict_is_counted_and_in_no_share() -> None:
    check = checked(lambda grade: "Hard to say." if grade is Grade.PARTIAL else f"GRADE: {grade}")
    partial = sum(answer.grade is Grade.PARTIAL for question in LABELS for answer in question.answers)
    assert check.unanswered == partial
    assert check.agreement.of == len(check.answers) - partial
    assert "no verdict" in judge_check_text(check)


def test_the_exit_code_of_the_command_is_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def code(grading: Callable[[Grade], str]) -> int:
        monkeypatch.setattr("evals.cli.judge_check.judge_of", lambda *_: Judge(Knowing(grading)))
        found = CliRunner().invoke(app, ["judge-check", "--judge", "knowing"])
        assert "judge knowing" in found.stdout, found.output
        return found.exit_code

    assert code(lambda grade: f"GRADE: {grade}") == ExitCode.PASS
    assert code(lambda _: "GRADE: C") == ExitCode.GATE_FAILED
    assert code(lambda _: "Hard to say.") == ExitCode.INCOMPLETE


def test_labels_of_another_form_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text("questions: [{question: q, as_of: 2019-05-10, reference: r, answers: [{grade: X, text: t}]}]")
    with pytest.raises(UsageError, match=r"questions\.0\.answers\.0\.grade"):
        read_labels(path)
    path.write_text("questions: [")
    with pytest.raises(UsageError, match="cannot read the labels"):
        read_labels(path)
