"""From a run's samples to all the rest of its record: scores, figures, baselines, gates, reports.

Works on what lies in the folder alone, so that an old run is scored again by the same steps as a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.baseline_figures import baselines_of
from evals.cases import EvalCase
from evals.gates import check_gates, exit_code_of
from evals.gold_corpus import GoldCorpus, corpus_digest, read_corpus
from evals.manifests import case_digest, ended_manifest
from evals.metrics import figures_of
from evals.records import (
    RunRecord,
    RunSummary,
    read_manifest,
    read_samples,
    write_manifest,
    write_results,
)
from evals.reports import write_reports
from evals.scorers import SCORERS
from evals.scoring import score_samples
from evals.suites import LoadedSuite, suite_of_digest
from index.errors import UsageError

if TYPE_CHECKING:
    from evals.judges import Judge

__all__ = ["cases_of_run", "finish_run", "score_run"]


def score_run(
    folder: Path,
    suites: Sequence[str],
    gates: dict[str, float] | None = None,
    judge: Judge | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> RunRecord:
    """Score a run again with the scorers of today; nothing is asked. Gates are the run's own when not given.

    Raises: UsageError when there is no run, or its suite or corpus is not what it was.
    """
    manifest = read_manifest(folder)
    suite = suite_of_digest(manifest.suite, manifest.suite_digest, suites)
    corpus = read_corpus(suite.corpus)
    if corpus_digest(corpus) != manifest.corpus_digest:
        raise UsageError("the articles are not those that the run was asked over", hint="run the suite again")
    return finish_run(folder, suite, corpus, manifest.gates if gates is None else gates, judge=judge, say=say)


def finish_run(
    folder: Path,
    suite: LoadedSuite,
    corpus: GoldCorpus,
    gates: dict[str, float],
    *,
    judge: Judge | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> RunRecord:
    """Score the samples that lie in a folder, and write everything that follows from them."""
    manifest = read_manifest(folder)
    cases = cases_of_run(suite, manifest.cases)
    samples = read_samples(folder)
    canaries = suite.suite.canaries
    scores = score_samples(cases, samples, corpus, canaries=canaries, repeats=manifest.repeats)
    if judge is not None:
        scores += judge.judge_samples(cases, samples, corpus, say)
    scorers = (*SCORERS, *(judge.scorers if judge else ()))
    figures = figures_of(cases, samples, scores, repeats=manifest.repeats, scorers=scorers)
    results = check_gates(figures, gates)
    summary = RunSummary(
        suite=suite.name,
        system=manifest.system,
        exit_code=exit_code_of(figures, results),
        gates=results,
        figures=figures,
        baselines=baselines_of(cases, samples, corpus, canaries),
    )
    ended = ended_manifest(manifest, samples).model_copy(
        update={
            "gates": gates,
            "scorers": {scorer.name: scorer.version for scorer in scorers},
            "judge": judge.fingerprint if judge else "",
        }
    )
    write_results(folder, scores, summary)
    write_manifest(folder, ended)
    write_reports(folder, cases, corpus)
    return RunRecord(folder=folder, summary=summary)


def cases_of_run(suite: LoadedSuite, digests: dict[str, str]) -> list[EvalCase]:
    """The cases that a run was asked, in its order. Raises: UsageError when one is gone or was changed."""
    by_id = {case.id: case for case in suite.cases}
    for name, digest in digests.items():
        if name not in by_id or case_digest(by_id[name]) != digest:
            raise UsageError(f"the case {name!r} is not what the run was asked", hint="run the suite again")
    return [by_id[name] for name in digests]
