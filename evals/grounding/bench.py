"""The grounding bench: sentences beside passages, half of them right and half changed in one way.

Sensitivity is the share of changed sentences that are caught; a false alarm is a right one that is not let pass.
`evals/grounding/sentences/`: passages, and pairs of [what was changed, right, changed]. The lots `dev*.yaml` are learnt
from; `held_out.yaml` is not. `attribution`: somebody's word told as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.grounding.checking import Evident, check
from index.dates import DateOrigin, PublicationDate
from index.errors import InputError
from index.keywords import Analyzer
from index.sentences import sentence_spans

__all__ = ["BenchLine", "BenchReport", "run_bench"]

SENTENCES = Path(__file__).parent / "sentences"
LEAST_SENSITIVITY, MOST_ALARMS = 0.95, 0.05


class BenchLine(BaseModel):
    """One sentence, judged."""

    model_config = ConfigDict(frozen=True)

    kind: str
    passage: str
    text: str
    right: bool
    supported: bool
    problem: str


class BenchReport(BaseModel):
    """All of one file."""

    model_config = ConfigDict(frozen=True)

    name: str
    lines: tuple[BenchLine, ...]

    def rates(self) -> dict[str, tuple[int, int, int, int]]:
        """By kind and for `all`: changed ones caught, changed ones, right ones stopped, right ones."""
        kinds = [*sorted({line.kind for line in self.lines}), "all"]
        found = {}
        for kind in kinds:
            mine = [line for line in self.lines if kind in {line.kind, "all"}]
            changed, right = [x for x in mine if not x.right], [x for x in mine if x.right]
            caught, alarms = sum(not x.supported for x in changed), sum(not x.supported for x in right)
            found[kind] = (caught, len(changed), alarms, len(right))
        return found

    @property
    def passes(self) -> bool:
        """Whether every kind is caught and let pass as often as it must be. No sentences is never a pass."""
        rates = self.rates().values()
        enough = all(c >= LEAST_SENSITIVITY * n and a <= MOST_ALARMS * r for c, n, a, r in rates)
        return bool(self.lines) and enough


def run_bench(half: str) -> BenchReport:
    """Judge the sentences of `dev`, `held_out` or `all`. Raises: InputError for a file that is not well made."""
    lots = [path for path in sorted(SENTENCES.glob("*.yaml")) if half == "all" or path.stem.startswith(half)]
    return BenchReport(name=half, lines=tuple(line for path in lots for line in _judged(path)))


def _judged(path: Path) -> Iterator[BenchLine]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        passages: list[dict[str, Any]] = YAML(typ="safe").load(path)
    except (OSError, YAMLError) as error:
        raise InputError(f"{path.name!r} cannot be read: {error}") from error
    stems = Analyzer().terms
    evidence = {passage["id"]: _evident(passage) for passage in passages}
    for passage in passages:
        for kind, right, changed in passage["pairs"]:
            wrong, cited = (right, changed) if kind == "passage" else (changed, passage["id"])
            for text, source, is_right in ((right, passage["id"], True), (wrong, cited, False)):
                found = check(text, evidence[source], stems)
                yield BenchLine(
                    kind=kind,
                    passage=source,
                    text=text,
                    right=is_right,
                    supported=found.supported,
                    problem=found.problem,
                )


def _evident(passage: dict[str, Any]) -> list[Evident]:
    text = " ".join(str(passage["text"]).split())
    published = PublicationDate.of(str(passage["published"]), DateOrigin.GIVEN)
    around = f"{passage['title']} {passage['outlet']}"
    return [Evident(text[span.start : span.end], published, around) for span in sentence_spans(text)]
