"""What an eval case is: a question, and what a right answer holds.

Models only. Reading the YAML files is `evals.suites`, deciding whether a text states a fact is
`evals.matching`, and whether a case is well made is `evals.lint`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from index.dates import DateInterval, parse_partial_date

__all__ = [
    "CaseKind",
    "CaseTurn",
    "Direction",
    "EvalCase",
    "EvidenceGroup",
    "Forbidden",
    "GoldDate",
    "GoldNumber",
    "GoldQuote",
    "KeyFact",
    "Matchers",
    "Split",
    "Suite",
    "Unit",
    "Weight",
]


class Frozen(BaseModel):
    """What all parts share: they cannot be changed, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CaseKind(StrEnum):
    """What a question asks for."""

    WHEN = "when"
    WHY = "why"
    WHEN_WHY = "when_why"
    WHO = "who"
    HOW_MUCH = "how_much"
    WHAT = "what"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    ATTRIBUTION = "attribution"
    CONFLICT = "conflict"
    UNANSWERABLE = "unanswerable"
    FALSE_PREMISE = "false_premise"
    FOLLOWUP = "followup"


UNANSWERABLE_KINDS = frozenset({CaseKind.UNANSWERABLE, CaseKind.FALSE_PREMISE})


class Unit(StrEnum):
    """What a number counts. A percentage point is no percent, a ton no tonne, a C$ no US$."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    BASIS_POINTS = "basis_points"
    USD = "usd"
    EUR = "eur"
    CNY = "cny"
    JPY = "jpy"
    GBP = "gbp"
    CAD = "cad"
    OTHER_DOLLAR = "other_dollar"
    """Of Australia, Hong Kong, Taiwan, New Zealand, Singapore."""
    TONNES = "tonnes"
    TONS = "tons"
    JOBS = "jobs"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    NONE = "none"


class Split(StrEnum):
    """Which cases may be looked at while working on answers."""

    DEV = "dev"
    TEST = "test"


class Direction(StrEnum):
    """Which way a figure went."""

    UP = "up"
    DOWN = "down"


class Weight(StrEnum):
    """Whether an answer without the fact is wrong, or only less full."""

    VITAL = "vital"
    OKAY = "okay"


def _underscored(value: object) -> object:
    return value.replace(" ", "_") if isinstance(value, str) else value


class GoldNumber(Frozen):
    """A number with what it counts: 25 percent, 50000000000 usd."""

    value: Decimal
    unit: Annotated[Unit, BeforeValidator(_underscored)] = Unit.NONE
    within: Decimal = Field(default=Decimal(0), ge=0)
    """How far an answer may be off, in the same unit; nothing when not said."""
    direction: Direction | None = None
    """Which way it must have gone; either is right when not said. A value below 0 means `down`."""


class GoldDate(Frozen):
    """A day, month or year; an answer must be at least as precise and lie inside."""

    value: str
    """YYYY-MM-DD, YYYY-MM or YYYY, in quotation marks."""

    @model_validator(mode="after")
    def _is_a_date(self) -> Self:
        parse_partial_date(self.value)
        return self

    @property
    def interval(self) -> DateInterval:
        """The days that an answer may name."""
        return parse_partial_date(self.value)


class Matchers(Frozen):
    """What a text must hold: all of `all_of` and `patterns`, one of `any_of`, every number and every date."""

    text: str = Field(min_length=1)
    """The fact in words, for people."""
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Regular expressions over the text in lower case, with plain quotes, hyphens and single spaces."""
    numbers: tuple[GoldNumber, ...] = ()
    dates: tuple[GoldDate, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.all_of or self.any_of or self.patterns or self.numbers or self.dates):
            raise ValueError("a fact needs all_of, any_of, patterns, numbers or dates; else every text states it")
        if any(not phrase.strip() for phrase in (*self.all_of, *self.any_of)):
            raise ValueError("an empty phrase is in every text")
        for pattern in self.patterns:
            try:
                if re.search(pattern, ""):
                    raise ValueError(f"the pattern {pattern!r} is in every text")
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return self


class KeyFact(Matchers):
    """Something that a right answer states."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    weight: Weight


class Forbidden(Matchers):
    """Something that makes an answer wrong: superseded, too early, or plausible and false."""


class GoldQuote(Frozen):
    """Exact words of an article of the suite's corpus."""

    article: str = Field(min_length=1)
    """The name of its file, without the ending."""
    quote: str = Field(min_length=1)


class EvidenceGroup(Frozen):
    """One piece of evidence and every place that bears it: one of them is enough."""

    group: str = Field(min_length=1)
    any: tuple[GoldQuote, ...] = Field(min_length=1)


class CaseTurn(Frozen):
    """An earlier question of the same conversation, with its answer."""

    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class EvalCase(Frozen):
    """A question asked on a day, and what a right answer to it holds."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Pairs the same case in two runs, so it never changes."""
    question: str = Field(min_length=1)
    kind: CaseKind
    as_of: date
    """The day the question is asked: later articles are out of sight."""
    history: tuple[CaseTurn, ...] = ()
    reference: str = Field(min_length=1)
    """A person's answer."""
    key_facts: tuple[KeyFact, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    evidence: tuple[EvidenceGroup, ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    """Cases that rest on the same story, and so are not independent of each other."""
    split: Split = Split.DEV
    answerable: bool
    """False: a right system refuses."""

    @model_validator(mode="before")
    @classmethod
    def _answerable_by_kind(cls, data: object) -> object:
        if isinstance(data, dict) and "answerable" not in data:
            return {**data, "answerable": data.get("kind") not in {str(kind) for kind in UNANSWERABLE_KINDS}}
        return data

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        if self.kind is CaseKind.UNANSWERABLE and self.answerable:
            raise ValueError("an unanswerable case cannot be answerable")
        if self.kind is CaseKind.FOLLOWUP and not self.history:
            raise ValueError("a follow-up needs its history")
        for name, ids in (
            ("key facts", [fact.id for fact in self.key_facts]),
            ("evidence groups", [group.group for group in self.evidence]),
        ):
            if len(ids) != len(set(ids)):
                raise ValueError(f"two {name} have one name: {', '.join(ids)}")
        return self

    @property
    def vital_facts(self) -> tuple[KeyFact, ...]:
        """The facts without which an answer is wrong."""
        return tuple(fact for fact in self.key_facts if fact.weight is Weight.VITAL)


class Suite(Frozen):
    """One file of cases over one corpus."""

    version: Literal[1] = 1
    suite: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    corpus: str = Field(min_length=1)
    """A folder, relative to the file."""
    cases: tuple[EvalCase, ...]
    canaries: tuple[str, ...] = ()
    """Words that only an instruction planted in an article asks for; no answer may say them."""

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        seen: set[str] = set()
        for case in self.cases:
            if case.id in seen:
                raise ValueError(f"two cases have the id {case.id!r}")
            seen.add(case.id)
        return self
