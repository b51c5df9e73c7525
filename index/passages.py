"""Cut an article into passages that can be found and cited.

Whole sentences are packed up to a budget of tokens; a sentence is cut only when it alone exceeds
the budget. What `index.boilerplate` sets aside belongs to no passage. Everything else but white
space belongs to at least one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from index.articles import Passage
from index.sentences import Span, sentence_spans
from index.tokens import LONGEST, count_tokens, token_prefix

__all__ = ["PassageSettings", "split"]


class PassageSettings(BaseModel):
    """How articles are cut. Part of the index's fingerprint: another value means a rebuild."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    budget_tokens: int = Field(default=512, ge=32, le=2000)
    """Most tokens of a passage (o200k_base); chosen by measuring, see docs/experiments.md."""
    overlap_sentences: int = Field(default=1, ge=0, le=10)
    """Sentences that a passage repeats from the end of the one before."""

    @property
    def name(self) -> str:
        """Tells these settings from others: `512+1`."""
        return f"{self.budget_tokens}+{self.overlap_sentences}"


def split(article_id: str, text: str, settings: PassageSettings, aside: Sequence[Span] = ()) -> list[Passage]:
    """Passages of one article in reading order; none for a text without words.

    `aside` are spans that belong to no passage, in order and apart from each other: a passage ends
    before each of them.
    """
    slices = [
        found for kept in _outside(aside, len(text)) for found in _pack(text, _pieces(text, kept, settings), settings)
    ]
    return [
        Passage(article_id, ordinal, span.start, span.end, text[span.start : span.end], tokens)
        for ordinal, (span, tokens) in enumerate(slices)
    ]


class _Piece(NamedTuple):
    """A sentence, or a part of one that is too long."""

    span: Span
    tokens: int
    gap_tokens: int
    """Of the white space before the next piece; a space, which joins the next word's first token, is none."""


class _Slice(NamedTuple):
    span: Span
    tokens: int


def _outside(aside: Sequence[Span], length: int) -> list[Span]:
    edges = [Span(0, 0), *aside, Span(length, length)]
    return [Span(left.end, right.start) for left, right in pairwise(edges) if left.end < right.start]


def _pieces(text: str, kept: Span, settings: PassageSettings) -> list[_Piece]:
    sentences = [
        Span(kept.start + span.start, kept.start + span.end) for span in sentence_spans(text[kept.start : kept.end])
    ]
    counts = count_tokens([text[each.start : each.end] for each in sentences])
    spans: list[_Slice] = []
    for sentence, tokens in zip(sentences, counts, strict=True):
        fits = tokens <= settings.budget_tokens
        spans += [_Slice(sentence, tokens)] if fits else _cut(text, sentence, settings.budget_tokens)
    gaps = [text[one.span.end : other.span.start] for one, other in pairwise(spans)]
    counted = {gap: 0 if gap in {"", " "} else count_tokens([gap])[0] for gap in set(gaps)}
    between = [counted[gap] for gap in gaps]
    return [_Piece(each.span, each.tokens, gap) for each, gap in zip(spans, [*between, 0], strict=False)]


def _cut(text: str, sentence: Span, budget_tokens: int) -> Iterator[_Slice]:
    """Pieces of a sentence that cannot fit: as long as they may be, ending at a space where there is one."""
    start = sentence.start
    while start < sentence.end:
        longest = min(sentence.end, start + LONGEST)
        end = start + token_prefix(text[start:longest], budget_tokens)
        space = text.rfind(" ", start + (end - start) // 2, end)
        if end < sentence.end and space > start:
            end = space + 1
        piece = text[start:end]
        if inner := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield _Slice(Span(begin, begin + len(inner)), count_tokens([inner])[0])
        start = end


def _pack(text: str, pieces: Sequence[_Piece], settings: PassageSettings) -> Iterator[_Slice]:
    first = 0
    while first < len(pieces):
        last = _last_that_fits(pieces, first, settings.budget_tokens)
        tokens = _tokens(text, pieces, first, last)
        while tokens > settings.budget_tokens and last > first:  # a join made more tokens than its parts have
            last -= 1
            tokens = _tokens(text, pieces, first, last)
        yield _Slice(Span(pieces[first].span.start, pieces[last].span.end), tokens)
        if last + 1 == len(pieces):
            return
        first = _overlap_from(pieces, first, last, settings)


def _tokens(text: str, pieces: Sequence[_Piece], first: int, last: int) -> int:
    if first == last:
        return pieces[first].tokens
    return count_tokens([text[pieces[first].span.start : pieces[last].span.end]])[0]


def _last_that_fits(pieces: Sequence[_Piece], first: int, budget_tokens: int) -> int:
    last, total = first, pieces[first].tokens
    while last + 1 < len(pieces):
        total += pieces[last].gap_tokens + pieces[last + 1].tokens
        if total > budget_tokens:
            break
        last += 1
    return last


def _overlap_from(pieces: Sequence[_Piece], first: int, last: int, settings: PassageSettings) -> int:
    """Where the next passage begins: some sentences back, but never so far that it cannot go on."""
    begin = last + 1
    shared = 0
    while last + 1 - begin < settings.overlap_sentences and begin - 1 > first:
        more = shared + pieces[begin - 1].tokens + pieces[begin - 1].gap_tokens
        if more > settings.budget_tokens // 3 or more + pieces[last + 1].tokens > settings.budget_tokens:
            break
        begin -= 1
        shared = more
    return begin
