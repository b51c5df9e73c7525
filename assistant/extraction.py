"""An answer made of the articles' own sentences: chosen for the question, ordered, dated.

Each sentence is scored by its passage, by the question's words it holds alone and with its
neighbours, and by whether it has what the question wants: a date, a cause, a figure, a name. The
weights were chosen on dev questions (docs/experiments.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence
from assistant.questions import Aspect, UnderstoodQuestion

__all__ = ["Extract", "extract", "satisfies"]

MOST_WORDS = 80
MOST_SENTENCES = 4
LEAD_CHARACTERS = 600
"""News says what matters first."""
WEIGHT_PASSAGE, WEIGHT_COVERAGE, WEIGHT_CONTEXT, WEIGHT_LEAD = 0.75, 0.5, 0.5, 0.1
WEIGHT_WANTED = {
    Aspect.WHEN: 0.3,
    Aspect.WHY: 0.3,
    Aspect.HOW_MUCH: 0.3,
    Aspect.WHO: 0.3,
    Aspect.WHERE: 0.3,
    Aspect.WHAT: 0.3,
}
REPEATED = 0.2
"""Taken off for a sentence all of whose words were said already."""
DANGLING = 0.05
FRAGMENT_WORDS = 5
WORTH = 0.6
"""A further sentence must reach this share of the first one's score."""
SETTLED = frozenset({Aspect.WHEN, Aspect.WHY})
"""Questions that one sentence can answer whole: when it does, no more is said."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The sentences of an answer."""

    sentences: list[Sentence]
    """In the order they are read."""
    unanswered: tuple[Aspect, ...]
    """What was asked that none of them says."""


def extract(question: UnderstoodQuestion, candidates: Sequence[Sentence]) -> Extract:
    """Choose at most four sentences and about 80 words; none for no candidates."""
    scores = {id(each): _score(each) for each in candidates}
    chosen: list[Sentence] = []
    for aspect in question.aspects:
        if chosen and aspect in SETTLED and any(satisfies(each, aspect) for each in chosen):
            continue
        best = _best(candidates, scores, chosen, aspect)
        if best is not None:
            chosen.append(best)
    if not set(question.aspects) <= SETTLED:
        _fill(question.aspects[0], candidates, scores, chosen)
    unanswered = [aspect for aspect in question.aspects if not any(satisfies(each, aspect) for each in chosen)]
    return Extract(_in_reading_order(chosen), tuple(unanswered))


def satisfies(sentence: Sentence, aspect: Aspect) -> bool:
    """Whether a sentence has the kind of thing that is asked for."""
    match aspect:
        case Aspect.WHEN:
            return bool(sentence.times)
        case Aspect.WHY:
            return sentence.has_cause
        case Aspect.HOW_MUCH:
            return sentence.has_number
        case Aspect.WHO | Aspect.WHERE:
            return sentence.new_names > 0
        case Aspect.WHAT:
            return True


def _score(sentence: Sentence) -> float:
    score = (
        WEIGHT_PASSAGE * sentence.passage_score
        + WEIGHT_COVERAGE * sentence.coverage
        + WEIGHT_CONTEXT * sentence.context_coverage
        + WEIGHT_LEAD * (sentence.start < LEAD_CHARACTERS)
        - DANGLING * sentence.dangling
    )
    return score - 0.5 if sentence.words < FRAGMENT_WORDS else score


def _wanted(sentence: Sentence, aspect: Aspect) -> float:
    if aspect in {Aspect.WHO, Aspect.WHERE, Aspect.WHAT}:
        return WEIGHT_WANTED[aspect] * min(sentence.new_names, 2) / 2
    return WEIGHT_WANTED[aspect] * satisfies(sentence, aspect)


def _best(
    candidates: Sequence[Sentence], scores: dict[int, float], chosen: Sequence[Sentence], aspect: Aspect
) -> Sentence | None:
    said = frozenset().union(*(each.terms for each in chosen))
    left = MOST_WORDS - sum(each.words for each in chosen)
    taken = {(each.article.id, each.start) for each in chosen}
    open_ones = [
        each
        for each in candidates
        if (each.article.id, each.start) not in taken
        and (each.words <= left or (not chosen and each.words <= 2 * left))
    ]

    def value(each: Sentence) -> float:
        repeated = len(each.terms & said) / max(len(each.terms), 1)
        return scores[id(each)] + _wanted(each, aspect) - REPEATED * repeated

    return max(open_ones, key=value, default=None)


def _fill(aspect: Aspect, candidates: Sequence[Sentence], scores: dict[int, float], chosen: list[Sentence]) -> None:
    while chosen and len(chosen) < MOST_SENTENCES:
        more = _best(candidates, scores, chosen, aspect)
        if more is None or scores[id(more)] < WORTH * scores[id(chosen[0])]:
            return
        chosen.append(more)


def _in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order their first sentence was chosen; sentences of one article as they stand in it."""
    order = {article_id: i for i, article_id in enumerate(dict.fromkeys(each.article.id for each in chosen))}
    return sorted(chosen, key=lambda each: (order[each.article.id], each.start))
