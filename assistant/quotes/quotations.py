"""Where an article quotes: its quotation marks, and sentences that no mark is torn by.

Offsets are Unicode code points in the text given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.sentences import Span, sentence_spans

__all__ = ["HIDDEN", "masked", "quotation_spans", "speech_units"]

HIDDEN = "\u00a4"
"""Stands for every letter between quotation marks: what is quoted says nothing of who speaks."""
LONGEST = 1500
"""Letters within which a quotation must close."""
OPENING = re.compile(r"[“«]|(?<![\w.,!?…%)’”])[\"](?=\S)|(?<![\w.,!?…%)’”])‘(?=\w)")
CLOSING = {
    "“": re.compile(r"”|(?<=[,.!?])\"(?=\s|$)|\n\s*(?=“)|\n\s*\n"),
    "«": re.compile(r"»|\n\s*\n"),
    '"': re.compile(r"\"(?!\w)|\n\s*(?=\"\w)|\n\s*\n"),
    "‘": re.compile(r"(?<=[.,!?…])’|’(?=[\s,.;:!?)]|$)|\n\s*\n"),
}
"""A quotation of several paragraphs opens again in each and closes in the last."""
ASKED = re.compile(r"[?!]\W*$")


def quotation_spans(text: str) -> list[Span]:
    """Spans of what stands between quotation marks, the marks included where both are there, in order."""
    spans: list[Span] = []
    position = 0
    while opening := OPENING.search(text, position):
        closing = CLOSING[opening.group()].search(text, opening.end(), opening.end() + LONGEST)
        if closing is None:
            position = opening.end()
            continue
        end = closing.start() if closing.group().startswith("\n") else closing.end()
        if end > opening.end() + 1:
            spans.append(Span(opening.start(), end))
        position = max(end, opening.end())
    return spans


def masked(text: str, quotations: Sequence[Span]) -> str:
    """The text with every letter inside quotations hidden, of the same length; marks and last stops stay."""
    parts: list[str] = []
    position = 0
    for span in quotations:
        inner = text[span.start + 1 : span.end - 1]
        kept = inner[-1:] if inner[-1:] in ",.!?…" else HIDDEN * len(inner[-1:])
        parts += [text[position : span.start + 1], HIDDEN * max(len(inner) - 1, 0), kept, text[span.end - 1 : span.end]]
        position = span.end
    return "".join((*parts, text[position:]))


def speech_units(text: str, quotations: Sequence[Span]) -> list[Span]:
    """Sentences, put together where a boundary would stand inside a quotation or right after "…?" and its speaker."""
    starts = [span.start for span in quotations]
    units: list[Span] = []
    for sentence in sentence_spans(text):
        last = units[-1] if units else None
        if last and (_torn(last.end, quotations, starts) or _asked_by(text, last, sentence)):
            units[-1] = Span(last.start, sentence.end)
        else:
            units.append(sentence)
    return units


def _torn(boundary: int, quotations: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, boundary) - 1
    return at >= 0 and quotations[at].start < boundary < quotations[at].end


def _asked_by(text: str, before: Span, sentence: Span) -> bool:
    """Whether a question that is quoted goes on with the one who asked it: “Why?” Mr. Lu asked."""
    if "\n" in text[before.end : sentence.start] or not ASKED.search(text[before.start : before.end]):
        return False
    return bool(
        re.match(r"(?:[^\s“\"]+ ){1,6}(?:asked|said|replied|wondered|told)\b", text[sentence.start : sentence.end])
    )
