"""The whole measurement, each part in a process of its own, beside its baseline in the same run."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.bench.articles import write_articles
from evals.bench.asking import Asking
from evals.bench.costs import Cost, measured
from evals.bench.material import Material
from evals.bench.starting import Start, command_started, empty_page_started, page_started

__all__ = ["BenchPlan", "BenchReport", "bench"]


class BenchPlan(BaseModel):
    """What is measured."""

    model_config = ConfigDict(frozen=True)

    passage_tokens: int = 220
    """About the 200 words that passages are measured with elsewhere; Parley's own are larger (512)."""
    times: tuple[int, ...] = (1, 10)
    """The library's sizes, in multiples of the articles."""
    questions: int = 60


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
    page: Start
    """Until it has been fetched once."""
    empty_page: Start
    """The same of a page of Gradio's own with one field."""


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
        help=command_started(["--help"], plan.passage_tokens),
        cold_ask=command_started(["--library", str(smallest), "ask", asked[0].question], plan.passage_tokens),
        page=page_started(smallest, plan.passage_tokens),
        empty_page=empty_page_started(),
    )
