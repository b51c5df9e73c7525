"""The sentences of the passages that were found, and how well each fits the question.

Measures are shares between 0 and 1, weighted by how rare a word is in the library: they do not
depend on the embedding model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.evidence.reading import NAME, NUMBER, ReadSentence, read_passage
from assistant.language.wording import Stemmer, abbreviations_in, content_terms, synonyms_of
from assistant.questions import UnderstoodQuestion
from index.articles import Article
from index.retrieval import ScoredPassage
from index.temporal import TimeExpression

__all__ = ["REPORTED_ON", "SYNONYM", "Evidence", "Sentence", "gather", "name_terms"]

IMPLIED = frozenset({"us"})
"""Names that need not be said: an American outlet seldom names its country."""
COUNT_REACH = 5
"""Words that may stand between a number and what it counts: "two of the four large Chinese carriers"."""
SYNONYM = 0.7
"""What a synonym counts for, of the word itself."""
REPORTED_ON = re.compile(
    r"\b(?:said|told|says|saying|confirmed|reported|wrote|announced)\b[^,;.]{0,30}\b(?:on|late|early)?\s*$",
    re.IGNORECASE,
)
"""What stands before the day on which somebody spoke, which need not be the day of what happened."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question leaves to be found in a sentence, for measures that are taken only when asked for."""

    topic: str
    """The question's own words, in lower case."""
    counted: tuple[str, ...]
    """Stems of what "how many" asks the number of."""
    stemmer: Stemmer

    def counts(self, text: str) -> bool:
        """Whether the text has a number right before one of the things counted, or a few words before it."""
        words = re.findall(r"[\w’',.$€£-]+", text)
        numbers = [i for i, word in enumerate(words) if NUMBER.search(word)]
        if not numbers:
            return False
        wanted = frozenset(self.counted).union(*(synonyms_of(thing, self.stemmer) for thing in self.counted))
        named = [i for i, word in enumerate(words) if wanted.intersection(self.stemmer(word))]
        return any(-1 <= name - number <= COUNT_REACH for number in numbers for name in named)


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
    names_near: float
    """Share of the question's names that its passage or headline holds; 1 when the question names nobody."""
    terms: frozenset[str]
    read: ReadSentence = field(compare=False, repr=False)
    """What is seen in it whatever is asked."""
    asked: _Wanted = field(compare=False, repr=False)
    """What the question leaves to be found in a sentence."""

    @cached_property
    def new_names(self) -> int:
        """How many capitalised words it has that the question does not: people, places, companies."""
        return sum(name not in self.asked.topic for name in self.read.names)

    @cached_property
    def has_number(self) -> bool:
        """Whether it has a figure; where the question asks "how many", one of the things asked for."""
        return self.asked.counts(self.text) if self.asked.counted else self.read.has_number

    @property
    def cause(self) -> float:
        """How surely it gives a reason: 1, .5 or 0."""
        return self.read.cause

    @property
    def ahead(self) -> bool:
        """Whether it tells of what is to come: "will", "is due to", "plans to"."""
        return self.read.ahead

    @property
    def dangling(self) -> bool:
        """Whether it begins with a pronoun that points outside it."""
        return self.read.dangling

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Its time expressions, resolved against its article's date; offsets count in `text`."""
        return self.read.times(self.article.published)

    @property
    def words(self) -> int:
        """Its length, as a reader counts."""
        return self.read.words


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
    names_anywhere: float
    """The same of all passages."""
    together: float
    """Share of the question's words that the best four passages hold between them."""
    stemmer: Stemmer
    """The index's own, which `terms` and the sentences' are made with."""
    missing: tuple[str, ...] = field(default=())
    """Words of the question that none of the passages holds."""


