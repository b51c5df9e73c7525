"""Scores in, figures out: means, rates with their intervals, and why each failed case failed.

With repeats, a case's score is the mean over them and a case passes when two thirds of them do, so
that repeats never count as cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.abstention_figures import Abstention, abstention_of
from evals.cases import EvalCase
from evals.costs import Costs, costs_of
from evals.samples import Sample, ScoreRecord, ScoreState
from evals.scorers import PRIMARY, SCORERS, Role, Scorer
from evals.statistics import Mean, Rate, mean_of, rate_of

__all__ = ["CaseScores", "FailedCase", "RunFigures", "ScorerFigures", "case_scores", "figures_of"]

OWN = frozenset(scorer.name for scorer in SCORERS)
FEWEST_OF_TAG = 5
"""Cases of a tag below which its slice is left out."""


class ScorerFigures(BaseModel):
    """One scorer over all cases."""

    model_config = ConfigDict(frozen=True)

    scorer: str
    role: Role
    mean: Mean
    """Over the scored cases, with its interval."""
    full: Rate
    """Cases with a score of 1, of those scored."""
    not_applicable: int
    unscored: int


class FailedCase(BaseModel):
    """A case that did not pass, and why."""

    model_config = ConfigDict(frozen=True)

    case: str
    stage: str
    """Where it went wrong: error, fabrication, over-refusal, not retrieved, retrieved and not cited, cited and not
    stated."""
    reasons: tuple[str, ...]
    """`scorer: reason`, one for each scorer that decides and was not full."""


class RunFigures(BaseModel):
    """All that a run came to."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[2] = 2
    cases: int
    repeats: int
    errors: int
    """Answers that are missing."""
    unscored: int
    """Scores that could not be given; any blocks the verdict. Those of a judge are not among them."""
    passed: Rate
    passed_always: Rate
    """Cases that passed in every repeat."""
    flaky: tuple[str, ...]
    """Cases that passed in some repeats and not in others."""
    scorers: tuple[ScorerFigures, ...]
    abstention: Abstention
    by_kind: dict[str, Rate]
    """Cases passed, by kind."""
    by_split: dict[str, Rate]
    by_tag: dict[str, Rate]
    """Tags with at least five cases."""
    without_history: int
    """Follow-ups that were asked without the turns before them."""
    costs: Costs
    failed: tuple[FailedCase, ...]

    def of(self, scorer: str) -> ScorerFigures | None:
        """The figures of one scorer."""
        return next((each for each in self.scorers if each.scorer == scorer), None)


class CaseScores(BaseModel):
    """One case over its repeats."""

    model_config = ConfigDict(frozen=True)

    case: str
    means: dict[str, float]
    """By scorer, over the repeats that were scored; those that do not apply are left out."""
    passes: int
    repeats: int
    unscored: bool
    reasons: tuple[str, ...]
    """Of the scorers that decide, from the first repeat that failed."""

    @property
    def passed(self) -> bool:
        """Whether at least two thirds of the repeats passed."""
        return self.repeats > 0 and self.passes >= ceil(2 * self.repeats / 3)

    @property
    def flaky(self) -> bool:
        """Whether the repeats disagree."""
        return 0 < self.passes < self.repeats


def case_scores(
    cases: Sequence[EvalCase], scores: Sequence[ScoreRecord], scorers: Sequence[Scorer] = SCORERS
) -> dict[str, CaseScores]:
    """Every case over its repeats, by id. A case without any score has failed."""
    deciding = {scorer.name for scorer in scorers if scorer.decides}
    grouped: dict[str, dict[int, list[ScoreRecord]]] = {case.id: {} for case in cases}
    for score in scores:
        if score.case in grouped:
            grouped[score.case].setdefault(score.repeat, []).append(score)
    return {case: _over_repeats(case, repeats, deciding) for case, repeats in grouped.items()}


