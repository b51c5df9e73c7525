"""Asking in one warm process, without a model: `python -m evals.bench.asking LIBRARY QUESTIONS TOKENS`.

Every question is asked without dates, as of its day, and inside windows of several widths, each time as if none of its
passages had been read before; and once more as it was asked last. Beside each answer stands the floor: embedding the
question, one vector search and one keyword search for ten passages, without a filter.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from evals.bench.material import DatedQuestion
from evals.bench.process import held_by
from evals.statistics import percentile
from index.filters import SearchFilter
from index.memory import share_memory

if TYPE_CHECKING:
    from assistant import Assistant

__all__ = ["Asking", "Took", "main", "windows_of"]

WARM_UP = 5
WIDTHS_DAYS = (7, 30, 180, 365)
FLOOR_K = 10
AGAIN = "again"
"""The last way once more: its passages were read a moment ago."""


class Took(BaseModel):
    """Milliseconds over all questions."""

    model_config = ConfigDict(frozen=True)

    p50_ms: float
    p95_ms: float
    cpu_p50_ms: float
    """Of the processor, all threads: what other programs on the machine change least."""


class Asking(BaseModel):
    """How one library is asked."""

    model_config = ConfigDict(frozen=True)

    passages: int
    questions: int
    open_s: float
    """Opening the library and both indexes, their libraries' imports included."""
    open_cpu_s: float
    """Of the processor."""
    first_s: float
    """The first answer: it loads the embedding model too."""
    floor: Took
    ways: dict[str, Took]
    """By how it was asked: `any time`, `as of its day`, `7 days` …, `again`."""
    steps: dict[str, float]
    """Median milliseconds of each step of an answer as of its day."""
    memory_mb: float
    """Resident at the end."""


def main(library: str, questions: str, tokens: str) -> None:
    """Ask, and print an `Asking`."""
    from assistant import Assistant, Settings

    asked = [DatedQuestion.model_validate_json(line) for line in Path(questions).read_text("utf-8").splitlines()]
    share_memory()  # as `parley` does
    began, busy = time.perf_counter(), time.process_time()
    with Assistant(Settings(library=Path(library), passages={"budget_tokens": int(tokens)}), create=False) as parley:
        parley.indexes.keywords()
        parley.indexes.vectors()
        opened, open_cpu_s = time.perf_counter(), time.process_time() - busy
        parley.ask(asked[0].question, mode="extractive")
        first = time.perf_counter()
        for each in asked[:WARM_UP]:
            parley.ask(each.question, as_of=each.as_of, mode="extractive")
        sys.stdout.write(
            _measured(parley, asked, (opened - began, open_cpu_s, first - opened)).model_dump_json() + "\n"
        )


def windows_of(day: date) -> dict[str, dict[str, Any]]:
    """Ways to narrow a question of that day."""
    narrowed: dict[str, dict[str, Any]] = {"any time": {}, "as of its day": {"as_of": day}}
    for days in WIDTHS_DAYS:
        narrowed[f"{days} days"] = {"since": day - timedelta(days=days), "until": day}
    return narrowed


def _measured(parley: Assistant, asked: Sequence[DatedQuestion], starting_s: tuple[float, float, float]) -> Asking:
    from assistant.evidence.reading import read_passage

    floor, ways, steps = _Times(), defaultdict[str, _Times](_Times), defaultdict[str, list[float]](list)
    for each in asked:
        floor.take(lambda each=each: _floor(parley, each.question))  # type: ignore[misc]
        for way, narrowed in windows_of(date.fromisoformat(each.as_of)).items():
            ask = lambda each=each, narrowed=narrowed: parley.ask(each.question, mode="extractive", **narrowed)  # noqa: E731
            read_passage.cache_clear()
            answer = ways[way].take(ask)
            if way == "as of its day":
                for step, milliseconds in answer.usage.milliseconds.items():
                    steps[step].append(milliseconds)
        ways[AGAIN].take(ask)
    return Asking(
        passages=parley.library.counts()[1],
        questions=len(asked),
        open_s=round(starting_s[0], 2),
        open_cpu_s=round(starting_s[1], 2),
        first_s=round(starting_s[2], 2),
        floor=floor.took(),
        ways={way: times.took() for way, times in ways.items()},
        steps=_medians(steps),
        memory_mb=held_by(_own_pid(), 0).memory_mb,
    )


def _floor(parley: Assistant, question: str) -> None:
    vector = parley.indexes.embedder.embed_query(question)
    parley.indexes.vectors().search(vector, FLOOR_K, SearchFilter())
    parley.indexes.keywords().search_passages(parley.retriever.terms(question), FLOOR_K, SearchFilter())


class _Times:
    def __init__(self) -> None:
        self._walls: list[float] = []
        self._cpus: list[float] = []

    def take(self, act: Callable[[], Any]) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        result = act()
        self._cpus.append((time.process_time() - cpu) * 1000)
        self._walls.append((time.perf_counter() - wall) * 1000)
        return result

    def took(self) -> Took:
        return Took(
            p50_ms=_rounded(self._walls, 0.5), p95_ms=_rounded(self._walls, 0.95), cpu_p50_ms=_rounded(self._cpus, 0.5)
        )


def _medians(steps: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {step: _rounded(times, 0.5) for step, times in steps.items()}


def _rounded(values: Sequence[float], share: float) -> float:
    return round(percentile(values, share) or 0.0, 1)


def _own_pid() -> int:
    import os

    return os.getpid()


if __name__ == "__main__":
    main(*sys.argv[1:])
