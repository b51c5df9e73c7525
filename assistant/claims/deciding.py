"""Whether the sentences say what a question takes for granted, and hold the kind of figure that it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.claims.actors import actors_in
from assistant.claims.checking import Found, Standing, Vocabulary, check, words_of_the_speaker
from assistant.claims.places import places
from assistant.claims.predicates import forms_of
from assistant.claims.reading import Claim, claims_in
from assistant.evidence import Evidence, Sentence, name_terms
from assistant.language.quantities import quantities_in
from assistant.language.wording import synonyms_of
from assistant.questions import Aspect, UnderstoodQuestion
from assistant.questions.parts import parts_of

__all__ = ["said", "spoken", "statement", "unsaid"]

PRESUMES = re.compile(
    r"^(?:\w+ ){0,3}?(?:why|when|how)\b|^(?:\w+ ){0,2}?what (?:\w+ ){0,3}?(?:did|has|have|had|was|were)\b",
    re.IGNORECASE,
)
"""Questions that take a deed for granted. Those that ask who or which name it only to say whom they mean."""
IDENTIFIED = 0.5
"""Coverage at which who or what is meant is clear whatever the verb."""
VALUE = re.compile(
    r"\b(?:what|which)\s+(?:\w+\s+){0,2}?(?P<noun>bail|price|fine|penalty|rate|duty|tariff|levy|quota|ceiling|sum|level|target|"
    r"salary|fee|margin|percentage|surcharge|tax|share|value|amount)\s+(?:is|are|was|were|does|do|did|has|have|had|will|may|can)\b",
    re.IGNORECASE,
)
"""Nouns whose answer is a figure."""
PAYING = frozenset({"pay", "cost", "spend", "owe", "earn", "charge", "lose"})
AMOUNT = re.compile(r"\bhow (?:much|many|large|big|high)\b(?! of a)", re.IGNORECASE)


def unsaid(
    question: UnderstoodQuestion, evidence: Evidence, fitting: Sequence[Sentence], today: date | None = None
) -> tuple[Claim | None, Found] | None:
    """What the sentences do not say of what the question takes for granted; None when they say it.

    The first of several parts decides: what a later one asks may stay open. `fitting` must not be empty.
    """
    part = parts_of(question.topic)[0]
    coverage = max(each.context_coverage for each in fitting)
    for claim in claims_in(part):
        if claim.yes_no:
            continue
        if not claim.past:
            if _asks_a_payment(part, claim) and _checked(claim, evidence, fitting, today).standing is Standing.ABSENT:
                return claim, Found(Standing.ABSENT)
            continue
        if not PRESUMES.match(part) and coverage >= IDENTIFIED:
            continue
        found = _checked(claim, evidence, fitting, today)
        if found.standing is not Standing.SAID:
            return claim, found
    if _lacks_figure(part, evidence, fitting):
        return None, Found(Standing.ABSENT, max(fitting, key=lambda each: each.context_coverage))
    return None


def _asks_a_payment(part: str, claim: Claim) -> bool:
    """Whether the question is how much somebody pays or will pay: then some sentence must tell of his paying."""
    return bool(AMOUNT.search(part)) and claim.predicate is not None and claim.predicate.verb in PAYING


def said(
    question: UnderstoodQuestion, evidence: Evidence, fitting: Sequence[Sentence], today: date | None = None
) -> bool:
    """Whether the question takes a deed for granted, and the sentences tell of it in whatever words."""
    part = parts_of(question.topic)[0]
    taken = [each for each in claims_in(part) if each.past and not each.yes_no and each.predicate]
    if not taken or not PRESUMES.match(part):
        return False
    return all(_checked(each, evidence, fitting, today).standing is Standing.SAID for each in taken)


def spoken(question: UnderstoodQuestion, evidence: Evidence, fitting: Sequence[Sentence]) -> list[Sentence]:
    """Where it is asked what somebody said, the sentences in which that speaker speaks; else none.

    When and why he said it may be told by others.
    """
    if Aspect.WHAT not in question.aspects:
        return []
    claim = next(iter(claims_in(parts_of(question.topic)[0])), None)
    if claim is None or not claim.speaks or not claim.agent_words or claim.yes_no:
        return []
    return words_of_the_speaker(claim, fitting, _vocabulary(evidence))


def statement(claim: Claim) -> str:
    """The claim in words, as far as its question's words make a sentence: "Canada pulled out of the USMCA"."""
    verb = claim.predicate.verb if claim.predicate else ""
    first = verb.split(" ")[0]
    if not first or claim.negated:
        return claim.text
    told = forms_of(first)[3 if claim.past else 1]
    if claim.passive:
        return " ".join(f"{claim.patient} was {forms_of(first)[-1]} {claim.tail}".split())
    return " ".join(f"{claim.agent_words} {told} {claim.tail}".split())


def _checked(claim: Claim, evidence: Evidence, fitting: Sequence[Sentence], today: date | None) -> Found:
    return check(claim, fitting, _vocabulary(evidence), today)


def _vocabulary(evidence: Evidence) -> Vocabulary:
    stemmer = evidence.stemmer

    def synonyms(stem: str) -> frozenset[str]:
        return synonyms_of(stem, stemmer)

    return Vocabulary(stemmer, synonyms, evidence.weights)


def _lacks_figure(part: str, evidence: Evidence, fitting: Sequence[Sentence]) -> bool:
    """Whether a figure is asked for and none stands by the names and the noun that it must be of."""
    noun = VALUE.search(part)
    if noun is None and not AMOUNT.search(part):
        return False
    stemmer = evidence.stemmer
    asked = {each.name for each in actors_in(f"x {part}")} - {"United States"}
    placed = list(actors_in(f"x {part}"))
    names = set(name_terms(part, stemmer)) & set(evidence.weights)
    names -= {stem for each in placed for stem in stemmer(f"x {part}"[each.start : each.end])}
    wanted = set(stemmer(noun["noun"])) if noun else set()
    wanted |= {other for stem in wanted for other in synonyms_of(stem, stemmer)}
    for place in places(fitting):
        if not re.search(r"\d", place.text) and not quantities_in(place.text):
            continue
        stems = place.stems(stemmer)
        near = asked <= {each.name for each in actors_in(place.around)} and names <= stems
        if near and (not wanted or wanted & set(stemmer(place.text))):
            return False
    return True
