"""How much of a question stands in one place when words that reporters use for one another count as well.

For questions that would otherwise be refused: too loose to choose sentences by.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence.gathering import SYNONYM, Evidence, Sentence
from assistant.language.wording import loose_synonyms_of, synonyms_of

__all__ = ["loosely_covered"]


def loosely_covered(evidence: Evidence, sentences: Sequence[Sentence]) -> float:
    """The best share of the question's words in a sentence, its neighbours and headline, 0 to 1; 0 for no sentence.

    Neighbours are taken from the same sentences.
    """
    terms = evidence.stemmer
    alike = {stem: synonyms_of(stem, terms) | loose_synonyms_of(stem, terms) for stem in evidence.terms}
    total = sum(evidence.weights[stem] for stem in evidence.terms)
    ordered = sorted(sentences, key=lambda each: (each.article.id, each.start))
    best = 0.0
    for i, each in enumerate(ordered):
        near = [other.terms for other in ordered[max(i - 1, 0) : i + 2] if other.article.id == each.article.id]
        around = frozenset(terms(each.article.title)).union(*near)
        held = sum(evidence.weights[stem] * _held(stem, alike[stem], around) for stem in evidence.terms)
        best = max(best, held / total)
    return best


def _held(stem: str, alike: frozenset[str], around: frozenset[str]) -> float:
    return 1.0 if stem in around else SYNONYM if alike & around else 0.0