def figures_of(
    cases: Sequence[EvalCase],
    samples: Sequence[Sample],
    scores: Sequence[ScoreRecord],
    *,
    repeats: int = 1,
    scorers: Sequence[Scorer] = SCORERS,
) -> RunFigures:
    """The figures of a run over these cases, whether each of them was answered or not."""
    by_case = case_scores(cases, scores, scorers)
    passed = {case.id: by_case[case.id].passed for case in cases}
    answered = {sample.key for sample in samples if sample.answer is not None}
    return RunFigures(
        cases=len(cases),
        repeats=repeats,
        errors=sum((case.id, repeat) not in answered for case in cases for repeat in range(repeats)),
        unscored=sum(score.state is ScoreState.UNSCORED and score.scorer in OWN for score in scores),
        passed=rate_of(passed.values()),
        passed_always=rate_of(each.passes == each.repeats > 0 for each in by_case.values()),
        flaky=tuple(each.case for each in by_case.values() if each.flaky),
        scorers=tuple(_of_scorer(scorer, cases, scores, by_case) for scorer in scorers),
        abstention=abstention_of(cases, samples, passed),
        by_kind=_slices(cases, passed, {str(case.kind): None for case in cases}, "kind"),
        by_split=_slices(cases, passed, {str(case.split): None for case in cases}, "split"),
        by_tag=_tags(cases, passed),
        without_history=sum(not sample.history_given for sample in samples),
        costs=costs_of(samples),
        failed=tuple(_failure(case, by_case[case.id]) for case in cases if not passed[case.id]),
    )


def _over_repeats(case: str, repeats: Mapping[int, Sequence[ScoreRecord]], deciding: set[str]) -> CaseScores:
    values: dict[str, list[float]] = {}
    reasons: tuple[str, ...] = ()
    passes, unscored = 0, False
    for _, records in sorted(repeats.items()):
        faults = [f"{each.scorer}: {each.reason}" for each in records if each.scorer in deciding and _fails(each)]
        passes += not faults
        reasons = reasons or tuple(faults)
        unscored = unscored or any(each.state is ScoreState.UNSCORED and each.scorer in OWN for each in records)
        for each in records:
            if each.value is not None:
                values.setdefault(each.scorer, []).append(each.value)
    return CaseScores(
        case=case,
        means={name: sum(found) / len(found) for name, found in values.items()},
        passes=passes,
        repeats=len(repeats),
        unscored=unscored or not repeats,
        reasons=reasons if repeats else ("not scored",),
    )


def _fails(score: ScoreRecord) -> bool:
    return score.state is ScoreState.UNSCORED or (score.value is not None and score.value < 1.0)


def _of_scorer(
    scorer: Scorer, cases: Sequence[EvalCase], scores: Sequence[ScoreRecord], by_case: Mapping[str, CaseScores]
) -> ScorerFigures:
    own = [score for score in scores if score.scorer == scorer.name]
    scored = [(case, means[scorer.name]) for case in cases if scorer.name in (means := by_case[case.id].means)]
    values = [value for _, value in scored]
    return ScorerFigures(
        scorer=scorer.name,
        role=scorer.role,
        mean=mean_of(values, [case.cluster or case.id for case, _ in scored]),
        full=rate_of(value == 1.0 for value in values),
        not_applicable=len({score.case for score in own if score.state is ScoreState.NOT_APPLICABLE}),
        unscored=sum(score.state is ScoreState.UNSCORED for score in own),
    )


def _slices(
    cases: Sequence[EvalCase], passed: Mapping[str, bool], values: Mapping[str, None], field: str
) -> dict[str, Rate]:
    return {value: rate_of(passed[case.id] for case in cases if str(getattr(case, field)) == value) for value in values}


def _tags(cases: Sequence[EvalCase], passed: Mapping[str, bool]) -> dict[str, Rate]:
    tags = dict.fromkeys(tag for case in cases for tag in case.tags)
    slices = {tag: rate_of(passed[case.id] for case in cases if tag in case.tags) for tag in tags}
    return {tag: rate for tag, rate in slices.items() if rate.of >= FEWEST_OF_TAG}


def _failure(case: EvalCase, scores: CaseScores) -> FailedCase:
    return FailedCase(case=case.id, stage=_stage(case, scores), reasons=scores.reasons)


def _stage(case: EvalCase, scores: CaseScores) -> str:
    means = scores.means
    if scores.unscored:
        return "error"
    if means.get("abstention", 1.0) < 1:
        return "over-refusal" if case.answerable else "fabrication"
    if means.get("retrieval_recall", 1.0) < 1:
        return "not retrieved"
    if means.get("evidence_hit", 1.0) < 1:
        return "retrieved, not cited"
    return "cited, not stated" if means.get(PRIMARY, 1.0) < 1 else "stated, with a fault"
