"""The sentences found for a question → what they say of why something happened, whose fault it was, how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.conflicts.causes import causes_in, read_reason
from assistant.conflicts.claims import Claim, Terms, claim_of
from assistant.conflicts.clauses import clauses_of
from assistant.conflicts.outcomes import outcome_in
from assistant.evidence import Sentence
from assistant.language.wording import synonyms_of
from assistant.questions import Aspect, UnderstoodQuestion

__all__ = ["asks_cause", "asks_outcome", "causes_claimed", "outcomes_claimed"]

ASKS_CAUSE = re.compile(
    r"\b(?:blame[sd]?|fault|responsible|accused?|caused?|led to|triggered|prompted|made)\b", re.IGNORECASE
)
ASKS_OUTCOME = re.compile(
    r"\b(?:outcome|result|upshot|(?:came|come|became|become) of|achieve[sd]?|conclude[sd]?|what happened)\b|"
    r"\bhow did\b.{3,90}\b(?:end|go|turn out|finish|rule|decide|vote|conclude)\b|\bwho won\b|"
    r"^(?:did|have|has|was|were)\b.{3,90}\b(?:agree[d]?|settle[d]?|reach(?:ed)?|strike|struck|end(?:ed)?|uphold|upheld|"
    r"approve[d]?|ratif(?:y|ied)|pass(?:ed)?|reject(?:ed)?|back(?:ed)?|rule[d]?)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w’'-]+")
LEAST_ASKED = 0.5
"""Weight of the question's words, of all of them, that what happened must hold for its cause to be compared."""
ASKING = frozenset(
    "blame fault respons accus caus reason end outcom result rule decid won win come came happen".split()
)
"""Stems with which a question asks, and which what happened need not hold."""


def asks_cause(question: UnderstoodQuestion) -> bool:
    """Whether it asks why, or whose fault something was."""
    who = Aspect.WHO in question.aspects or Aspect.WHAT in question.aspects
    return Aspect.WHY in question.aspects or (who and bool(ASKS_CAUSE.search(question.text)))


def asks_outcome(question: UnderstoodQuestion) -> bool:
    """Whether it asks how something ended."""
    return bool(ASKS_OUTCOME.search(question.text))


def causes_claimed(sentences: Sequence[Sentence], asked: Mapping[str, float], terms: Terms) -> list[Claim]:
    """The causes of what is asked about; `asked` are the question's stems with how telling each is."""
    claims = []
    for sentence in sentences:
        for clause in clauses_of(sentence.text):
            for reason in causes_in(clause.body):
                claim = _as_asked(
                    claim_of(sentence, replace(clause, body=reason.effect), reason.told, terms), asked, terms
                )
                if _is_asked(claim, asked):
                    claims.append(replace(claim, cause=read_reason(reason, claim.terms, terms)))
    return claims


def outcomes_claimed(sentences: Sequence[Sentence], asked: Mapping[str, float], terms: Terms) -> list[Claim]:
    """How what is asked about ended, as each clause tells it."""
    claims = []
    for sentence in sentences:
        for clause in clauses_of(sentence.text):
            outcome = outcome_in(clause.body)
            if outcome is None:
                continue
            about = clause.body.replace(outcome.told, " ", 1)
            claim = _as_asked(claim_of(sentence, replace(clause, body=about), outcome.told, terms), asked, terms)
            if _is_asked(claim, asked):
                claims.append(replace(claim, outcome=outcome))
    return claims


def _as_asked(claim: Claim, asked: Mapping[str, float], terms: Terms) -> Claim:
    """Of the event alone: with the question's own words in the place of those that say the same, without those that
    only ask and without the days on which somebody spoke."""
    said = {other: stem for stem in asked if stem not in claim.terms for other in synonyms_of(stem, terms)}
    body = claim.clause.body
    return replace(
        claim,
        terms=frozenset(said.get(stem, stem) for stem in claim.terms) - ASKING,
        slots=(*claim.slots, *_modifiers(body, asked, terms)),
        periods=tuple(each.interval for each in claim.sentence.times if each.interval and each.text in body),
    )


def _modifiers(text: str, asked: Mapping[str, float], terms: Terms) -> Iterator[tuple[str, frozenset[str]]]:
    """The word before each word of the question: the "cotton" of "cotton talks" sets them apart from "wool talks"."""
    words = [frozenset(terms(word)) for word in WORD.findall(text)]
    for before, word in pairwise(words):
        for stem in word & asked.keys():
            if before and not before & asked.keys():
                yield f"before {stem}", before


def _is_asked(claim: Claim, asked: Mapping[str, float]) -> bool:
    wanted = {stem: weight for stem, weight in asked.items() if stem not in ASKING}
    held = sum(weight for stem, weight in wanted.items() if stem in claim.terms)
    return bool(wanted) and held >= LEAST_ASKED * sum(wanted.values())
