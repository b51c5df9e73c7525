"""What a passage says, whatever is asked of it: its sentences with their stems, signs and times.

Reading a passage takes longer than holding it against a question, and what a desk works on is found again and again:
the passages read last are kept as they were read, `MOST_READ` of them, 30 to 60 KB each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from assistant.evidence.planted import planted_spans
from assistant.language.wording import Stemmer
from index.boilerplate import set_aside
from index.dates import PublicationDate
from index.sentences import Span, sentence_spans
from index.temporal import TimeExpression, find_times

__all__ = ["NAME", "NUMBER", "ReadPassage", "ReadSentence", "read_passage"]

MOST_READ = 500
NAME = re.compile(r"(?<![.?!“\"]\s)(?<!^)\b(?:[A-Z][\w’'&-]*\w|[A-Z]\.(?:[A-Z]\.)+)")
"""A capitalised word inside a sentence, which names someone or something."""
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|"
    r"trillion|half|third|quarter|double|triple)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|due to|as a result|owing to|thanks to|citing|cited|accus\w+|blam\w+|caus\w+|led to|prompt\w+|"
    r"in response|in retaliation|retaliat\w+|in order to|so that|trigger\w+|reasons?|in protest|reneg\w+|"
    r"on (?:\w+ ){0,2}grounds|stem\w+ from|in return for|in exchange for|out of concern|for fear)\b",
    re.IGNORECASE,
)
"""Words that give a reason."""
LIKELY_CAUSE = re.compile(
    r"\b(?:after (?!a (?:week|month|year|day))|following|amid|over (?:the|its|their|what)|since it|argu\w+ that|"
    r"to (?:punish|protect|pressure|force|press|counter|avoid|prevent|allow|help|offset|ease)|"
    r"(?:said|says|saying|wrote|argued|complained) (?:it|they|that|the|china|beijing)|failed to|had not|has not)\b",
    re.IGNORECASE,
)
"""Words that often do."""
AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:due|set|expected|scheduled|likely|about|to)|plan(?:s|ned)? to|"
    r"intend(?:s|ed)? to|threaten(?:s|ed|ing)? to|if)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^(?:[A-Z][A-Za-z.’'-]+(?:[ /,]+|$)){1,5}(?:[A-Z][a-z]{2,8}\.? \d{1,2}\s*)?(?:,? \d{4}\s*)?"
    r"(?:\([^()]{2,30}\)\s*)?(?:—|–|--|-)\s+"
)
CREDIT = re.compile(
    r"^(?:[^\n]{0,400}?\[(?:file )?(?:photo|image|picture)s?\b[^\[\]\n]{0,80}\]\s*|"
    r"\s*[\[(](?:[^\[\]()]{0,80}\b)?(?:photos?|images?|pictures?|illustration|courtesy|xinhua|reuters|ap|afp|epa|getty|vcg)"
    r"\b[^\[\]()]{0,80}[\])]\s*)+",
    re.IGNORECASE,
)
"""Whose picture stands above, run together with the sentence below it: "[Photo/VCG]", "(Xinhua/Liang Sen)"."""
DANGLING = re.compile(
    r"^[“\"]?(?:(?:But|And|So|Yet|Then|However,?|Still,?|Instead,?)\s+)?"
    r"(?:He|She|It|They|That|This|These|Those|His|Her|Their|Its)\b"
)


@dataclass(frozen=True)
class ReadSentence:
    """A sentence, and what is seen in it when somebody looks for that."""

    start: int
    """In the passage's text, in code points."""
    end: int
    text: str
    terms: frozenset[str]
    """Its stems."""
    _times: dict[str | None, tuple[TimeExpression, ...]] = field(default_factory=dict, compare=False, repr=False)

    def times(self, published: PublicationDate) -> tuple[TimeExpression, ...]:
        """Its time expressions, resolved against an article's date; offsets count in `text`."""
        known = self._times.get(published.value)
        if known is None:
            known = self._times[published.value] = tuple(find_times(self.text, published))
        return known

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its capitalised words in lower case: people, places, companies."""
        return tuple(match.group().lower() for match in NAME.finditer(self.text))

    @cached_property
    def has_number(self) -> bool:
        """Whether it has a figure."""
        return bool(NUMBER.search(self.text))

    @cached_property
    def cause(self) -> float:
        """How surely it gives a reason: 1, .5 or 0."""
        return 1.0 if CAUSE.search(self.text) else 0.5 if LIKELY_CAUSE.search(self.text) else 0.0

    @cached_property
    def ahead(self) -> bool:
        """Whether it tells of what is to come: "will", "is due to", "plans to"."""
        return bool(AHEAD.search(self.text))

    @cached_property
    def dangling(self) -> bool:
        """Whether it begins with a pronoun that points outside it."""
        return bool(DANGLING.match(self.text))

    @cached_property
    def words(self) -> int:
        """Its length, as a reader counts."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """The sentences of a passage that are report, and the stems of all of it."""

    sentences: tuple[ReadSentence, ...]
    terms: frozenset[str]


@lru_cache(maxsize=MOST_READ)
def read_passage(text: str, terms: Stemmer) -> ReadPassage:
    """Read a passage; captions, promotion and words that speak to a machine are no sentences of it.

    `terms` is the index's own stemmer.
    """
    whole = sentence_spans(text)
    aside = [*set_aside(text), *planted_spans(text, whole)]
    spans = [_after_dateline(text, span) for span in whole if not _inside(span, aside)]
    said = [text[span.start : span.end] for span in spans]
    sentences = tuple(
        ReadSentence(span.start, span.end, each, frozenset(terms(each))) for span, each in zip(spans, said, strict=True)
    )
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    between = " ".join(text[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True))
    return ReadPassage(sentences, frozenset(terms(between)).union(*(each.terms for each in sentences)))


def _after_dateline(text: str, span: Span) -> Span:
    """The sentence without the credit of a picture, and without the place and day that news begins with."""
    start = span.start
    for before in (CREDIT, DATELINE):
        found = before.match(text[start : span.end])
        if found and start + found.end() < span.end:
            start += found.end()
    return Span(start, span.end)


def _inside(span: Span, aside: Sequence[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in aside)
