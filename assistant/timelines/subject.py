"""Is a sentence about the topic? By its own words, those around it, and the names and figures nearby."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.evidence import Evidence, Sentence, name_terms
from assistant.language.places import PLACES
from assistant.language.wording import synonyms_of
from assistant.timelines.topic import PARTIES

__all__ = ["Subject", "figures_in"]

OWN, AROUND, NEAR = 0.5, 0.25, 0.25
"""What a sentence's own words count for, those of its neighbours and headline, and those somewhat further off."""
LEAST, LEAST_GOING_ON = 0.5, 0.3
LEAST_OWN, LEAST_OWN_NEAR, WHOLE = 0.3, 0.1, 0.8
"""Least share of own words; less is enough where nearly all of the topic's stand nearby."""
LEAST_NAMES, NEARLY_ALL = 0.6, 0.7
"""Least share of the topic's names nearby, but where a sentence itself has so much of the topic."""
LEAST_THINGS = 0.2
"""Least share of the topic's words that are neither names nor figures, in the sentence itself."""
LEAST_THINGS_NEAR = 0.3
"""The same nearby."""
SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[\"“A-Z])|\n")
IMPLIED = frozenset({"us"})
"""Names that need not be said: an American outlet seldom names its country."""
LEAD_CHARACTERS = 400
"""News says what matters first."""
PARAGRAPH = 4
"""Letters of white space before a sentence that goes on; one that goes on from such a one is in its paragraph."""
GOES_ON = re.compile(r"(?:The|Both|Such)\s")
REACH, NAMES_REACH = 600, 300
"""Letters to each side that count as nearby, and in which names are looked for."""
SYNONYM = 0.7
FIGURE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(percent|per cent|pct|%|bn|billion|million|m|trillion|tn)(?!\w)", re.IGNORECASE
)
UNITS = {"per cent": "percent", "pct": "percent", "%": "percent", "billion": "bn", "million": "m", "trillion": "tn"}


def figures_in(text: str) -> frozenset[str]:
    """Its amounts and shares, spelled alike: `200bn`, `25percent`."""
    return frozenset(
        f"{match[1].replace(',', '')}{UNITS.get(match[2].lower(), match[2].lower())}" for match in FIGURE.finditer(text)
    )


