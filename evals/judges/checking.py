"""A judge measured itself: its grades beside those of a reader, over answers that were written for it.

Right is a grade of C. Sensitivity is the share of right answers that the judge calls right, specificity the
share of the others that it does not; agreement is over the three grades. A judge whose two orders of reading
differ has said P. What it gave no verdict on is in no share and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from evals.judges.asking import Unanswered
from evals.judges.judge import Graded, Judge
from evals.judges.verdicts import Grade
from evals.run_table import aligned
from evals.statistics import Rate, rate_of
from index.errors import UsageError

__all__ = ["JudgeCheck", "LabelledQuestion", "check_judge", "judge_check_text", "read_labels"]

LABELS = Path(__file__).with_name("labels.yaml")
LEAST_AGREEMENT, LEAST_SENSITIVITY, LEAST_SPECIFICITY = 0.8, 0.9, 0.9
"""Below any of them a judge is not to be relied on."""


class LabelledAnswer(BaseModel):
    """An answer and the grade that a reader gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grade: Grade
    text: str = Field(min_length=1)
    why: str = ""


class LabelledQuestion(BaseModel):
    """A question, its reference, and answers to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    as_of: date
    reference: str
    answers: tuple[LabelledAnswer, ...] = Field(min_length=1)


class LabelFile(BaseModel):
    """What a file of labels holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    questions: tuple[LabelledQuestion, ...] = Field(min_length=1)


class JudgedLabel(BaseModel):
    """One answer with both grades."""

    model_config = ConfigDict(frozen=True)

    question: str
    answer: str
    label: Grade
    judged: Grade | None
    """None when the judge gave no verdict."""
    steady: bool
    """Whether the order of reading made no difference."""
    problem: str = ""


class JudgeCheck(BaseModel):
    """How far a judge can be relied on."""

    model_config = ConfigDict(frozen=True)

    judge: str
    fingerprint: str
    agreement: Rate
    """The same of three grades, over the answers that were judged."""
    sensitivity: Rate
    specificity: Rate
    kappa: float | None
    """Cohen's: agreement beyond chance; None when one grade is all there is."""
    unsteady: int
    unanswered: int
    answers: tuple[JudgedLabel, ...]

    @property
    def passes(self) -> bool:
        """Whether every share is over its threshold."""
        floors = (LEAST_AGREEMENT, LEAST_SENSITIVITY, LEAST_SPECIFICITY)
        shares = (self.agreement.share, self.sensitivity.share, self.specificity.share)
        return all(share is not None and share >= floor for share, floor in zip(shares, floors, strict=True))


def read_labels(path: Path = LABELS) -> tuple[LabelledQuestion, ...]:
    """The questions of a file of labels. Raises: UsageError when it cannot be read or is of another form."""
    try:
        return LabelFile.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))).questions
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise UsageError(f"cannot read the labels {str(path)!r}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UsageError(f"{path}: {place}: {first['msg']}") from error


def check_judge(
    judge: Judge, questions: Sequence[LabelledQuestion], tick: Callable[[int, int], None] = lambda _done, _of: None
) -> JudgeCheck:
    """Have every answer graded in both orders of reading, and hold the grades against the labels."""
    pairs = [(question, answer) for question in questions for answer in question.answers]
    answers = []
    for done, (question, answer) in enumerate(pairs, start=1):
        answers.append(_judged(judge, question, answer))
        tick(done, len(pairs))
    graded = [(each.label, each.judged) for each in answers if each.judged is not None]
    return JudgeCheck(
        judge=judge.asker.name,
        fingerprint=judge.fingerprint,
        agreement=rate_of(label is judged for label, judged in graded),
        sensitivity=rate_of(judged is Grade.CORRECT for label, judged in graded if label is Grade.CORRECT),
        specificity=rate_of(judged is not Grade.CORRECT for label, judged in graded if label is not Grade.CORRECT),
        kappa=_kappa(graded),
        unsteady=sum(not each.steady for each in answers if each.judged is not None),
        unanswered=sum(each.judged is None for each in answers),
        answers=tuple(answers),
    )


def judge_check_text(check: JudgeCheck) -> str:
    """The figures, and every answer that was graded otherwise than its label."""
    rows = [
        ("", "share", "95 %", "n", "at least"),
        _row("agreement", check.agreement, LEAST_AGREEMENT),
        _row("sensitivity", check.sensitivity, LEAST_SENSITIVITY),
        _row("specificity", check.specificity, LEAST_SPECIFICITY),
    ]
    kappa = "–" if check.kappa is None else f"{check.kappa:.2f}"
    lines = [
        f"judge {check.judge}, fingerprint {check.fingerprint}: {len(check.answers)} labelled answers",
        *aligned(rows),
        f"Cohen's kappa {kappa}; the order of reading changed {check.unsteady}; without a verdict {check.unanswered}",
    ]
    for each in check.answers:
        if each.judged is None:
            lines.append(f"  no verdict: {each.answer} ({each.problem})")
        elif each.judged is not each.label:
            lines.append(f"  label {each.label}, judge {each.judged}: {each.question} – {each.answer}")
    return "\n".join(lines)


def _judged(judge: Judge, question: LabelledQuestion, answer: LabelledAnswer) -> JudgedLabel:
    grade, steady, problem = None, True, ""
    try:
        graded = judge.grade(question.question, str(question.as_of), question.reference, answer.text)
    except Unanswered as failure:
        problem = str(failure)
    else:
        grade, steady = _grade(graded), graded.steady
    return JudgedLabel(
        question=question.question, answer=answer.text, label=answer.grade, judged=grade, steady=steady, problem=problem
    )


def _grade(graded: Graded) -> Grade:
    return graded.answer_last if graded.steady else Grade.PARTIAL


def _kappa(graded: Sequence[tuple[Grade, Grade]]) -> float | None:
    total = len(graded)
    if not total:
        return None
    same = sum(label is judged for label, judged in graded) / total
    chance = sum(
        sum(label is grade for label, _ in graded) * sum(judged is grade for _, judged in graded) for grade in Grade
    ) / (total * total)
    return None if chance == 1 else (same - chance) / (1 - chance)


def _row(name: str, rate: Rate, least: float) -> tuple[str, ...]:
    if rate.share is None:
        return name, "–", "", "0", f"{least:g}"
    return name, f"{rate.share:.3f}", f"{rate.low:.3f} to {rate.high:.3f}", str(rate.of), f"{least:g}"
