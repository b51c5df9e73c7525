"""The sentences of an answer and those beside them → who disagrees with it, and what replaces what.

The claim of the answer's best sentence leads; others are held against it. So a figure that answers another question
never makes a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.conflicts.claims import Claim, Terms, days_claimed, deeds_claimed, figures_claimed, tells_figure
from assistant.conflicts.comparing import Relation, relation
from assistant.conflicts.figures import agree
from assistant.conflicts.happenings import asks_cause, asks_outcome, causes_claimed, outcomes_claimed
from assistant.evidence import Sentence
from assistant.language.quantities import quantities_in
from assistant.questions import Aspect, UnderstoodQuestion

__all__ = ["Disagreement", "Finding", "Side", "Supersession", "find_disagreements"]

YES_OR_NO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b", re.IGNORECASE)
LEAST = 0.4
"""Share of the question's words, with neighbours and headline, from which on a sentence is about it."""
RELEVANT = 0.6
"""Share of the best sentence's coverage that a claim's sentence must have."""
LEAST_OWN = 0.34
"""Share of the question's words that a claim's own sentence must hold, unless it goes on from another."""
MOST_SIDES = 4
MOST_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One of the claims that disagree."""

    sentence: Sentence
    told: str
    """The figure or day in the article's words; for yes and no, the clause."""
    speaker: str
    """Empty where only the outlet says it."""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims about one thing that cannot all be true, newest and most direct first; at least two."""

    about: str
    """What was asked."""
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Supersession:
    """A report that changes or corrects an earlier one."""

    newer: Side
    older: Side
    corrects: bool
    """Whether it says that the earlier one was wrong, not that things changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found; nothing is the usual case."""

    disagreement: Disagreement | None = None
    superseded: tuple[Supersession, ...] = ()


def find_disagreements(
    question: UnderstoodQuestion,
    chosen: Sequence[Sentence],
    candidates: Sequence[Sentence],
    weights: Mapping[str, float],
    terms: Terms,
) -> Finding:
    """Hold what the answer says against the other sentences that say something of it.

    `weights` are the question's stems with how telling each is. Nothing is found for no chosen sentence.
    """
    if not chosen:
        return Finding()
    best = max(each.context_coverage for each in candidates)
    beside = [each for each in candidates if each.context_coverage >= max(LEAST, RELEVANT * best)][:MOST_SENTENCES]
    beside += [each for each in chosen if each not in beside]
    finding = Finding()
    for claims in _kinds(question, chosen, beside, weights, terms):
        finding = _held_against(question, chosen, claims, weights)
        if finding != Finding():
            break
    return finding


def _kinds(
    question: UnderstoodQuestion,
    chosen: Sequence[Sentence],
    sentences: Sequence[Sentence],
    weights: Mapping[str, float],
    terms: Terms,
) -> Iterator[list[Claim]]:
    """The claims of each kind that is asked for and that the answer makes: others are held against nothing."""
    if (Aspect.HOW_MUCH in question.aspects or Aspect.WHAT in question.aspects) and any(map(tells_figure, chosen)):
        asked = quantities_in(question.text)
        figures = figures_claimed(sentences, terms)
        # a figure that the question has says what it is about, and does not answer it
        yield [each for each in figures if not any(each.figure and agree(each.figure, one) for one in asked)]
    if Aspect.WHEN in question.aspects and days_claimed(chosen, terms):
        yield days_claimed(sentences, terms)
    if YES_OR_NO.match(question.text):
        yield deeds_claimed(sentences, terms)
    if asks_cause(question) and causes_claimed(chosen, weights, terms):
        yield causes_claimed(sentences, weights, terms)
    if asks_outcome(question) and outcomes_claimed(chosen, weights, terms):
        yield outcomes_claimed(sentences, weights, terms)


def _held_against(
    question: UnderstoodQuestion, chosen: Sequence[Sentence], claims: Sequence[Claim], weights: Mapping[str, float]
) -> Finding:
    fitting = [
        each for each in claims if each.goes_on or each.sentence.coverage >= LEAST_OWN or each.sentence in chosen
    ]
    order = sorted(chosen, key=lambda each: -each.coverage)
    leads = [each for sentence in order for each in fitting if each.sentence == sentence]
    for lead in leads:
        related = [(relation(lead, each, weights), each) for each in fitting if each is not lead]
        replaced = [_supersession(lead, each) for how, each in related if how is Relation.REPLACES]
        replaced += [_supersession(each, lead) for how, each in related if how is Relation.REPLACED]
        agreeing = {each.sentence.article.id for how, each in related if how is Relation.AGREE}
        against = [each for how, each in related if how is Relation.CONFLICT and not _has_both(each, agreeing)]
        if replaced:
            return Finding(superseded=tuple(replaced))
        if against:
            return Finding(Disagreement(question.text, _sides(lead, against, weights)))
    return Finding()


def _has_both(claim: Claim, agreeing: set[str]) -> bool:
    """Whether its article gives the other cause as well: then the two go together."""
    return claim.cause is not None and claim.sentence.article.id in agreeing


def _sides(lead: Claim, against: Sequence[Claim], weights: Mapping[str, float]) -> tuple[Side, ...]:
    """Each value once."""
    sides = [lead]
    for each in against:
        if len(sides) < MOST_SIDES and all(relation(each, side, weights) is not Relation.AGREE for side in sides):
            sides.append(each)
    sides.sort(key=_newest_and_most_direct)
    return tuple(_side(each) for each in sides)


def _newest_and_most_direct(claim: Claim) -> tuple[int, bool, float]:
    day = claim.sentence.article.published.last_day
    return (-day.toordinal() if day else 0, not claim.clause.speaker, -claim.sentence.coverage)


def _supersession(newer: Claim, older: Claim) -> Supersession:
    return Supersession(_side(newer), _side(older), newer.corrects)


def _side(claim: Claim) -> Side:
    return Side(claim.sentence, claim.told, claim.clause.speaker, claim.denied)
