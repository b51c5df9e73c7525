"""A run as its reports show it: every case with its answer, scores and verdict, failures first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus
from evals.manifests import Manifest
from evals.metrics import CaseScores, FailedCase, case_scores
from evals.records import RunSummary, read_manifest, read_samples, read_scores, read_summary
from evals.samples import Sample, ScoreRecord
from evals.scorers import SCORERS

__all__ = ["CaseView", "RunView", "run_view"]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case of a run; the first repeat that failed, else the first."""

    case: EvalCase
    sample: Sample | None
    scores: tuple[ScoreRecord, ...]
    over_repeats: CaseScores
    failure: FailedCase | None


@dataclass(frozen=True, slots=True)
class RunView:
    """A whole run."""

    manifest: Manifest
    summary: RunSummary
    cases: tuple[CaseView, ...]
    """Failed ones first, each part in the order of the suite."""
    corpus: GoldCorpus


def run_view(folder: Path, cases: Sequence[EvalCase], corpus: GoldCorpus) -> RunView:
    """The run that lies in a folder. Raises: UsageError when there is none, or it is not finished."""
    samples = {sample.key: sample for sample in read_samples(folder)}
    scores = read_scores(folder)
    summary = read_summary(folder)
    by_case = case_scores(cases, scores)
    failures = {each.case: each for each in summary.figures.failed}
    views = [_view(case, samples, scores, by_case[case.id], failures.get(case.id)) for case in cases]
    ordered = sorted(views, key=lambda view: view.failure is None)
    return RunView(read_manifest(folder), summary, tuple(ordered), corpus)


def _view(
    case: EvalCase,
    samples: dict[tuple[str, int], Sample],
    scores: Sequence[ScoreRecord],
    over_repeats: CaseScores,
    failure: FailedCase | None,
) -> CaseView:
    own = [score for score in scores if score.case == case.id]
    deciding = {scorer.name for scorer in SCORERS if scorer.decides}
    failed = [score.repeat for score in own if score.scorer in deciding and score.value != 1.0 and score.state != "na"]
    shown = failed[0] if failed else 0
    return CaseView(
        case=case,
        sample=samples.get((case.id, shown)),
        scores=tuple(score for score in own if score.repeat == shown),
        over_repeats=over_repeats,
        failure=failure,
    )
