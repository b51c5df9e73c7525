"""The whole measurement, each part in a process of its own, beside its baseline in the same run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict

from evals.bench.articles import write_articles
from evals.bench.asking import Asking
from evals.bench.costs import Cost, environment_with, measured
from evals.bench.material import Material

__all__ = ["BenchPlan", "BenchReport", "bench"]

STARTS = 3


class BenchPlan(BaseModel):
    """What is measured."""

    model_config = ConfigDict(frozen=True)

    passage_tokens: int = 220
    """About the 200 words that passages are measured with elsewhere; Parley's own are larger (512)."""
    times: tuple[int, ...] = (1, 10)
    """The library's sizes, in multiples of the articles."""
    questions: int = 60


class Start(BaseModel):
    """Of a command, from its start to its end; medians."""

    model_config = ConfigDict(frozen=True)

    seconds: float
    cpu_seconds: float
    """Of all threads."""


class BenchReport(BaseModel):
    """What was seen, and on which machine."""

    model_config = ConfigDict(frozen=True)

    day: str
    machine: str
    load_average: tuple[float, float]
    """Before and after: with other programs at work, only ratios and the processor's own time tell."""
    material: str
    passage_tokens: int
    parley: Cost | None
    textbook: Cost | None
    rebuild: Cost | None
    larger: dict[int, Cost]
    """Loading so many times the articles."""
    asking: dict[int, Asking]
    """By how many times the articles."""
    help: Start
    cold_ask: Start


def bench(plan: BenchPlan, material: Material, folder: Path, say: Callable[[str], None]) -> BenchReport:
    """Measure in a folder; a library that an earlier run left there is asked and not loaded again."""
    before = os.getloadavg()[0]
    questions = folder / "questions.jsonl"
    asked = material.questions[: plan.questions]
    questions.write_text("".join(f"{each.model_dump_json()}\n" for each in asked), encoding="utf-8")
    costs: dict[int, Cost] = {}
    asking: dict[int, Asking] = {}
    textbook = rebuild = None
    tokens = str(plan.passage_tokens)
    for times in plan.times:
        file, library = folder / f"articles-{times}.jsonl", folder / f"library-{times}"
        if not library.exists():
            say(f"loading {len(material.articles) * times} articles …")
            write_articles(material.times(times), file)
            costs[times] = measured(Cost, "evals.bench.loading", "parley", str(library), str(file), tokens)
        if times == 1 and file.exists():
            say("the same by the textbook …")
            textbook = measured(Cost, "evals.bench.loading", "textbook", str(folder / "textbook"), str(file), tokens)
        say(f"asking {len(asked)} questions in every way …")
        asking[times] = measured(Asking, "evals.bench.asking", str(library), str(questions), tokens)
        if times == 1:
            say("making the indexes anew …")
            rebuild = measured(Cost, "evals.bench.loading", "rebuild", str(library), str(file), tokens)
    say("starting …")
    smallest = folder / f"library-{plan.times[0]}"
    return BenchReport(
        day=datetime.now(tz=UTC).date().isoformat(),
        machine=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}",
        load_average=(round(before, 1), round(os.getloadavg()[0], 1)),
        material=material.name,
        passage_tokens=plan.passage_tokens,
        parley=costs.pop(1, None),
        textbook=textbook,
        rebuild=rebuild,
        larger=costs,
        asking=asking,
        help=_started(["--help"], plan.passage_tokens),
        cold_ask=_started(["--library", str(smallest), "ask", asked[0].question], plan.passage_tokens),
    )


def _started(arguments: Sequence[str], tokens: int) -> Start:
    environment = environment_with(PARLEY_PASSAGES__BUDGET_TOKENS=str(tokens))
    seconds, cpu_seconds = [], []
    for _ in range(STARTS):
        began, before = time.perf_counter(), os.times()
        command = [sys.executable, "-m", "assistant.cli", *arguments]
        subprocess.run(command, capture_output=True, env=environment, check=True)  # noqa: S603 - our own command
        after = os.times()
        seconds.append(time.perf_counter() - began)
        cpu_seconds.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return Start(seconds=round(median(seconds), 2), cpu_seconds=round(median(cpu_seconds), 2))
