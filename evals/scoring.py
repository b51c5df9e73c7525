"""Score the samples of a run. Nothing is asked here, and the order of the samples does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus
from evals.samples import Sample, ScoreRecord, ScoreState
from evals.scorers import SCORERS, Judged, Scorer

__all__ = ["score_samples"]


def score_samples(
    cases: Sequence[EvalCase],
    samples: Iterable[Sample],
    corpus: GoldCorpus,
    scorers: Sequence[Scorer] = SCORERS,
) -> list[ScoreRecord]:
    """One record for every case and scorer, also for cases that have no sample."""
    by_case: Mapping[str, Sample] = {sample.case: sample for sample in samples}
    return [_score(scorer, case, by_case.get(case.id), corpus) for case in cases for scorer in scorers]


def _score(scorer: Scorer, case: EvalCase, sample: Sample | None, corpus: GoldCorpus) -> ScoreRecord:
    state, value, reason = ScoreState.UNSCORED, None, "not asked"
    if sample is not None and sample.answer is None:
        reason = sample.error
    elif sample is not None and sample.answer is not None:
        try:
            score = scorer.judge(Judged(case, sample.answer, corpus))
        except Exception as fault:  # noqa: BLE001  # a scorer that fails is shown, and blocks the verdict
            reason = f"the scorer failed: {type(fault).__name__}: {fault}"
        else:
            state = ScoreState.NOT_APPLICABLE if score.value is None else ScoreState.OK
            value, reason = score.value, score.reason
    return ScoreRecord(
        case=case.id, scorer=scorer.name, version=scorer.version, state=state, value=value, reason=reason
    )