class Subject:
    """What a timeline is about."""

    def __init__(
        self,
        topic: str,
        evidence: Evidence,
        terms: Callable[[str], list[str]],
        rarity: Callable[[Sequence[str]], Mapping[str, float]],
    ) -> None:
        """`evidence` was gathered for the topic; `terms` and `rarity` are the retriever's."""
        self._terms = terms
        self._alike = {term: synonyms_of(term, terms) for term in evidence.terms}
        common = rarity(sorted({name for term, alike in self._alike.items() for name in (term, *alike)}))
        # of words that stand for each other the commonest says how telling they are
        self._weights = {
            term: min(common.get(each, evidence.weights.get(term, 1.0)) for each in (term, *alike))
            if term in set(name_terms(topic, terms))
            else evidence.weights.get(term, 1.0)
            for term, alike in self._alike.items()
        }
        self._figures = figures_in(topic)
        names = set(name_terms(topic, terms))
        begins = topic.split(maxsplit=1)[0] if topic.split() else ""
        if sum(letter.isupper() for letter in begins) > 1:  # US, ZTE: capitals that no sentence asks for
            names.update(terms(begins))
        self._things = [term for term in evidence.terms if term not in names and not term[0].isdigit()]
        self._names = [term for term in evidence.terms if term in names and not IMPLIED & (self._alike[term] | {term})]
        alone = name_terms(PARTIES.sub(" ", topic), terms)
        telling = [name for name in self._names if name in alone]
        # "Union" tells little beside "European", with which it is one name
        telling = [name for name in telling if name not in _later_words(terms)] or telling
        self._main = max(telling, key=self._weights.__getitem__, default="")
        self._things = self._said_at_all(evidence.sentences) or self._things

    def relevance(self, sentence: Sentence) -> float:
        """How much a sentence is about it, 0 to 1."""
        near = self._share(self._nearby(sentence))
        around = max(sentence.context_coverage, self._share(self._nearby(sentence, 120)))
        return OWN * self._own(sentence) + AROUND * around + NEAR * near

    def _own(self, sentence: Sentence) -> float:
        return max(sentence.coverage, self._share_of(sentence.terms, list(self._weights)))

    def about(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """Those that are about it; also one that goes on from such a one, and the lead below such a headline."""
        before: Sentence | None = None
        reach = PARAGRAPH
        for sentence in sentences:
            goes_on = before is not None and _goes_on(sentence, before, reach)
            if self._has(sentence, LEAST, in_its_light=self._leads(sentence)):
                before, reach = sentence, PARAGRAPH
                yield sentence
            elif goes_on and self._has(sentence, LEAST_GOING_ON, in_its_light=True):
                before, reach = sentence, 1
                yield sentence
            else:
                before = None

    def _has(self, sentence: Sentence, least: float, *, in_its_light: bool) -> bool:
        nearby = self._nearby(sentence)
        if (
            not (self._own(sentence) >= NEARLY_ALL or self._named(sentence))
            or not self._figured(self._around(sentence), nearby)
            or self.relevance(sentence) < least
        ):
            return False
        if self._share(nearby, self._things) < LEAST_THINGS_NEAR:
            return False
        if in_its_light:
            return True
        things = self._share_of(sentence.terms, self._things)
        if self._share(nearby) >= WHOLE:
            return self._own(sentence) >= LEAST_OWN_NEAR and things > 0
        return self._own(sentence) >= LEAST_OWN and things >= LEAST_THINGS

    def _leads(self, sentence: Sentence) -> bool:
        return sentence.start < LEAD_CHARACTERS and self._share(sentence.article.title) >= WHOLE

    def _said_at_all(self, sentences: Sequence[Sentence]) -> list[str]:
        """The things that stand beside the topic's names in some article: another word is the asker's own."""
        beside = frozenset().union(*(each.terms for each in sentences if self._named(each)))
        return [term for term in self._things if ({term} | self._alike[term]) & beside]

    def _named(self, sentence: Sentence) -> bool:
        """Whether most of the topic's names stand around it, the most telling one among them."""
        around = frozenset(self._terms(self._around(sentence)))
        if self._main and not ({self._main} | self._alike[self._main]) & around:
            return False
        return self._share_of(around, self._names) >= LEAST_NAMES

    def _figured(self, close: str, nearby: str) -> bool:
        """Whether all figures of the topic are very near, or in a sentence with one of the things they are of."""
        if self._figures <= figures_in(close):
            return True
        return any(
            self._figures <= figures_in(text) and self._share(text, self._things) >= LEAST_THINGS
            for text in SENTENCES.split(nearby)
        )

    def _nearby(self, sentence: Sentence, reach: int = REACH) -> str:
        article = sentence.article
        return f"{article.title}\n{article.text[max(sentence.start - reach, 0) : sentence.end + reach]}"

    def _around(self, sentence: Sentence) -> str:
        return self._nearby(sentence, NAMES_REACH)

    def _share(self, text: str, of: Sequence[str] | None = None) -> float:
        return self._share_of(frozenset(self._terms(text)), list(self._weights) if of is None else of)

    def _share_of(self, stems: frozenset[str], of: Sequence[str]) -> float:
        """Of these words of the topic, by weight: 1 for none."""
        held = sum(
            self._weights[term]
            * (1.0 if term in stems else self._alike_counts(term) if self._alike[term] & stems else 0.0)
            for term in of
        )
        return held / total if (total := sum(self._weights[term] for term in of)) else 1.0

    def _alike_counts(self, term: str) -> float:
        """What a word that stands for it counts: another name of a country says the same."""
        return 1.0 if term in self._names else SYNONYM


@lru_cache(maxsize=8)
def _later_words(terms: Callable[[str], list[str]]) -> frozenset[str]:
    """Stems of what stands behind the first word of a country's or bloc's name."""
    return frozenset(stem for place in PLACES for noun in place.nouns for stem in terms(noun)[1:])


def _goes_on(sentence: Sentence, before: Sentence, reach: int) -> bool:
    apart = sentence.start - before.end
    pointing = sentence.dangling or GOES_ON.match(sentence.text)
    return sentence.article.id == before.article.id and 0 <= apart <= reach and bool(pointing)
