"""An answer as it was given, with whatever faults it has.

`assistant.answers.Answer` cannot be built with a marker that leads nowhere, so it cannot carry the
answers that scorers are there to catch. This one takes Parley's wire format, and the poorer ones of
other systems, as they come. What scorers do not read travels along unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from index.dates import DateInterval, PublicationDate
from index.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.answers import Answer

__all__ = [
    "MARKER",
    "GivenAnswer",
    "GivenCitation",
    "GivenDate",
    "GivenSentence",
    "GivenUsage",
    "answer_of_sentences",
    "given",
    "spoken",
]

MARKER = re.compile(r"\s*\[(\d{1,3})\]")
LEADING = re.compile(r"^(?:\s*\[\d{1,3}\])+")
REFUSALS = frozenset({"no_evidence", "out_of_range"})


class Given(BaseModel):
    """What all parts share: frozen, and unknown fields are kept as they are."""

    model_config = ConfigDict(frozen=True, extra="allow")


class GivenCitation(Given):
    """What an answer says it rests on."""

    n: int
    article_id: str = ""
    title: str = ""
    source: str = ""
    published: PublicationDate | None = None
    quote: str = ""
    start: int | None = None
    """None when the system gives no place; the quote is then looked for."""
    end: int | None = None


class GivenDate(Given):
    """A time expression and the days that the answer says it means."""

    text: str
    interval: DateInterval
    anchor: PublicationDate | None = None


class GivenSentence(Given):
    """One sentence, without markers."""

    text: str
    citations: tuple[int, ...] = ()
    dates: tuple[GivenDate, ...] = ()


class GivenUsage(Given):
    """What the answer cost."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    """0 when no price is known: `price_date` is empty then."""
    price_date: str = ""
    """Of the price file that the cost was reckoned by."""
    milliseconds: dict[str, float] = Field(default_factory=dict)


class GivenAnswer(Given):
    """Any system's answer."""

    status: str = "answered"
    """As `assistant.answers.AnswerStatus`; a system without one is taken to have answered."""
    text: str
    sentences: tuple[GivenSentence, ...] = ()
    citations: tuple[GivenCitation, ...] = ()
    refusal_reason: str = ""
    mode: str = ""
    model: str = ""
    usage: GivenUsage = Field(default_factory=GivenUsage)
    fingerprint: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing of the question was answered, by the status and not by the words."""
        return self.status in REFUSALS

    @property
    def empty(self) -> bool:
        """Whether it holds no letter and no digit."""
        return not any(letter.isalnum() for letter in MARKER.sub("", self.text))


def given(answer: Answer | GivenAnswer) -> GivenAnswer:
    """Parley's own answer in this form."""
    if isinstance(answer, GivenAnswer):
        return answer
    return GivenAnswer.model_validate(answer.model_dump(mode="json"))


def spoken(answer: GivenAnswer) -> tuple[GivenSentence, ...]:
    """The answer sentence by sentence; read from the text where the system did not take it apart.

    A marker belongs to the sentence that it follows, on whichever side of the full stop it stands.
    """
    if answer.sentences:
        return answer.sentences
    found: list[GivenSentence] = []
    for span in sentence_spans(answer.text):
        piece = answer.text[span.start : span.end]
        if found and (leading := LEADING.match(piece)):
            last = found[-1]
            found[-1] = last.model_copy(update={"citations": (*last.citations, *_numbers(leading.group()))})
            piece = piece[leading.end() :]
        words = " ".join(MARKER.sub("", piece).split())
        if words:
            found.append(GivenSentence(text=words, citations=tuple(_numbers(piece))))
    return tuple(found)


def answer_of_sentences(answer: GivenAnswer, sentences: Sequence[GivenSentence]) -> GivenAnswer:
    """The same answer saying these sentences."""
    text = " ".join(f"{each.text} {''.join(f'[{n}]' for n in each.citations)}".strip() for each in sentences)
    return answer.model_copy(update={"sentences": tuple(sentences), "text": text})


def _numbers(text: str) -> list[int]:
    return [int(number) for number in MARKER.findall(text)]
