"""The answer and its parts: frozen, and the same in Python, in `--json`, over HTTP and in the evals.

`Answer.model_validate_json(answer.model_dump_json()) == answer` always holds, and so does
`article.text[citation.start:citation.end] == citation.quote`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.markers import markers_in
from index.dates import DateInterval, PublicationDate

__all__ = [
    "Answer",
    "AnswerMode",
    "AnswerSentence",
    "AnswerStatus",
    "Citation",
    "Conflict",
    "ConflictingClaim",
    "Coverage",
    "DateBasis",
    "Event",
    "Frozen",
    "Modality",
    "QueryRecord",
    "ResolvedDate",
    "Support",
    "Usage",
]


class Frozen(BaseModel):
    """What all parts share: they cannot be changed, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerStatus(StrEnum):
    """What kind of answer this is. Only the first two and the last hold sentences about the world."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    """One half of the question is answered; `refusal_reason` says what is missing."""
    NO_EVIDENCE = "no_evidence"
    OUT_OF_RANGE = "out_of_range"
    """The articles do not cover the period asked about."""
    CONFLICTING = "conflicting"
    """Sources disagree; `conflicts` sets them side by side."""


class Support(StrEnum):
    """Whether the cited spans bear a sentence out."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NOT_CHECKED = "not_checked"


class Modality(StrEnum):
    """How what a sentence tells stands, by its own words."""

    DONE = "done"
    """Told by the report itself as what is or was."""
    REPORTED = "reported"
    """Told as another's word."""
    CLAIMED = "claimed"
    """Somebody's judgement or reproach."""
    EXPECTED = "expected"
    """It may come, or somebody thinks that it will."""
    PLANNED = "planned"
    """It is meant to come."""
    DENIED = "denied"
    """Said not to be so."""


class AnswerMode(StrEnum):
    """Who wrote the sentences."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"
    FALLBACK = "fallback"
    """Extraction, because the chat model failed."""


class Citation(Frozen):
    """A verbatim span of a stored article."""

    n: int = Field(ge=1)
    """Its number in this answer, dense from 1 in order of first use."""
    passage_id: str
    article_id: str
    title: str
    source: str
    published: PublicationDate
    url: str
    quote: str
    start: int
    """In Unicode code points, counted in the stored article's text."""
    end: int
    also_in: tuple[str, ...] = ()
    """Ids of the articles that carry a copy of the same story."""


class ResolvedDate(Frozen):
    """A time expression of a sentence and the days it means."""

    text: str
    """The words as the article has them: `since May`."""
    interval: DateInterval
    anchor: PublicationDate
    """The publication date it was resolved against."""


class AnswerSentence(Frozen):
    """One sentence of the answer."""

    text: str
    """Without markers; resolved dates stand in square brackets that hold no bare number."""
    citations: tuple[int, ...]
    support: Support
    dates: tuple[ResolvedDate, ...] = ()
    superseded: bool = False
    """Whether a later report that the answer cites changes or corrects it; its text says which."""
    modality: Modality | None = None
    """How what it tells stood when its article was published; None where that was not looked at."""


class DateBasis(StrEnum):
    """How the days of an event are known, surest first."""

    TOLD = "told"
    """The sentence says when."""
    SPOKEN = "spoken"
    """The sentence only says when somebody spoke of it or announced it."""
    REPORTED = "reported"
    """The sentence says nothing; these are the days on which the article was published."""


class Event(Frozen):
    """Something that happened, with its date and the citations that say so."""

    text: str
    interval: DateInterval
    citations: tuple[int, ...]
    basis: DateBasis = DateBasis.TOLD


class ConflictingClaim(Frozen):
    """What one side says."""

    claim: str
    """The figure, the day or the clause, in the article's words."""
    source: str
    """The outlet."""
    published: PublicationDate
    citation: int
    speaker: str = ""
    """Who says it there; empty where only the outlet does."""
    quote: str = ""
    """The cited words."""


class Conflict(Frozen):
    """Claims about the same thing that cannot all be true."""

    about: str
    """What was asked."""
    claims: tuple[ConflictingClaim, ...]
    """Newest and most direct first."""


class Coverage(Frozen):
    """What was searched, so that silence is not read as "nothing happened"."""

    articles: int
    """Articles inside the window, filters and `as_of`."""
    undated: int
    """Of the library's articles, those without a date, which a window leaves out."""
    first: date | None
    last: date | None
    """The earliest and latest publication day among them."""
    independent_sources: int
    """Outlets behind the cited sentences, copies of one story counted once."""


class QueryRecord(Frozen):
    """What was really asked of the articles."""

    question: str
    """In its stand-alone form."""
    asked: str = ""
    """As it was typed, where that needed the conversation before it to be understood; else empty."""
    carried: tuple[str, ...] = ()
    """What was taken over from that conversation: "May 2019", "the Chinese side"."""
    kind: str
    as_of: date
    """Nothing published later was looked at."""
    as_of_given: bool
    """False when `as_of` is today because nobody said otherwise."""
    window: DateInterval | None = None
    """Publication dates searched; None for all up to `as_of`."""
    window_words: str = ""
    """The words of the question that the window was read from."""
    sources: tuple[str, ...] = ()
    k: int


class Usage(Frozen):
    """What the answer cost."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    server_prompt_tokens: int | None = None
    """As the model's server counted; None when it did not say. The two above are counted here, by tiktoken."""
    server_completion_tokens: int | None = None
    calls: int = 0
    """Requests to the model."""
    cost_usd: float = 0.0
    """0 when no price is known: `price_date` is empty then."""
    price_date: str = ""
    """Of the price file: the shipped one is old by now, and `PARLEY_CHAT__PRICES` names another."""
    milliseconds: dict[str, float] = Field(default_factory=dict)
    """By step of the chain, in its order."""


class Answer(Frozen):
    """A question's answer with everything needed to check it."""

    schema_version: Literal[1] = 1
    status: AnswerStatus
    text: str
    """The sentences with `[n]` markers; for a refusal, the reason as a person reads it."""
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusal_reason: str = ""
    """Why nothing, or not everything, was answered; empty when all was."""
    coverage: Coverage
    query: QueryRecord
    mode: AnswerMode = AnswerMode.EXTRACTIVE
    model: str = ""
    """The chat model's name; empty for extraction."""
    usage: Usage = Field(default_factory=Usage)
    fingerprint: str
    """Of the settings, prompts and index that made it."""
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _numbering_holds(self) -> Self:
        numbers = [citation.n for citation in self.citations]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"citations are not numbered 1 to {len(numbers)}: {numbers}")
        known = set(numbers)
        in_sentences = {n for sentence in self.sentences for n in sentence.citations}
        if in_sentences != known:
            raise ValueError(f"sentences cite {sorted(in_sentences)}, the citations are {numbers}")
        used = list(dict.fromkeys(markers_in(self.text)))
        if used != numbers:
            raise ValueError(f"the text's markers are {used} in order of first use, the citations {numbers}")
        return self

    @property
    def refused(self) -> bool:
        """Whether nothing of the question was answered."""
        return self.status in {AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_RANGE}
