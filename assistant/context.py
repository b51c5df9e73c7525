"""The numbered passages that a model sees: whole ones, as many as the budget holds, and as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence
from assistant.markers import without_markers
from assistant.questions import UnderstoodQuestion
from index.articles import Article
from index.retrieval import ScoredPassage
from index.sentences import sentence_spans
from index.tokens import count_tokens

__all__ = ["ContextPassage", "instructs", "pack"]

FRAME_TOKENS = 40
BRACKETS = str.maketrans({"<": "‹", ">": "›"})
INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|above|prior|earlier|instructions?|"
    r"rules|articles|passages)\b|"
    r"\b(?:system|developer) (?:prompt|message)\b|\byou are (?:now )?(?:an?|"
    r"the) (?:\w+ )?(?:assistant|ai|model|chatbot)\b|"
    r"\b(?:assistant|ai model|language model|chatbot)s?\s*[:,]|\b(?:reply|respond|answer|"
    r"output)\b.{0,30}\b(?:only|exactly|with)\b.{0,30}[:\"“]|"
    r"\byour (?:reply|answer|response|output|summary)\b|\b(?:do not|don[’']t|never) (?:cite|quote|mention) (?:any|the) "
    r"(?:articles?|passages?|sources?)\b|"
    r"\[/?inst\]|<\|?/?(?:system|im_start|im_end|assistant|user)|^\s*(?:system|assistant|user)\s*:|"
    r"\b(?:ignora|ignoriere|ignorez|ignorieren sie|olvida|vergiss|oubliez|negeer)\b|игнорируй|忽略|無視",
    re.IGNORECASE,
)
"""Words that speak to a machine and not to a reader of news."""


@dataclass(frozen=True, slots=True)
class ContextPassage:
    """A passage with its number in the prompt."""

    number: int
    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    """Those that may be cited."""

    def fields(self) -> dict[str, str | int]:
        """What the template shows: no bracket that could close its frame, no number that could pass for a marker."""
        return {
            "number": self.number,
            "outlet": _plain(self.article.source or "unnamed outlet"),
            "published": str(self.article.published),
            "title": _plain(self.article.title),
            "text": _plain(self.text),
        }


def instructs(text: str) -> bool:
    """Whether the text gives a machine instructions: such a sentence is no evidence."""
    return bool(INSTRUCTION.search(text))


def pack(
    question: UnderstoodQuestion, passages: Sequence[ScoredPassage], allowed: Sequence[Sentence], budget_tokens: int
) -> list[ContextPassage]:
    """Whole passages within the budget: best first, or newest first where the question asks how things stand.

    Only those that hold an `allowed` sentence; none when not even one fits.
    """
    chosen: list[tuple[ScoredPassage, tuple[Sentence, ...]]] = []
    left = budget_tokens
    for found in passages:
        planted = _planted(found.passage.text)
        sentences = tuple(
            each
            for each in allowed
            if _within(each, found)
            and not instructs(each.text)
            and not any(first <= each.start - found.passage.start < last for first, last in planted)
        )
        size = count_tokens([found.passage.text])[0] + count_tokens([found.article.title])[0] + FRAME_TOKENS
        if sentences and size <= left:
            chosen.append((found, sentences))
            left -= size
    if question.wants_state:
        chosen.sort(
            key=lambda each: (
                -(each[0].article.published.last_day.toordinal() if each[0].article.published.last_day else 0)
            )
        )
    return [
        ContextPassage(number, found.article, found.passage.text, sentences)
        for number, (found, sentences) in enumerate(chosen, start=1)
    ]


def _planted(text: str) -> list[tuple[int, int]]:
    """From each instruction to the end of its paragraph: what follows one belongs to it."""
    ranges = []
    for span in sentence_spans(text):
        if instructs(text[span.start : span.end]):
            end = text.find("\n", span.end)
            ranges.append((span.start, end if end >= 0 else len(text)))
    return ranges


def _within(sentence: Sentence, found: ScoredPassage) -> bool:
    passage = found.passage
    return sentence.article.id == found.article.id and passage.start <= sentence.start < passage.end


def _plain(text: str) -> str:
    return without_markers(" ".join(text.split())).translate(BRACKETS).replace('"', "”")
