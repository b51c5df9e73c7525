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
WEIGHT_NAMES = 0.1
WEIGHT_NEWNESS = 0.3
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
    newness = _newness(candidates) if question.wants_state else {}
    scores = {id(each): _score(each) + newness.get(each.article.id, 0.0) for each in candidates}
    chosen: list[Sentence] = []
    missing = list(question.aspects)
    while missing:
        best = _best(candidates, scores, chosen, missing)
        if best is None:
            break
        chosen.append(best)
        said = [aspect for aspect in missing if satisfies(best, aspect)]
        # what the best sentence does not say, no other one is likely to
        missing = [aspect for aspect in missing if aspect not in (said or missing[:1])]
    if not set(question.aspects) <= SETTLED:
        _fill(question.aspects, candidates, scores, chosen)
    unanswered = [aspect for aspect in question.aspects if not any(satisfies(each, aspect) for each in chosen)]
    return Extract(_in_reading_order(chosen), tuple(unanswered))


def satisfies(sentence: Sentence, aspect: Aspect) -> bool:
    """Whether a sentence has the kind of thing that is asked for."""
    match aspect:
        case Aspect.WHEN:
            return sentence.dated > 0
        case Aspect.WHY:
            return sentence.cause > 0
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
        + WEIGHT_NAMES * sentence.names_near
        - DANGLING * sentence.dangling
    )
    return score - 0.5 if sentence.words < FRAGMENT_WORDS else score


def _newness(candidates: Sequence[Sentence]) -> dict[str, float]:
    """What an article gains by being newer than the others that were found, by its id."""
    days = {each.article.id: each.article.published.last_day for each in candidates}
    known = sorted({day for day in days.values() if day})
    return {
        article_id: WEIGHT_NEWNESS * known.index(day) / max(len(known) - 1, 1)
        for article_id, day in days.items()
        if day
    }


def _wanted(sentence: Sentence, aspect: Aspect) -> float:
    match aspect:
        case Aspect.WHO | Aspect.WHERE | Aspect.WHAT:
            share = min(sentence.new_names, 2) / 2
        case Aspect.WHY:
            share = sentence.cause
        case Aspect.WHEN:
            share = sentence.dated
        case Aspect.HOW_MUCH:
            share = float(sentence.has_number)
    return WEIGHT_WANTED[aspect] * share


def _best(
    candidates: Sequence[Sentence], scores: dict[int, float], chosen: Sequence[Sentence], aspects: Sequence[Aspect]
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
        return scores[id(each)] + sum(_wanted(each, aspect) for aspect in aspects) - REPEATED * repeated

    return max(open_ones, key=value, default=None)


def _fill(
    aspects: Sequence[Aspect], candidates: Sequence[Sentence], scores: dict[int, float], chosen: list[Sentence]
) -> None:
    while chosen and len(chosen) < MOST_SENTENCES:
        more = _best(candidates, scores, chosen, aspects)
        if more is None or scores[id(more)] < WORTH * scores[id(chosen[0])]:
            return
        chosen.append(more)


def _in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order their first sentence was chosen; sentences of one article as they stand in it."""
    order = {article_id: i for i, article_id in enumerate(dict.fromkeys(each.article.id for each in chosen))}
    return sorted(chosen, key=lambda each: (order[each.article.id], each.start))
