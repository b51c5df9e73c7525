"""One run of one suite: load its corpus, ask, score, add up, write down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evals.answer_cache import AnswerCache
from evals.answering import Asking, ask_cases
from evals.answers_file import read_answers
from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus, corpus_digest, read_corpus
from evals.manifests import Manifest, begun_manifest
from evals.records import (
    RunRecord,
    append_sample,
    read_manifest,
    resume_run,
    start_run,
    write_manifest,
    write_samples,
)
from evals.samples import Sample
from evals.scored_runs import finish_run
from evals.suites import LoadedSuite
from evals.systems import System
from evals.systems_table import open_system
from index.errors import UsageError

if TYPE_CHECKING:
    from evals.judges import Judge

__all__ = ["RunPlan", "latest_run", "run_folder", "run_suite", "run_system", "score_file"]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to be run, and where its record goes."""

    suite: LoadedSuite
    cases: Sequence[EvalCase]
    folder: Path
    gates: dict[str, float] = field(default_factory=dict)
    library: Path | None = None
    """Kept for the next run; None loads the corpus into a library that is thrown away."""
    system: str = "parley"
    settings: tuple[str, ...] = ()
    """`name=value`, for the system."""
    repeats: int = 1
    jobs: int = 1
    timeout_s: float | None = None
    cache: Path | None = None
    """Where answers are kept for the next run; None asks every time."""
    resume: bool = False
    judge: Judge | None = None


def run_folder(suite: str, out: Path | None, *, several: bool) -> Path:
    """Where a run goes: `runs/<UTC time>-<suite>`, or the folder given, with the suite's name below it
    when several suites are run."""
    if out is None:
        return Path("runs") / f"{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}-{suite}"
    return out / suite if several else out


def latest_run(suite: str, runs: Path = Path("runs")) -> Path:
    """The newest run of a suite. Raises: UsageError when there is none."""
    found = sorted(path.parent for path in runs.glob(f"*-{suite}/samples.jsonl"))
    if not found:
        raise UsageError(f"no run of {suite!r} in {str(runs)!r} to go on with", hint="name its folder with --out")
    return found[-1]


def run_suite(
    plan: RunPlan,
    say: Callable[[str], None] = lambda _: None,
    done: Callable[[Sample], None] = lambda _: None,
) -> RunRecord:
    """Run a suite against the plan's system; `say` gets progress lines, `done` every sample.

    Raises: UsageError for a corpus or a folder that cannot be used, LibraryError, InputError.
    """
    corpus = read_corpus(plan.suite.corpus)
    with open_system(plan.system, plan.suite.corpus, plan.library, plan.settings, say) as system:
        return run_system(plan, system, corpus, say, done)


def run_system(
    plan: RunPlan,
    system: System,
    corpus: GoldCorpus,
    say: Callable[[str], None] = lambda _: None,
    done: Callable[[Sample], None] = lambda _: None,
) -> RunRecord:
    """Ask any system, and score, sum up and record its answers.

    Raises: UsageError when the folder holds a run and the plan does not resume it, or resumes another one.
    """
    begun = begun_manifest(
        plan.suite,
        plan.cases,
        corpus,
        repeats=plan.repeats,
        system=system.name,
        identity=system.identity,
        gates=plan.gates,
    )
    samples = _begin(plan, begun, say)
    asks = _open_asks(plan, samples)
    cache = AnswerCache(plan.cache, corpus_digest(corpus)) if plan.cache else None
    for sample in ask_cases(system, asks, Asking(plan.jobs, plan.timeout_s, cache)):
        append_sample(plan.folder, sample)
        samples.append(sample)
        done(sample)
    return finish_run(plan.folder, plan.suite, corpus, plan.gates, judge=plan.judge, say=say)


def score_file(plan: RunPlan, answers: Path) -> RunRecord:
    """Score somebody else's answers as a run of their own.

    Raises: UsageError for a file that cannot be read or answers none of the cases, or a folder that holds a run.
    """
    corpus = read_corpus(plan.suite.corpus)
    samples = read_answers(answers, plan.cases, corpus)
    if not samples:
        raise UsageError(f"{str(answers)!r} answers no case that is asked for")
    repeats = 1 + max(sample.repeat for sample in samples)
    begun = begun_manifest(
        plan.suite, plan.cases, corpus, repeats=repeats, system=samples[0].system, identity="a file", gates=plan.gates
    )
    start_run(plan.folder)
    write_manifest(plan.folder, begun)
    write_samples(plan.folder, samples)
    return finish_run(plan.folder, plan.suite, corpus, plan.gates, judge=plan.judge)


def _begin(plan: RunPlan, begun: Manifest, say: Callable[[str], None]) -> list[Sample]:
    """The samples that are there already."""
    if not plan.resume:
        start_run(plan.folder)
        write_manifest(plan.folder, begun)
        return []
    earlier = read_manifest(plan.folder)
    for what in ("suite_digest", "corpus_digest", "cases", "repeats", "system", "identity"):
        if getattr(earlier, what) != getattr(begun, what):
            raise UsageError(
                f"the run in {str(plan.folder)!r} was begun with another {what.replace('_', ' ')}",
                hint="resume it with what it was begun with, or begin another",
            )
    samples = resume_run(plan.folder)
    say(f"{len(samples)} of {len(plan.cases) * plan.repeats} answers are there already")
    return samples


def _open_asks(plan: RunPlan, samples: Sequence[Sample]) -> list[tuple[EvalCase, int]]:
    answered = {sample.key for sample in samples}
    return [
        (case, repeat) for repeat in range(plan.repeats) for case in plan.cases if (case.id, repeat) not in answered
    ]
