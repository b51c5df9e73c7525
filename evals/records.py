"""The folder that a run leaves behind: manifest.json, samples.jsonl, scores.jsonl, summary.json.

The manifest is there before the first question and every sample is on the disk before the next one is
asked for, so that a run that is cut off at any point can go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.baseline_figures import BaselineFigures
from evals.gates import GateResult
from evals.manifests import Manifest
from evals.metrics import RunFigures
from evals.samples import Sample, ScoreRecord
from index.errors import StorageError, UsageError

Record = TypeVar("Record", bound=BaseModel)

__all__ = [
    "RunRecord",
    "RunSummary",
    "append_sample",
    "read_manifest",
    "read_samples",
    "read_scores",
    "read_summary",
    "resume_run",
    "start_run",
    "write_manifest",
    "write_results",
    "write_samples",
]

SAMPLES, SCORES, MANIFEST, SUMMARY = "samples.jsonl", "scores.jsonl", "manifest.json", "summary.json"


class RunSummary(BaseModel):
    """What `summary.json` holds."""

    model_config = ConfigDict(frozen=True)

    suite: str
    system: str
    exit_code: int
    gates: tuple[GateResult, ...]
    figures: RunFigures
    baselines: tuple[BaselineFigures, ...] = ()


class RunRecord(BaseModel):
    """A finished run, and where it lies."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    summary: RunSummary


def start_run(folder: Path) -> None:
    """Make the run's folder. Raises: UsageError when a run is already there, or it cannot be made."""
    if (folder / SAMPLES).exists():
        raise UsageError(f"there is a run in {str(folder)!r} already", hint="name another --out, or --resume it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SAMPLES).touch()
    except OSError as error:
        raise UsageError(f"cannot write to {str(folder)!r}: {error}") from error


def resume_run(folder: Path) -> list[Sample]:
    """The samples of a run that was cut off; a line that was cut off too is taken away.

    Answers that failed are left out and asked again. Raises: UsageError when there is no run.
    """
    path = folder / SAMPLES
    if not path.exists():
        raise UsageError(f"no run in {str(folder)!r}", hint="leave out --resume to begin one")
    whole = path.read_bytes()
    kept = whole[: whole.rfind(b"\n") + 1]
    if kept != whole:
        path.write_bytes(kept)
    samples = {sample.key: sample for sample in read_samples(folder)}
    answered = [sample for sample in samples.values() if sample.answer is not None]
    if len(answered) != kept.count(b"\n"):
        write_samples(folder, answered)
    return answered


def append_sample(folder: Path, sample: Sample) -> None:
    """Add one answered case; it is on the disk when this returns. Raises: StorageError."""
    with _writing(folder), (folder / SAMPLES).open("a", encoding="utf-8") as file:
        file.write(sample.model_dump_json() + "\n")
        file.flush()
        os.fsync(file.fileno())


def write_samples(folder: Path, samples: Iterable[Sample]) -> None:
    """All samples of a run at once, in place of what is there."""
    _replace(folder / SAMPLES, "".join(sample.model_dump_json() + "\n" for sample in samples))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """What the run is made of, so far as it is known."""
    _replace(folder / MANIFEST, manifest.model_dump_json(indent=2) + "\n")


def write_results(folder: Path, scores: Sequence[ScoreRecord], summary: RunSummary) -> None:
    """The scores and what they come to, in place of earlier ones."""
    _replace(folder / SCORES, "".join(score.model_dump_json() + "\n" for score in scores))
    _replace(folder / SUMMARY, summary.model_dump_json(indent=2) + "\n")


def read_samples(folder: Path) -> list[Sample]:
    """The samples of a run. Raises: UsageError when they are not there or are of another form."""
    return _read(folder / SAMPLES, Sample)


def read_scores(folder: Path) -> list[ScoreRecord]:
    """The scores of a run. Raises: UsageError when they are not there or are of another form."""
    return _read(folder / SCORES, ScoreRecord)


def read_manifest(folder: Path) -> Manifest:
    """What the run was made of. Raises: UsageError when it is not there or is of another form."""
    return _read_one(folder / MANIFEST, Manifest)


def read_summary(folder: Path) -> RunSummary:
    """What the run came to. Raises: UsageError when it is not there or is of another form."""
    return _read_one(folder / SUMMARY, RunSummary)


def _replace(path: Path, text: str) -> None:
    passing = path.with_name(f"{path.name}.part")
    with _writing(path.parent):
        passing.write_text(text, encoding="utf-8")
        passing.replace(path)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"the run in {str(folder)!r} cannot be written ({error.strerror})",
            hint="make room, and go on with --resume",
        ) from error


def _read(path: Path, model: type[Record]) -> list[Record]:
    try:
        with path.open(encoding="utf-8") as file:
            return [model.model_validate_json(line) for line in file]
    except OSError as error:
        raise UsageError(f"no run in {str(path.parent)!r}: {error}") from error
    except ValidationError as error:
        raise _other_version(path, error) from error


def _read_one(path: Path, model: type[Record]) -> Record:
    try:
        return model.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "the run was cut off; finish it with --resume" if path.name == SUMMARY else ""
        raise UsageError(f"no {path.name} in {str(path.parent)!r}", hint=hint) from error
    except ValidationError as error:
        raise _other_version(path, error) from error


def _other_version(path: Path, error: ValidationError) -> UsageError:
    return UsageError(f"{str(path)!r} is not of this version: {error.error_count()} faults")
