"""RGB as its authors publish it: questions with passages that answer them and passages that only speak of the same.

`en_refine.json` (or `en.json`) measures noise and rejection, `en_int.json` integration; each line has `id`, `query`,
`answer`, `positive` and `negative`. Five passages stand beside each question, as in the paper; which ones is settled by
their order in the file, where the paper shuffles. All passages are in one library; each question is asked of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from pydantic import field_validator

from assistant.answers import Answer
from evals.external.answer_words import MARKER
from evals.external.contract import ExternalPlan, ExternalReport, Figure, Tick, share_figure
from evals.external.data_files import Identified, chosen, files_below, read_lines
from evals.external.published import OF_RGB
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant
from index.articles import Draft

__all__ = ["RgbQuestion", "Setting", "holds_all", "passages_of", "run_rgb"]

PASSAGES = 5
NOISE = (0.0, 0.4, 0.8)
"""Shares of passages without the answer; 1 is rejection."""
FILES = re.compile(r"en(?:_refine|_int)?\.json")


class RgbQuestion(Identified):
    """A question, the wordings of each part of its answer, and its passages."""

    query: str
    answer: tuple[tuple[str, ...], ...]
    """All parts must be said, each in one of its wordings."""
    positive: tuple[tuple[str, ...], ...]
    """By part of the answer."""
    negative: tuple[str, ...] = ()

    @field_validator("id", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value

    @field_validator("answer", mode="before")
    @classmethod
    def _wordings(cls, value: Any) -> Any:
        parts = value if isinstance(value, list) else [value]
        return [part if isinstance(part, list) else [part] for part in parts]

    @field_validator("positive", mode="before")
    @classmethod
    def _by_part(cls, value: Any) -> Any:
        return [value] if value and isinstance(value[0], str) else value


@dataclass(frozen=True, slots=True)
class Setting:
    """A question among some of its passages."""

    question: RgbQuestion
    noise: float
    """Share of the passages that lack the answer."""
    kind: str

    @property
    def shelf(self) -> str:
        """The name that its passages go by."""
        return f"{self.kind} {self.question.id} at {self.noise}"


def run_rgb(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure noise, rejection and integration. Raises: UsageError when the data are not there."""
    settings: list[Setting] = []
    count = 0
    for path in files_below(plan, FILES):
        kind = "integration" if path.stem.endswith("_int") else "noise"
        questions = chosen(read_lines(path, RgbQuestion), plan)
        count += len(questions)
        levels = NOISE if kind == "integration" else (*NOISE, 1.0)
        settings += [Setting(each, level, kind) for each in questions for level in levels]
    drafts = [draft for setting in settings for draft in _drafts(setting)]
    with loaded_assistant(drafts, kept_library(plan.library, "rgb"), say) as parley:
        answers = []
        for done, setting in enumerate(settings, start=1):
            answers.append(parley.ask(setting.question.query, sources=[setting.shelf]))
            tick(done, len(settings))
    return ExternalReport(
        name="rgb",
        split=plan.split,
        questions=count,
        figures=tuple(_figures(settings, answers)),
        published=OF_RGB,
        notes=(
            "passages are scraps of web pages, mostly without a date",
            "an answer counts by substrings, as theirs does: “5%” is found in “25%”, and a long answer holds more",
        ),
    )


def passages_of(setting: Setting) -> list[str]:
    """Five passages at the setting's share of noise, fewer when the question has fewer."""
    question = setting.question
    lacking = min(math.ceil(PASSAGES * setting.noise), PASSAGES)
    turns = chain.from_iterable(zip_longest(*question.positive))
    positive = [each for each in turns if each is not None]
    wanted = PASSAGES - lacking
    if setting.kind == "integration" and setting.noise < 1:
        wanted = max(wanted, len(question.positive))
    taken = positive[:wanted]
    return [*taken, *question.negative[: PASSAGES - len(taken)]] if setting.noise else taken


def holds_all(answer: Answer, question: RgbQuestion) -> bool:
    """Whether every part of the answer is said in one of its wordings, letter case aside."""
    said = MARKER.sub("", answer.text).lower()
    return not answer.refused and all(any(words.lower() in said for words in part) for part in question.answer)


def _drafts(setting: Setting) -> Iterator[Draft]:
    for n, text in enumerate(passages_of(setting), start=1):
        if text.strip():
            yield Draft(text=text, place=f"{setting.shelf}:{n}", id=f"{setting.shelf}:{n}", source=setting.shelf)


def _figures(settings: Sequence[Setting], answers: Sequence[Answer]) -> Iterator[Figure]:
    both = list(zip(settings, answers, strict=True))
    for kind in ("noise", "integration"):
        for level in NOISE:
            here = [holds_all(a, s.question) for s, a in both if (s.kind, s.noise) == (kind, level)]
            if here:
                yield share_figure(f"{kind} {level}: the answer is said", rate_of(here))
    alone = [a.refused for s, a in both if s.noise == 1.0]
    if alone:
        yield share_figure("rejection: refused where no passage answers", rate_of(alone))
        answerable = [a.refused for s, a in both if s.noise == 0.0]
        yield share_figure("over-refusal without noise", rate_of(answerable))
