"""Cut an article into passages that can be found and cited.

Whole sentences are packed up to a budget of tokens; a sentence is cut only when it alone exceeds
the budget. What `index.boilerplate` sets aside belongs to no passage. Everything else belongs to
at least one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

from index.articles import Passage
from index.sentences import Span, sentence_spans
from index.tokens import count_tokens

__all__ = ["PassageSettings", "split"]


class PassageSettings(BaseModel):
    """How articles are cut. Part of the index's fingerprint: another value means a rebuild."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    budget_tokens: int = Field(default=512, ge=32, le=2000)
    """Most tokens of a passage (o200k_base); chosen by measuring, see docs/experiments.md."""
    overlap_sentences: int = Field(default=1, ge=0, le=10)
    """Sentences that a passage repeats from the end of the one before."""


def split(article_id: str, text: str, settings: PassageSettings, aside: Sequence[Span] = ()) -> list[Passage]:
    """Passages of one article in reading order; none for a text without words.

    `aside` are spans that belong to no passage, in order and apart from each other.
    """
    pieces = [
        piece
        for kept in _outside(aside, len(text))
        for sentence in _sentences_in(text, kept)
        for piece in _cut(text, sentence, settings.budget_tokens)
    ]
    if not pieces:
        return []
    counts = count_tokens([text[piece.start : piece.end] for piece in pieces])
    return [
        _passage(article_id, ordinal, text, pieces[first : last + 1], sum(counts[first : last + 1]))
        for ordinal, (first, last) in enumerate(_pack(counts, settings))
    ]


def _passage(article_id: str, ordinal: int, text: str, pieces: Sequence[Span], tokens: int) -> Passage:
    start, end = pieces[0].start, pieces[-1].end
    return Passage(article_id, ordinal, start, end, text[start:end], tokens)


def _outside(aside: Sequence[Span], length: int) -> list[Span]:
    edges = [Span(0, 0), *aside, Span(length, length)]
    return [Span(left.end, right.start) for left, right in pairwise(edges) if left.end < right.start]


def _sentences_in(text: str, kept: Span) -> Iterable[Span]:
    return (
        Span(kept.start + span.start, kept.start + span.end)
        for span in sentence_spans(text[kept.start : kept.end])
    )


def _cut(text: str, sentence: Span, budget_tokens: int) -> list[Span]:
    """The sentence itself, or pieces of it at spaces when it cannot fit. A token is at most a few letters
    long on average, so four characters a token is a safe bound for words and one for other scripts."""
    if sentence.end - sentence.start <= budget_tokens:
        return [sentence]
    [count] = count_tokens([text[sentence.start : sentence.end]])
    if count <= budget_tokens:
        return [sentence]
    step = max(1, (sentence.end - sentence.start) * budget_tokens // count * 3 // 4)
    pieces: list[Span] = []
    start = sentence.start
    while start < sentence.end:
        end = min(start + step, sentence.end)
        space = text.rfind(" ", start + 1, end)
        if end < sentence.end and space > start + step // 2:
            end = space + 1
        pieces.append(Span(start, end))
        start = end
    return pieces


def _pack(counts: Sequence[int], settings: PassageSettings) -> Iterable[tuple[int, int]]:
    """Index ranges (both ends included) of pieces that share a passage."""
    first = 0
    while first < len(counts):
        last, total = first, counts[first]
        while last + 1 < len(counts) and total + counts[last + 1] <= settings.budget_tokens:
            last += 1
            total += counts[last]
        yield first, last
        if last + 1 == len(counts):
            return
        first = _overlap_from(counts, first, last, settings)


def _overlap_from(counts: Sequence[int], first: int, last: int, settings: PassageSettings) -> int:
    """Where the next passage begins: some sentences back, but never so far that it cannot go on."""
    begin = last + 1
    shared = 0
    while (
        last + 1 - begin < settings.overlap_sentences
        and begin - 1 > first
        and shared + counts[begin - 1] + counts[last + 1] <= settings.budget_tokens
        and shared + counts[begin - 1] <= settings.budget_tokens // 3
    ):
        begin -= 1
        shared += counts[begin]
    return begin
