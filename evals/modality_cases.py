"""Sentences written for the purpose: how each stands, and how many are marked so.

`parley-eval modality` prints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from assistant.answers import Modality
from assistant.language.standing import modality_of
from evals.statistics import Rate, rate_of
from index.errors import InputError

__all__ = ["MarkedSentence", "ModalityScores", "modality_scores", "modality_text", "read_modality_cases"]

CASES = Path(__file__).with_name("modality.yaml")


class MarkedSentence(BaseModel):
    """A sentence and how a reader says that it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    expected: Modality = Field(alias="is")
    text: str


class ModalityScores(BaseModel):
    """The figures of one half."""

    model_config = ConfigDict(frozen=True)

    half: str
    right: Rate
    by_kind: Mapping[Modality, Rate]
    wrong: tuple[str, ...]


def read_modality_cases(path: Path = CASES) -> dict[str, list[MarkedSentence]]:
    """Sentences by half. Raises: InputError when the file is not made as it must be."""
    try:
        halves = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return {half: [MarkedSentence.model_validate(each) for each in sentences] for half, sentences in halves.items()}
    except (OSError, YAMLError, ValidationError, AttributeError, TypeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from error


def modality_scores(half: str, sentences: Sequence[MarkedSentence]) -> ModalityScores:
    """Mark each sentence and compare."""
    marked = [(each, modality_of(each.text)) for each in sentences]
    return ModalityScores(
        half=half,
        right=rate_of([each.expected is made for each, made in marked]),
        by_kind={kind: rate_of([made is kind for each, made in marked if each.expected is kind]) for kind in Modality},
        wrong=tuple(
            f"{each.expected.value}, marked {made.value}: {each.text}"
            for each, made in marked
            if each.expected is not made
        ),
    )


def modality_text(scores: ModalityScores, *, problems: bool) -> str:
    """The figures as lines to read."""
    lines = [f"{scores.half}: {scores.right.share or 0:.3f} ({scores.right.hits} of {scores.right.of})"]
    lines += [f"  {kind.value:<8} {rate.hits} of {rate.of}" for kind, rate in scores.by_kind.items()]
    if problems:
        lines += [f"  - {each}" for each in scores.wrong]
    return "\n".join(lines)
