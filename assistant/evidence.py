"""The sentences of the passages that were found, and how well each fits the question.

Measures are shares between 0 and 1, weighted by how rare a word is in the library: they do not
depend on the embedding model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.questions import UnderstoodQuestion
from assistant.wording import content_terms, synonyms_of
from index.articles import Article
from index.boilerplate import set_aside
from index.retrieval import ScoredPassage
from index.sentences import Span, sentence_spans
from index.temporal import TimeExpression, find_times

__all__ = ["Evidence", "Sentence", "gather", "name_terms"]

SYNONYM = 0.7
"""What a synonym counts for, of the word itself."""
NAME = re.compile(r"(?<![.?!“\"]\s)(?<!^)\b(?:[A-Z][\w’'&-]*\w|[A-Z]\.(?:[A-Z]\.)+)")
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|"
    r"trillion|half|third|quarter|double|triple)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|due to|as a result|owing to|thanks to|citing|cited|accus\w+|blam\w+|caus\w+|led to|prompt\w+|"
    r"following|in response|in retaliation|retaliat\w+|in order to|so that|therefore|trigger\w+|reasons?|in protest|"
    r"after \w+ing|after (?:the|president|trump|china|us|u\.s\.|beijing|washington)|amid|over (?:the|its|what)|"
    r"on (?:national security )?grounds|stem\w+ from|argu\w+ that|sa(?:id|ys?) (?:it|they|that it) (?:was|were|had)|"
    r"reneg\w+|to (?:punish|protect|pressure|force|press|counter|avoid|prevent|give|allow|help|offset|ease|make))\b",
    re.IGNORECASE,
)
DANGLING = re.compile(
    r"^[“\"]?(?:(?:But|And|So|Yet|Then|However,?|Still,?|Instead,?)\s+)?"
    r"(?:He|She|It|They|That|This|These|Those|His|Her|Their|Its)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article, and how it fits the question."""

    article: Article
    passage_id: str
    start: int
    end: int
    text: str
    passage_score: float
    """Of the passage it was found in, divided by the best one's."""
    coverage: float
    """Share of the question's words that it holds."""
    context_coverage: float
    """The same with its neighbours and the headline."""
    terms: frozenset[str]
    new_names: int
    """How many capitalised words it has that the question does not: people, places, companies."""
    has_number: bool
    has_cause: bool
    dangling: bool
    """Whether it begins with a pronoun that points outside it."""

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Its time expressions, resolved against its article's date; offsets count in `text`."""
        return tuple(find_times(self.text, self.article.published))

    @property
    def words(self) -> int:
        """Its length, as a reader counts."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found for one question."""

    sentences: list[Sentence]
    terms: list[str]
    """Of the question, without words that say nothing."""
    weights: Mapping[str, float]
    """How telling each term is."""
    names_found: float
    """Share of the question's names that the best passages hold; 1 when it names nobody."""
    missing: tuple[str, ...] = field(default=())
    """Words of the question that none of the passages holds."""


def gather(
    question: UnderstoodQuestion,
    passages: Sequence[ScoredPassage],
    terms: Callable[[str], list[str]],
    rarity: Callable[[Sequence[str]], Mapping[str, float]],
) -> Evidence:
    """Every sentence of the passages once, in order of the passages, with its measures."""
    wanted = content_terms(question.text, terms)
    weights = rarity(wanted)
    matcher = _Matcher(wanted, weights, terms)
    best = passages[0].score if passages else 1.0
    seen: set[tuple[str, int]] = set()
    sentences: list[Sentence] = []
    for found in passages:
        for sentence in _sentences(found, question.text, matcher, found.score / best if best else 0.0):
            if (sentence.article.id, sentence.start) not in seen:
                seen.add((sentence.article.id, sentence.start))
                sentences.append(sentence)
    held = frozenset().union(*(matcher.stems(f"{p.article.title} {p.passage.text}") for p in passages[:3]))
    names = [name for name in name_terms(question.text, terms) if name in weights]
    return Evidence(
        sentences=sentences,
        terms=wanted,
        weights=weights,
        names_found=matcher.share(held, names),
        missing=tuple(_words_missing(question.text, held, matcher)),
    )


def name_terms(text: str, terms: Callable[[str], list[str]]) -> list[str]:
    """Stems of the capitalised words inside a question, which name someone or something."""
    return [stem for match in NAME.finditer(text) for stem in terms(match.group())]


class _Matcher:
    """How much of the question a set of stems holds."""

    def __init__(self, wanted: Sequence[str], weights: Mapping[str, float], terms: Callable[[str], list[str]]) -> None:
        self.wanted = wanted
        self.weights = weights
        self._terms = terms
        self._synonyms = {stem: synonyms_of(stem, terms) for stem in wanted}

    def stems(self, text: str) -> frozenset[str]:
        return frozenset(self._terms(text))

    def holds(self, stems: frozenset[str], term: str) -> float:
        if term in stems:
            return 1.0
        return SYNONYM if self._synonyms.get(term, frozenset()) & stems else 0.0

    def share(self, stems: frozenset[str], of: Sequence[str] | None = None) -> float:
        """Weighted share of the terms that the stems hold; 1 for no terms."""
        asked = self.wanted if of is None else of
        total = sum(self.weights[term] for term in asked)
        return sum(self.weights[term] * self.holds(stems, term) for term in asked) / total if total else 1.0


def _sentences(found: ScoredPassage, question: str, matcher: _Matcher, score: float) -> list[Sentence]:
    article, passage = found.article, found.passage
    aside = set_aside(passage.text)
    spans = [span for span in sentence_spans(passage.text) if not _inside(span, aside)]
    texts = [passage.text[span.start : span.end] for span in spans]
    stems = [matcher.stems(text) for text in texts]
    title = matcher.stems(article.title)
    lowered = question.lower()
    sentences = []
    for i, (span, text) in enumerate(zip(spans, texts, strict=True)):
        around = title.union(*stems[max(i - 1, 0) : i + 2])
        sentences.append(
            Sentence(
                article=article,
                passage_id=passage.id,
                start=passage.start + span.start,
                end=passage.start + span.end,
                text=text,
                passage_score=score,
                coverage=matcher.share(stems[i]),
                context_coverage=matcher.share(around),
                terms=stems[i],
                new_names=sum(match.group().lower() not in lowered for match in NAME.finditer(text)),
                has_number=bool(NUMBER.search(text)),
                has_cause=bool(CAUSE.search(text)),
                dangling=bool(DANGLING.match(text)),
            )
        )
    return sentences


def _inside(span: Span, aside: Sequence[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in aside)


def _words_missing(question: str, held: frozenset[str], matcher: _Matcher) -> list[str]:
    """The question's own words whose stems nothing holds, as they were written."""
    missing = []
    for word in dict.fromkeys(re.findall(r"[\w’'-]+", question)):
        stems = matcher.stems(word) & set(matcher.wanted)
        if stems and not any(matcher.holds(held, stem) for stem in stems):
            missing.append(word)
    return missing
