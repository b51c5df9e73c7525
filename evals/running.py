"""One run of one suite: load its corpus, ask, score, add up, write down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.answering import ask_cases
from evals.cases import EvalCase
from evals.gates import check_gates, exit_code_of
from evals.gold_corpus import GoldCorpus, read_corpus
from evals.manifests import manifest_of
from evals.metrics import figures_of
from evals.records import RunRecord, RunSummary, append_sample, start_run, write_run
from evals.samples import Sample
from evals.scoring import score_samples
from evals.suites import LoadedSuite
from evals.systems import AssistantSystem, System, loaded_assistant

__all__ = ["RunPlan", "run_folder", "run_suite", "run_system"]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to be run, and where its record goes."""

    suite: LoadedSuite
    cases: Sequence[EvalCase]
    folder: Path
    gates: dict[str, float]
    library: Path | None = None
    """Kept for the next run; None loads the corpus into a library that is thrown away."""


def run_folder(suite: str, out: Path | None, *, several: bool) -> Path:
    """Where a run goes: `runs/<UTC time>-<suite>`, or the folder given, with the suite's name below it
    when several suites are run."""
    if out is None:
        return Path("runs") / f"{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}-{suite}"
    return out / suite if several else out


def run_suite(
    plan: RunPlan,
    say: Callable[[str], None] = lambda _: None,
    done: Callable[[Sample], None] = lambda _: None,
) -> RunRecord:
    """Run a suite against Parley itself; `say` gets progress lines, `done` every sample.

    Raises: UsageError for a corpus or a folder that cannot be used, LibraryError, InputError.
    """
    corpus = read_corpus(plan.suite.corpus)
    start_run(plan.folder)
    with loaded_assistant([plan.suite.corpus], plan.library, say) as parley:
        return run_system(plan, AssistantSystem(parley), corpus, done)


def run_system(
    plan: RunPlan, system: System, corpus: GoldCorpus, done: Callable[[Sample], None] = lambda _: None
) -> RunRecord:
    """Ask any system, and score, sum up and record its answers. The folder must have been started."""
    started = datetime.now(tz=UTC)

    def keep(sample: Sample) -> None:
        append_sample(plan.folder, sample)
        done(sample)

    samples = list(ask_cases(system, plan.cases, keep))
    scores = score_samples(plan.cases, samples, corpus)
    figures = figures_of(plan.cases, samples, scores)
    gates = check_gates(figures, plan.gates)
    summary = RunSummary(suite=plan.suite.name, exit_code=exit_code_of(figures, gates), gates=gates, figures=figures)
    manifest = manifest_of(
        plan.suite,
        plan.cases,
        corpus,
        samples,
        system=system.name,
        gates=plan.gates,
        started=started,
        ended=datetime.now(tz=UTC),
    )
    write_run(plan.folder, scores, summary, manifest)
    return RunRecord(folder=plan.folder, summary=summary)
