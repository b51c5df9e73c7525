"""An article in, its statements out: the words, who said them, to whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quotes.attributing import attributions
from assistant.quotes.models import Speaker
from assistant.quotes.people import People
from assistant.quotes.quotations import masked, quotation_spans, speech_units
from assistant.quotes.recasing import recased
from assistant.quotes.vocabulary import ANONYMITY
from index.articles import Article
from index.dates import DateInterval
from index.sentences import Span
from index.temporal import find_times

__all__ = ["Statement", "statements"]

QUOTES = '“”"«»‘’'
NOWHERE = Span(0, 0)
HEADING = re.compile(
    r"(?:[A-Z][A-Z’'-]+\s+){2,}(?=[“\"]?[A-Z][a-z])|[^.!?\n]{0,250}[.!?]?\s*\[(?:Photo|File photo)[^\]\n]*\]\s*(?=\S)"
)
"""A heading in capitals or a caption that a sentence is run together with."""
DATELINE = re.compile(
    r"(?:[A-Z][\w.'’]*(?:[ /,-]+(?:[A-Z][\w.'’]*|\d{1,2}|de|of|do))*)\s*(?:\([^()\n]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=\S)"
)
"""`SINGAPORE — `, `LONDON, June 3 (Harbour Wire) - `: where a report comes from is nobody's words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an article; spans count in its text."""

    article: Article
    speaker: Speaker
    words: Span
    """Without quotation marks where they are the speaker's own."""
    exact: bool
    sentence: Span
    told: str
    said: DateInterval | None
    said_words: str


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    text: str
    hidden: str
    quotations: list[Span]
    """Counted in the unit."""
    begins_paragraph: bool


def statements(article: Article) -> list[Statement]:
    """All statements of an article in its order."""
    return list(_statements(article))


def _statements(article: Article) -> Iterator[Statement]:
    text = recased(article.text)
    quotations = quotation_spans(text)
    people = People(masked(text, quotations))
    units = list(_units(text, quotations))
    heard = ""  # to whom the last speaker spoke
    last: Speaker | None = None
    for i, unit in enumerate(units):
        following = units[i + 1].text if i + 1 < len(units) else ""
        anonymous = bool(ANONYMITY.search(unit.text) or ANONYMITY.search(following))
        found = attributions(unit.text, unit.hidden, unit.quotations)
        if not found and last and _all_quoted(unit):
            yield from _going_on(article, unit, last, heard)
            continue
        if not found and _all_quoted(unit) and following and (ahead := _speaks_next(units[i + 1], people)):
            yield from _going_on(article, unit, ahead, "")
            continue
        if not found:
            last = last if _all_quoted(unit) else None
            continue
        last = None
        for each in found:
            speaker = people.resolve(each.speaker, unit.span.start + each.at, unit.span.start, anonymous=anonymous)
            if speaker is None:
                continue
            last = speaker
            people.spoke(speaker, unit.span.end)
            heard = each.told
            yield _statement(article, unit, each.words, speaker, told=each.told, saying=each.saying)


def _speaks_next(unit: _Unit, people: People) -> Speaker | None:
    """The speaker of the next sentence, when it goes on with the quotation: “Bad. Very bad.” “Worse,” said Mr. Lu."""
    if unit.begins_paragraph or not unit.quotations or unit.quotations[0].start > 0:
        return None
    found = attributions(unit.text, unit.hidden, unit.quotations)
    if not found:
        return None
    return people.resolve(found[0].speaker, unit.span.start + found[0].at, unit.span.start, anonymous=False)


def _units(text: str, quotations: Sequence[Span]) -> Iterator[_Unit]:
    hidden = masked(text, quotations)
    before = 0
    for span in speech_units(text, quotations):
        own = [
            Span(each.start - span.start, each.end - span.start)
            for each in quotations
            if span.start <= each.start and each.end <= span.end
        ]
        begins = span.start == 0 or "\n" in text[before : span.start]
        before = span.end
        heading = HEADING.match(text[span.start : span.end])
        cut = heading.end() if heading else 0
        whole = Span(span.start + cut, span.end)
        own = [Span(each.start - cut, each.end - cut) for each in own if each.start >= cut]
        yield _Unit(whole, text[whole.start : whole.end], hidden[whole.start : whole.end], own, begins)


def _all_quoted(unit: _Unit) -> bool:
    """Whether the sentence is quotation and nothing else."""
    if not unit.quotations:
        return False
    position = 0
    for span in unit.quotations:
        if any(letter.isalnum() for letter in unit.text[position : span.start]):
            return False
        position = span.end
    return not any(letter.isalnum() for letter in unit.text[position:])


def _going_on(article: Article, unit: _Unit, speaker: Speaker, told: str) -> Iterator[Statement]:
    for span in unit.quotations:
        yield _statement(article, unit, span, speaker, told=told)


def _statement(
    article: Article, unit: _Unit, span: Span, speaker: Speaker, *, told: str, saying: Span = NOWHERE
) -> Statement:
    said, said_words = _said(article, unit, saying, speaker.role)
    words, exact = _bare(unit.text, span, unit.quotations)
    if unit.begins_paragraph and (dateline := DATELINE.match(unit.text)):
        words = Span(max(words.start, min(dateline.end(), words.end)), words.end)
    start = unit.span.start
    return Statement(
        article=article,
        speaker=speaker,
        words=Span(start + words.start, start + words.end),
        exact=exact,
        sentence=unit.span,
        told=told,
        said=said,
        said_words=said_words,
    )


def _said(article: Article, unit: _Unit, saying: Span, role: str) -> tuple[DateInterval | None, str]:
    if saying.end <= saying.start:
        return None, ""
    for time in find_times(unit.text, article.published):
        if saying.start <= time.start < saying.end and time.interval and time.text not in role:
            return time.interval, time.text
    return None, ""


def _bare(text: str, words: Span, quotations: Sequence[Span]) -> tuple[Span, bool]:
    """The words without the marks around them, and whether they are the speaker's own."""
    for span in quotations:
        if span.start <= words.start and words.end <= span.end:
            start, end = span.start + 1, span.end
            while end > start and text[end - 1] in QUOTES + " \n":
                end -= 1
            while end > start and text[end - 1] == ",":
                end -= 1
            return Span(start, end), True
    start, end = words
    while start < end and text[start] in " \n,":
        start += 1
    while end > start and text[end - 1] in " \n,;":
        end -= 1
    return Span(start, end), False
