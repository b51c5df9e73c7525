"""What a run was made of, so that two runs are only compared when they can be."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus, corpus_digest
from evals.samples import Sample
from evals.scorers import SCORERS
from evals.statistics import SEED
from evals.suites import LoadedSuite

__all__ = ["Manifest", "begun_manifest", "case_digest", "ended_manifest"]

PACKAGES = ("parley", "chromadb", "llama-index", "openai", "tantivy", "tiktoken", "wordllama", "ir-measures", "scipy")


class Manifest(BaseModel):
    """One run's circumstances."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[2] = 2
    suite: str
    suite_file: str
    suite_digest: str
    """SHA-256 of the suite file."""
    corpus_digest: str
    corpus_articles: int
    cases: dict[str, str]
    """Ids of the selected cases, in their order, and a digest of each."""
    repeats: int
    system: str
    identity: str
    """Of the system: its settings, code and model."""
    fingerprints: tuple[str, ...] = ()
    """Of settings, prompts and index, as the answers carry them; more than one means a mixed run."""
    models: tuple[str, ...] = ()
    prompts: dict[str, str] = {}
    """SHA-256 of each template by its file's name."""
    scorers: dict[str, int]
    """Versions by name."""
    judge: str = ""
    """Fingerprint of the judge; empty when none was asked."""
    seed: int = SEED
    """Of the permutation tests and the bootstrap; asking draws no lots."""
    gates: dict[str, float]
    started: datetime
    ended: datetime | None = None
    """None for a run that was cut off."""
    commit: str
    """Of the code; empty outside a checkout, with `+` when it has changes."""
    python: str
    platform: str
    versions: dict[str, str]


def begun_manifest(
    suite: LoadedSuite,
    cases: Sequence[EvalCase],
    corpus: GoldCorpus,
    *,
    repeats: int,
    system: str,
    identity: str,
    gates: dict[str, float],
) -> Manifest:
    """The manifest of a run that begins now."""
    return Manifest(
        suite=suite.name,
        suite_file=suite.path.name,
        suite_digest=hashlib.sha256(suite.path.read_bytes()).hexdigest(),
        corpus_digest=corpus_digest(corpus),
        corpus_articles=len(corpus.by_id),
        cases={case.id: case_digest(case) for case in cases},
        repeats=repeats,
        system=system,
        identity=identity,
        prompts=_prompts(),
        scorers={scorer.name: scorer.version for scorer in SCORERS},
        gates=gates,
        started=datetime.now(tz=UTC),
        commit=_commit(),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        versions={name: found for name in PACKAGES if (found := _version(name))},
    )


def ended_manifest(begun: Manifest, samples: Sequence[Sample]) -> Manifest:
    """The same with what is known at the end."""
    answers = [sample.answer for sample in samples if sample.answer is not None]
    return begun.model_copy(
        update={
            "fingerprints": _different(answer.fingerprint for answer in answers if answer.fingerprint),
            "models": _different(answer.model for answer in answers if answer.model),
            "ended": datetime.now(tz=UTC),
        }
    )


def case_digest(case: EvalCase) -> str:
    """Changes when anything about a case does."""
    return hashlib.sha256(case.model_dump_json().encode()).hexdigest()[:16]


def _prompts() -> dict[str, str]:
    folder = Path(__file__).parents[1] / "prompts"
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.jinja"))}


def _different(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    folder = Path(__file__).parent
    try:
        head = _git(folder, "rev-parse", "HEAD")
        return f"{head}+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else head
    except (OSError, subprocess.SubprocessError):
        return ""


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  # fixed arguments
        ["git", *arguments],  # noqa: S607  # wherever the person has it
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    return done.stdout.strip()