def gather(
    question: UnderstoodQuestion,
    passages: Sequence[ScoredPassage],
    terms: Callable[[str], list[str]],
    rarity: Callable[[Sequence[str]], Mapping[str, float]],
) -> Evidence:
    """Every sentence of the passages once, in order of the passages, with its measures."""
    wanted = content_terms(question.topic, terms)
    weights = rarity(wanted)
    names = [name for name in name_terms(question.topic, terms) if name in weights and name not in IMPLIED]
    matcher = _Matcher(wanted, names, weights, terms, abbreviations_in(question.topic, terms))
    best = passages[0].score if passages else 1.0
    asked = _Wanted(question.topic.lower(), tuple(terms(question.counted)), terms)
    seen: set[tuple[str, int]] = set()
    sentences: list[Sentence] = []
    for found in passages:
        for sentence in _sentences(found, asked, matcher, found.score / best if best else 0.0):
            if (sentence.article.id, sentence.start) not in seen:
                seen.add((sentence.article.id, sentence.start))
                sentences.append(sentence)
    held = [read_passage(each.passage.text, terms).terms.union(terms(_heading(each.article))) for each in passages]
    whole = frozenset[str]().union(*held)
    return Evidence(
        sentences=sentences,
        terms=wanted,
        weights=weights,
        names_found=matcher.share(frozenset[str]().union(*held[:3]), names),
        names_anywhere=matcher.share(whole, names),
        together=matcher.share(frozenset[str]().union(*held[:4])),
        stemmer=terms,
        missing=tuple(_words_missing(question.topic, whole, matcher)),
    )


def name_terms(text: str, terms: Callable[[str], list[str]]) -> list[str]:
    """Stems of the capitalised words inside a question, which name someone or something."""
    return [stem for match in NAME.finditer(text) for stem in terms(match.group())]


class _Matcher:
    """How much of the question a set of stems holds."""

    def __init__(
        self,
        wanted: Sequence[str],
        names: Sequence[str],
        weights: Mapping[str, float],
        terms: Callable[[str], list[str]],
        abbreviations: Mapping[str, frozenset[str]],
    ) -> None:
        self.wanted = wanted
        self.names = names
        self.weights = weights
        self.terms = terms
        self._synonyms = {stem: synonyms_of(stem, terms) | abbreviations.get(stem, frozenset()) for stem in wanted}
        self._total = sum(weights[term] for term in wanted)

    def stems(self, text: str) -> frozenset[str]:
        return frozenset(self.terms(text))

    def holds(self, stems: frozenset[str], term: str) -> float:
        if term in stems:
            return 1.0
        return 0.0 if self._synonyms.get(term, frozenset()).isdisjoint(stems) else SYNONYM

    def share(self, stems: frozenset[str], of: Sequence[str] | None = None) -> float:
        """Weighted share of the terms that the stems hold; 1 for no terms."""
        if of is None:
            return self.share_of(self.held(stems))
        total = sum(self.weights[term] for term in of)
        return sum(self.weights[term] * self.holds(stems, term) for term in of) / total if total else 1.0

    def held(self, stems: frozenset[str]) -> list[float]:
        """How much of each of the question's words the stems hold."""
        return [self.holds(stems, term) for term in self.wanted]

    def share_of(self, *held: Sequence[float]) -> float:
        """The share that texts hold between them, by what `held` gives for each; at least one."""
        most = held[0] if len(held) == 1 else map(max, zip(*held, strict=True))
        weighted = (self.weights[term] * each for term, each in zip(self.wanted, most, strict=True))
        return sum(weighted) / self._total if self._total else 1.0


def _heading(article: Article) -> str:
    return f"{article.title} {article.source}"


def _sentences(found: ScoredPassage, asked: _Wanted, matcher: _Matcher, score: float) -> list[Sentence]:
    article, passage = found.article, found.passage
    read = read_passage(passage.text, matcher.terms).sentences
    title = matcher.stems(article.title)
    names_near = matcher.share(title.union(*(each.terms for each in read)), matcher.names)
    held, held_by_title = [matcher.held(each.terms) for each in read], matcher.held(title)
    return [
        Sentence(
            article=article,
            passage_id=passage.id,
            start=passage.start + each.start,
            end=passage.start + each.end,
            text=each.text,
            passage_score=score,
            coverage=matcher.share_of(held[i]),
            context_coverage=matcher.share_of(held_by_title, *held[max(i - 1, 0) : i + 2]),
            names_near=names_near,
            terms=each.terms,
            read=each,
            asked=asked,
        )
        for i, each in enumerate(read)
    ]


def _words_missing(question: str, held: frozenset[str], matcher: _Matcher) -> list[str]:
    """The question's own words whose stems nothing holds, as they were written."""
    missing = []
    for word in dict.fromkeys(re.findall(r"[\w’'-]+", question)):
        stems = matcher.stems(word) & set(matcher.wanted)
        if stems and not any(matcher.holds(held, stem) for stem in stems):
            missing.append(word)
    return missing
