"""The folder that a run leaves behind: samples.jsonl, scores.jsonl, summary.json, manifest.json.

Samples are written as they come, so that a run that is cut off keeps what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.gates import GateResult
from evals.metrics import RunFigures
from evals.samples import Sample, ScoreRecord
from index.errors import UsageError

if TYPE_CHECKING:
    from evals.manifests import Manifest

Record = TypeVar("Record", bound=BaseModel)

__all__ = ["RunRecord", "RunSummary", "append_sample", "read_samples", "read_scores", "start_run", "write_run"]


class RunSummary(BaseModel):
    """What `summary.json` holds."""

    model_config = ConfigDict(frozen=True)

    suite: str
    exit_code: int
    gates: tuple[GateResult, ...]
    figures: RunFigures


class RunRecord(BaseModel):
    """A finished run, and where it lies."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    summary: RunSummary


def start_run(folder: Path) -> None:
    """Make the run's folder. Raises: UsageError when a run is already there, or it cannot be made."""
    if (folder / "samples.jsonl").exists():
        raise UsageError(f"there is a run in {str(folder)!r} already", hint="name another --out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "samples.jsonl").touch()
    except OSError as error:
        raise UsageError(f"cannot write to {str(folder)!r}: {error}") from error


def append_sample(folder: Path, sample: Sample) -> None:
    """Add one answered case."""
    _append(folder / "samples.jsonl", [sample])


def write_run(folder: Path, scores: Sequence[ScoreRecord], summary: RunSummary, manifest: Manifest) -> None:
    """Add all that is known at the end."""
    _append(folder / "scores.jsonl", scores)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / "summary.json").write_text(summary.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_samples(folder: Path) -> list[Sample]:
    """The samples of a run. Raises: UsageError when they are not there or are of another form."""
    return _read(folder / "samples.jsonl", Sample)


def read_scores(folder: Path) -> list[ScoreRecord]:
    """The scores of a run. Raises: UsageError when they are not there or are of another form."""
    return _read(folder / "scores.jsonl", ScoreRecord)


def _append(path: Path, models: Iterable[BaseModel]) -> None:
    with path.open("a", encoding="utf-8") as file:
        for model in models:
            file.write(model.model_dump_json() + "\n")


def _read(path: Path, model: type[Record]) -> list[Record]:
    try:
        with path.open(encoding="utf-8") as file:
            return [model.model_validate_json(line) for line in file]
    except OSError as error:
        raise UsageError(f"no run in {str(path.parent)!r}: {error}") from error
    except ValidationError as error:
        raise UsageError(f"{str(path)!r} is not of this version: {error.error_count()} faults") from error
