"""Sentences → the same with what stands around each, where who and what it tells of may be named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence

__all__ = ["Place", "places"]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, or the headline above it, with what stands around it."""

    sentence: Sentence
    text: str
    """The sentence's own words, or the headline's."""
    before: str
    """The sentence before, of those given; empty for the first."""
    after: str
    beside: tuple[Sentence, ...]
    """The sentences that stand in it."""
    whole: tuple[Sentence, ...]
    """All sentences of its article that were given."""
    headline: bool = False

    @property
    def around(self) -> str:
        """The headline, the sentence and its two neighbours."""
        return f"{self.sentence.article.title}. {self.before} {self.text} {self.after}"

    def stems(self, terms: Callable[[str], list[str]]) -> frozenset[str]:
        """The stems of `around`; `terms` is what the sentences' own were made with."""
        return frozenset(terms(self.sentence.article.title)).union(*(each.terms for each in self.beside))

    def whole_stems(self, terms: Callable[[str], list[str]]) -> frozenset[str]:
        """The stems of the headline and of all sentences of its article that were given."""
        return frozenset(terms(self.sentence.article.title)).union(*(each.terms for each in self.whole))


def places(sentences: Sequence[Sentence]) -> Iterator[Place]:
    """Every sentence with what stands around it, and every headline once, with the first sentence of its article."""
    by_article: dict[str, list[Sentence]] = {}
    for each in sentences:
        by_article.setdefault(each.article.id, []).append(each)
    for listed in by_article.values():
        listed.sort(key=lambda each: each.start)
        whole = tuple(listed)
        for i, each in enumerate(listed):
            after = listed[i + 1].text if i + 1 < len(listed) else ""
            beside = tuple(listed[max(i - 1, 0) : i + 2])
            yield Place(each, each.text, listed[i - 1].text if i else "", after, beside, whole)
        # a headline tells of a deed too; the sentence that opens the article stands for it
        yield Place(listed[0], listed[0].article.title, "", listed[0].text, (listed[0],), whole, headline=True)
