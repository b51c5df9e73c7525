"""The numbered passages that a model sees: whole ones, as many as the budget holds, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence
from assistant.evidence.planted import instructs, planted_spans
from assistant.markers import without_markers
from assistant.questions import UnderstoodQuestion
from index.articles import Article
from index.retrieval import ScoredPassage
from index.tokens import count_tokens

__all__ = ["ContextPassage", "pack"]

FRAME_TOKENS = 40
BRACKETS = str.maketrans({"<": "‹", ">": "›"})


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


def pack(
    question: UnderstoodQuestion, passages: Sequence[ScoredPassage], allowed: Sequence[Sentence], budget_tokens: int
) -> list[ContextPassage]:
    """Whole passages within the budget: best first, or newest first where the question asks how things stand.

    Only those that hold an `allowed` sentence; none when not even one fits.
    """
    chosen: list[tuple[ScoredPassage, tuple[Sentence, ...]]] = []
    left = budget_tokens
    for found in passages:
        planted = planted_spans(found.passage.text)
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


def _within(sentence: Sentence, found: ScoredPassage) -> bool:
    passage = found.passage
    return sentence.article.id == found.article.id and passage.start <= sentence.start < passage.end


def _plain(text: str) -> str:
    return without_markers(" ".join(text.split())).translate(BRACKETS).replace('"', "”")
