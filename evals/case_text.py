"""A case as a person reads it, with what a run answered and scored on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase, Matchers
from evals.records import read_samples, read_scores
from evals.samples import Sample, ScoreRecord

__all__ = ["ShownCase", "shown_case"]


class ShownCase(BaseModel):
    """A case, and a run's answer when one was asked for."""

    model_config = ConfigDict(frozen=True)

    case: EvalCase
    sample: Sample | None = None
    scores: tuple[ScoreRecord, ...] = ()

    def as_text(self) -> str:
        """For a terminal."""
        return "\n".join([*_case_lines(self.case), *_run_lines(self)])


def shown_case(case: EvalCase, run: Path | None) -> ShownCase:
    """The case, with its part of a run. Raises: UsageError when the folder holds no run."""
    if run is None:
        return ShownCase(case=case)
    samples = [sample for sample in read_samples(run) if sample.case == case.id]
    scores = tuple(score for score in read_scores(run) if score.case == case.id)
    return ShownCase(case=case, sample=samples[-1] if samples else None, scores=scores)


def _case_lines(case: EvalCase) -> Iterator[str]:
    yield f"{case.id} ({case.kind}, {case.split}), asked on {case.as_of}"
    for turn in case.history:
        yield f"  before: {turn.question} – {turn.answer}"
    yield f"question:  {case.question}"
    yield f"reference: {case.reference}"
    for fact in case.key_facts:
        yield f"{fact.weight}:  {fact.id}: {_matchers(fact)}"
    for each in case.forbidden:
        yield f"forbidden: {each.text}: {_matchers(each)}"
    for group in case.evidence:
        for quote in group.any:
            yield f"evidence:  {group.group}: {quote.article}: {quote.quote!r}"


def _matchers(fact: Matchers) -> str:
    parts = [repr(phrase) for phrase in fact.all_of]
    parts += [" or ".join(repr(phrase) for phrase in fact.any_of)] if fact.any_of else []
    parts += [f"{number.value} {number.unit}" for number in fact.numbers]
    parts += [day.value for day in fact.dates]
    return " and ".join(parts)


def _run_lines(shown: ShownCase) -> Iterator[str]:
    if shown.sample is None:
        return
    yield ""
    if shown.sample.answer is None:
        yield f"error: {shown.sample.error}"
    else:
        yield f"answer ({shown.sample.answer.status}): {shown.sample.answer.text}"
        for citation in shown.sample.answer.citations:
            yield f"  [{citation.n}] {citation.source}, {citation.published}: {citation.quote!r}"
    for score in shown.scores:
        value = score.state if score.value is None else f"{score.value:.2f}"
        yield f"{score.scorer}: {value} {score.reason}".rstrip()
