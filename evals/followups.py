"""How well follow-up questions are made to stand alone: the dialogues of evals/followups.yaml.

No article is read and nothing is answered: what is scored is the stand-alone question itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from assistant.conversations import Exchange, Rewriter, stand_alone, told_apart
from evals.cases import CaseTurn, Split
from evals.statistics import Rate, rate_of
from index.errors import UsageError
from index.temporal import find_question_times

__all__ = [
    "DIALOGUES",
    "Dialogue",
    "FollowupFigures",
    "Frozen",
    "Result",
    "RewriterFor",
    "figures_text",
    "read_dialogues",
    "run_followups",
    "share_text",
    "wrong_lines",
]

DIALOGUES = Path(__file__).with_suffix(".yaml")
RewriterFor = Callable[[date], Rewriter]
"""The day that a dialogue is held on → what makes its questions stand alone."""


class Frozen(BaseModel):
    """What all parts share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dialogue(Frozen):
    """Turns, a question that follows them, and what its stand-alone form must say."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kind: str
    """Why the question needs what was said before: `pronoun`, `ellipsis`, …; `topic_change` needs nothing."""
    split: Split
    as_of: date
    before: tuple[CaseTurn, ...] = Field(min_length=1)
    question: str
    says: tuple[str, ...] = ()
    """Whole words in any case; `|` parts alternatives, `…` stands for words between."""
    lacks: tuple[str, ...] = ()
    period: tuple[date | None, date | None] | None = None
    """First and last day asked about; an open side is None."""
    unchanged: bool = False

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.says or self.unchanged):
            raise ValueError("a dialogue needs `says` or `unchanged`")
        return self


class Result(Frozen):
    """What became of one dialogue."""

    id: str
    kind: str
    split: Split
    standalone: str
    faults: tuple[str, ...]
    """What is wrong with it; none when it is right."""
    note: str = ""
    """Why the rules stepped in where a rewriter was asked; empty when they did not have to."""


class FollowupFigures(Frozen):
    """Shares of dialogues that came out right."""

    all: Rate
    by_kind: dict[str, Rate]
    results: tuple[Result, ...]


def read_dialogues(path: Path = DIALOGUES) -> tuple[Dialogue, ...]:
    """Raises: UsageError when the file cannot be read or a dialogue is not well made."""
    try:
        listed = YAML(typ="safe").load(path)["dialogues"]
        dialogues = tuple(Dialogue.model_validate(each) for each in listed)
    except (OSError, YAMLError, ValidationError, KeyError, TypeError) as error:
        raise UsageError(f"{path.name} holds no dialogues that can be used: {error}") from error
    ids = [each.id for each in dialogues]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise UsageError(f"dialogues have one id: {', '.join(twice)}")
    return dialogues


def run_followups(dialogues: Iterable[Dialogue], rewriter_for: RewriterFor | None = None) -> FollowupFigures:
    """Make every last question stand alone, the ones before it first; by rules when there is no rewriter."""
    results = tuple(_result(each, rewriter_for(each.as_of) if rewriter_for else None) for each in dialogues)
    kinds = dict.fromkeys(each.kind for each in results)
    return FollowupFigures(
        all=rate_of(not each.faults for each in results),
        by_kind={kind: rate_of(not each.faults for each in results if each.kind == kind) for kind in kinds},
        results=results,
    )


def figures_text(figures: FollowupFigures) -> str:
    """The shares by kind, then every dialogue that came out wrong."""
    rows = [*figures.by_kind.items(), ("all", figures.all)]
    lines = [f"{kind:14} {rate.hits:3} of {rate.of:3}  {share_text(rate)}" for kind, rate in rows]
    return "\n".join([*lines, "", *wrong_lines(figures)])


def wrong_lines(figures: FollowupFigures) -> list[str]:
    """Every dialogue that came out wrong: what was made of it, and what is wrong with that."""
    wrong = [each for each in figures.results if each.faults]
    return [f"{each.id}: {each.standalone!r}: {'; '.join(each.faults)}" for each in wrong]


def share_text(rate: Rate) -> str:
    """A share with its interval, or a dash."""
    if rate.share is None or rate.low is None or rate.high is None:
        return "-"
    return f"{rate.share:.2f} ({rate.low:.2f}–{rate.high:.2f})"


def _result(dialogue: Dialogue, rewriter: Rewriter | None) -> Result:
    history = told_apart([Exchange(turn.question, turn.answer) for turn in dialogue.before], dialogue.as_of, rewriter)
    told = stand_alone(dialogue.question, history, dialogue.as_of, rewriter)
    made = told.question
    return Result(
        id=dialogue.id,
        kind=dialogue.kind,
        split=dialogue.split,
        standalone=made,
        faults=tuple(_faults(dialogue, made)),
        note="; ".join(told.notes),
    )


def _faults(dialogue: Dialogue, made: str) -> Sequence[str]:
    faults = []
    if dialogue.unchanged and made != dialogue.question:
        faults.append("changed")
    faults += [f"does not say {each!r}" for each in dialogue.says if not _stands(each, made)]
    faults += [f"says {each!r}" for each in dialogue.lacks if _stands(each, made)]
    if dialogue.period is not None:
        found = [
            (time.interval.first, time.interval.last)
            for time in find_question_times(made, dialogue.as_of)
            if time.interval is not None
        ]
        if dialogue.period not in found:
            faults.append(f"asks about {found or 'no period'}")
    return faults


def _stands(words: str, text: str) -> bool:
    parts = [
        "(?:" + "|".join(re.escape(" ".join(one.split())) for one in part.strip().split("|")) + ")"
        for part in words.split("…")
    ]
    anything_between = r"(?!\w).*(?<!\w)".join(parts)
    return re.search(rf"(?<!\w){anything_between}(?!\w)", text, re.IGNORECASE) is not None
