"""Is a sentence about the topic? By its own words, those around it, and the names and figures nearby."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.evidence import Evidence, Sentence, name_terms
from assistant.language.wording import synonyms_of

__all__ = ["Subject", "figures_in"]

OWN, AROUND, NEAR = 0.5, 0.25, 0.25
"""What a sentence's own words count for, those of its neighbours and headline, and those somewhat further off."""
LEAST = 0.42
LEAST_OWN, LEAST_OWN_NEAR, WHOLE = 0.3, 0.1, 0.8
"""Least share of own words; less is enough where nearly all of the topic's stand nearby."""
LEAST_NAMES = 0.5
LEAD_CHARACTERS = 400
"""News says what matters first."""
PARAGRAPH = 4
"""Letters of white space before a sentence that goes on; one that goes on from such a one is in its paragraph."""
GOES_ON = re.compile(r"(?:The|Both|Such)\s")
REACH = 600
"""Letters to each side that count as nearby."""
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

    def __init__(self, topic: str, evidence: Evidence, terms: Callable[[str], list[str]]) -> None:
        """`evidence` was gathered for the topic; `terms` is the retriever's stemmer."""
        self._terms = terms
        self._weights = {term: evidence.weights.get(term, 1.0) for term in evidence.terms}
        self._alike = {term: synonyms_of(term, terms) for term in evidence.terms}
        self._figures = figures_in(topic)
        names = set(name_terms(topic, terms))
        begins = topic.split(maxsplit=1)[0] if topic.split() else ""
        if sum(letter.isupper() for letter in begins) > 1:  # US, ZTE: capitals that no sentence asks for
            names.update(terms(begins))
        self._things = [term for term in evidence.terms if term not in names and not term[0].isdigit()]

    def relevance(self, sentence: Sentence) -> float:
        """How much a sentence is about it, 0 to 1."""
        near = self._share(self._nearby(sentence))
        return OWN * sentence.coverage + AROUND * sentence.context_coverage + NEAR * near

    def about(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """Those that are about it; also one that goes on from such a one, and the lead below such a headline."""
        before: Sentence | None = None
        reach = PARAGRAPH
        for sentence in sentences:
            goes_on = before is not None and _goes_on(sentence, before, reach)
            if self._has(sentence, in_its_light=self._leads(sentence)):
                before, reach = sentence, PARAGRAPH
                yield sentence
            elif goes_on and self._has(sentence, in_its_light=True):
                before, reach = sentence, 1
                yield sentence
            else:
                before = None

    def _has(self, sentence: Sentence, *, in_its_light: bool) -> bool:
        nearby = self._nearby(sentence)
        if sentence.names_near < LEAST_NAMES or not self._figures <= figures_in(nearby):
            return False
        if self.relevance(sentence) < LEAST:
            return False
        if in_its_light:
            return True
        least = LEAST_OWN_NEAR if self._share(nearby) >= WHOLE else LEAST_OWN
        return sentence.coverage >= least and self._names_a_thing(sentence)

    def _leads(self, sentence: Sentence) -> bool:
        return sentence.start < LEAD_CHARACTERS and self._share(sentence.article.title) >= WHOLE

    def _names_a_thing(self, sentence: Sentence) -> bool:
        """Whether it holds one of the topic's words that is neither a name nor a figure, if there are any."""
        return not self._things or any(({term} | self._alike[term]) & sentence.terms for term in self._things)

    def _nearby(self, sentence: Sentence) -> str:
        article = sentence.article
        return f"{article.title}\n{article.text[max(sentence.start - REACH, 0) : sentence.end + REACH]}"

    def _share(self, text: str) -> float:
        stems = frozenset(self._terms(text))
        held = sum(
            weight * (1.0 if term in stems else SYNONYM if self._alike[term] & stems else 0.0)
            for term, weight in self._weights.items()
        )
        return held / total if (total := sum(self._weights.values())) else 1.0


def _goes_on(sentence: Sentence, before: Sentence, reach: int) -> bool:
    apart = sentence.start - before.end
    pointing = sentence.dangling or GOES_ON.match(sentence.text)
    return sentence.article.id == before.article.id and 0 <= apart <= reach and bool(pointing)
