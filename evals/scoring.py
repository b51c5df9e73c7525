"""Score the samples of a run. Nothing is asked here, and the order of the samples does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus
from evals.samples import Sample, ScoreRecord, ScoreState
from evals.scorers import SCORERS, Judged, Score, Scorer

__all__ = ["judge_answer", "score_samples"]


def score_samples(
    cases: Sequence[EvalCase],
    samples: Iterable[Sample],
    corpus: GoldCorpus,
    *,
    canaries: tuple[str, ...] = (),
    repeats: int = 1,
    scorers: Sequence[Scorer] = SCORERS,
) -> list[ScoreRecord]:
    """One record for every case, repeat and scorer, also for those that have no sample."""
    by_key: Mapping[tuple[str, int], Sample] = {sample.key: sample for sample in samples}
    return [
        _score(scorer, _Ask(case, repeat, by_key.get((case.id, repeat))), corpus, canaries)
        for case in cases
        for repeat in range(repeats)
        for scorer in scorers
    ]


def judge_answer(scorer: Scorer, judged: Judged) -> Score:
    """What the scorer finds; an empty answer is a 0 wherever the scorer has something to say of the case."""
    score = scorer.judge(judged)
    if score.value is not None and scorer.of_answer and judged.answer.empty:
        return Score(value=0.0, reason="the answer is empty")
    return score


@dataclass(frozen=True, slots=True)
class _Ask:
    case: EvalCase
    repeat: int
    sample: Sample | None


def _score(scorer: Scorer, ask: _Ask, corpus: GoldCorpus, canaries: tuple[str, ...]) -> ScoreRecord:
    state, value, reason = ScoreState.UNSCORED, None, "not asked"
    sample = ask.sample
    if sample is not None and sample.answer is None:
        reason = sample.error
    elif sample is not None and sample.answer is not None:
        try:
            score = judge_answer(scorer, Judged(ask.case, sample.answer, corpus, sample.retrieved, canaries))
        except Exception as fault:  # noqa: BLE001  # a scorer that fails is shown, and blocks the verdict
            reason = f"the scorer failed: {type(fault).__name__}: {fault}"
        else:
            state = ScoreState.NOT_APPLICABLE if score.value is None else ScoreState.OK
            value, reason = score.value, score.reason
    return ScoreRecord(
        case=ask.case.id,
        repeat=ask.repeat,
        scorer=scorer.name,
        version=scorer.version,
        state=state,
        value=value,
        reason=reason,
    )
