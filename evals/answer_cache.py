"""Answers kept for the next run of the same system over the same articles.

An answer is found again only when nothing that could change it has: the system's identity (settings,
code, model), the articles, the question, its day, the turns before it, and the number of the repeat.
Errors are not kept. What comes from here is marked, and its old time does not count.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from evals.cases import EvalCase
from evals.samples import Sample

if TYPE_CHECKING:
    from evals.systems import System

__all__ = ["AnswerCache"]


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """A folder of answers, one file each."""

    folder: Path
    corpus_digest: str

    def get(self, system: System, case: EvalCase, repeat: int) -> Sample | None:
        """The answer given before; None when there is none, or none that can be read."""
        try:
            text = self._path(system, case, repeat).read_text(encoding="utf-8")
            sample = Sample.model_validate_json(text)
        except (OSError, ValidationError):
            return None
        return sample.model_copy(update={"case": case.id, "repeat": repeat, "cached": True})

    def put(self, system: System, case: EvalCase, repeat: int, sample: Sample) -> None:
        """Keep an answer. Raises: OSError when the folder cannot be written."""
        path = self._path(system, case, repeat)
        path.parent.mkdir(parents=True, exist_ok=True)
        passing = path.with_suffix(f".{case.id}.part")
        passing.write_text(sample.model_dump_json(), encoding="utf-8")
        passing.replace(path)

    def _path(self, system: System, case: EvalCase, repeat: int) -> Path:
        turns = [[turn.question, turn.answer] for turn in case.history]
        parts = [system.name, system.identity, self.corpus_digest, case.question, str(case.as_of), turns, repeat]
        digest = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
