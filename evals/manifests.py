"""What a run was made of, so that two runs are only compared when they can be."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase
from evals.gold_corpus import GoldCorpus, corpus_digest
from evals.samples import Sample
from evals.scorers import SCORERS
from evals.suites import LoadedSuite

__all__ = ["Manifest", "manifest_of"]

PACKAGES = ("parley", "chromadb", "llama-index", "openai", "tantivy", "tiktoken", "wordllama")


class Manifest(BaseModel):
    """One run's circumstances."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1] = 1
    suite: str
    suite_file: str
    suite_digest: str
    """SHA-256 of the suite file."""
    corpus_digest: str
    corpus_articles: int
    cases: tuple[str, ...]
    """Ids of the selected cases, in their order."""
    system: str
    fingerprints: tuple[str, ...]
    """Of settings, prompts and index, as the answers carry them; more than one means a mixed run."""
    models: tuple[str, ...]
    scorers: dict[str, int]
    """Versions by name."""
    gates: dict[str, float]
    started: datetime
    ended: datetime
    commit: str
    """Of the code; empty outside a checkout, with `+` when it has changes."""
    python: str
    platform: str
    versions: dict[str, str]


def manifest_of(
    suite: LoadedSuite,
    cases: Sequence[EvalCase],
    corpus: GoldCorpus,
    samples: Sequence[Sample],
    *,
    system: str,
    gates: dict[str, float],
    started: datetime,
    ended: datetime,
) -> Manifest:
    """The manifest of a run that has ended."""
    answers = [sample.answer for sample in samples if sample.answer is not None]
    return Manifest(
        suite=suite.name,
        suite_file=str(suite.path),
        suite_digest=hashlib.sha256(suite.path.read_bytes()).hexdigest(),
        corpus_digest=corpus_digest(corpus),
        corpus_articles=len(corpus.by_id),
        cases=tuple(case.id for case in cases),
        system=system,
        fingerprints=_different(answer.fingerprint for answer in answers),
        models=_different(answer.model for answer in answers if answer.model),
        scorers={scorer.name: scorer.version for scorer in SCORERS},
        gates=gates,
        started=started,
        ended=ended,
        commit=_commit(),
        python=platform.python_version(),
        platform=platform.platform(),
        versions={name: found for name in PACKAGES if (found := _version(name))},
    )


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
