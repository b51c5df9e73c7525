"""Scores in, figures out: means, rates with their intervals, and why each failed case failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, computed_field

from evals.cases import EvalCase
from evals.samples import Sample, ScoreRecord, ScoreState
from evals.scorers import SCORERS, Scorer

__all__ = ["FailedCase", "Rate", "RunFigures", "ScorerFigures", "figures_of", "rate_of"]


class Rate(BaseModel):
    """So many of so many, with the 95 % Wilson interval (Wilson 1927; scipy computes it)."""

    model_config = ConfigDict(frozen=True)

    hits: int
    of: int
    low: float | None
    high: float | None

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's own documentation writes it
    @property
    def share(self) -> float | None:
        """0.0 to 1.0; None when there is nothing to take a share of."""
        return self.hits / self.of if self.of else None


class ScorerFigures(BaseModel):
    """One scorer over all cases."""

    model_config = ConfigDict(frozen=True)

    scorer: str
    mean: float | None
    """Over the scored cases."""
    full: Rate
    """Cases with a score of 1, of those scored."""
    not_applicable: int
    unscored: int


class FailedCase(BaseModel):
    """A case that did not pass, and why."""

    model_config = ConfigDict(frozen=True)

    case: str
    reasons: tuple[str, ...]
    """`scorer: reason`, one for each scorer that decides and was not full."""


class RunFigures(BaseModel):
    """All that a run came to."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1] = 1
    cases: int
    errors: int
    """Cases without an answer."""
    unscored: int
    """Scores that could not be given; any blocks the verdict."""
    passed: Rate
    scorers: tuple[ScorerFigures, ...]
    over_refusal: Rate
    """Refused, of the answerable cases that were scored."""
    fabrication: Rate
    """Answered, of the cases whose right answer is a refusal."""
    by_kind: dict[str, Rate]
    """Cases passed, by kind."""
    without_history: int
    """Follow-ups that were asked without the turns before them."""
    milliseconds_median: float | None
    failed: tuple[FailedCase, ...]


def rate_of(outcomes: Iterable[bool]) -> Rate:
    """How many of these hold, with the interval; no interval for none at all."""
    listed = list(outcomes)
    hits, of = sum(listed), len(listed)
    if not of:
        return Rate(hits=0, of=0, low=None, high=None)
    from scipy.stats import binomtest

    interval = binomtest(hits, of).proportion_ci(confidence_level=0.95, method="wilson")
    return Rate(hits=hits, of=of, low=float(interval.low), high=float(interval.high))


def figures_of(
    cases: Sequence[EvalCase],
    samples: Sequence[Sample],
    scores: Sequence[ScoreRecord],
    scorers: Sequence[Scorer] = SCORERS,
) -> RunFigures:
    """The figures of a run over these cases, whether each of them was answered or not."""
    by_case: dict[str, list[ScoreRecord]] = {case.id: [] for case in cases}
    for score in scores:
        by_case[score.case].append(score)
    deciding = {scorer.name for scorer in scorers if scorer.decides}
    failed = [each for case in cases if (each := _failure(case.id, by_case[case.id], deciding))]
    failed_ids = {each.case for each in failed}
    answered = {sample.case for sample in samples if sample.answer is not None}
    kinds = dict.fromkeys(str(case.kind) for case in cases)
    times = sorted(sample.milliseconds for sample in samples if sample.answer is not None)
    return RunFigures(
        cases=len(cases),
        errors=sum(case.id not in answered for case in cases),
        unscored=sum(score.state is ScoreState.UNSCORED for score in scores),
        passed=rate_of(case.id not in failed_ids for case in cases),
        scorers=tuple(_of_scorer(scorer.name, scores) for scorer in scorers),
        over_refusal=_wrong_abstentions(cases, by_case, answerable=True),
        fabrication=_wrong_abstentions(cases, by_case, answerable=False),
        by_kind={kind: rate_of(c.id not in failed_ids for c in cases if c.kind == kind) for kind in kinds},
        without_history=sum(not sample.history_given for sample in samples),
        milliseconds_median=times[len(times) // 2] if times else None,
        failed=tuple(failed),
    )


def _of_scorer(name: str, scores: Sequence[ScoreRecord]) -> ScorerFigures:
    own = [score for score in scores if score.scorer == name]
    values = [score.value for score in own if score.value is not None]
    return ScorerFigures(
        scorer=name,
        mean=sum(values) / len(values) if values else None,
        full=rate_of(value == 1.0 for value in values),
        not_applicable=sum(score.state is ScoreState.NOT_APPLICABLE for score in own),
        unscored=sum(score.state is ScoreState.UNSCORED for score in own),
    )


def _failure(case: str, scores: Sequence[ScoreRecord], deciding: set[str]) -> FailedCase | None:
    reasons = [
        f"{score.scorer}: {score.reason}"
        for score in scores
        if score.scorer in deciding
        and (score.state is ScoreState.UNSCORED or (score.value is not None and score.value < 1.0))
    ]
    if not reasons and scores:
        return None
    return FailedCase(case=case, reasons=tuple(reasons) or ("not scored",))


def _wrong_abstentions(
    cases: Sequence[EvalCase], by_case: Mapping[str, Sequence[ScoreRecord]], *, answerable: bool
) -> Rate:
    return rate_of(
        score.value == 0.0
        for case in cases
        if case.answerable is answerable
        for score in by_case[case.id]
        if score.scorer == "abstention" and score.value is not None
    )
