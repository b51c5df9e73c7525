"""Claims and sentences → does any sentence say it: the same deed, of the same doer, with the same things and figures.

One sentence must tell of the deed; who and what may stand in its neighbours and its headline. What a sentence denies
or only plans is not said to have happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from assistant.claims.actors import actors_in
from assistant.claims.doers import done_by_another, names_a_doer, said_by_its_speaker, swapped
from assistant.claims.places import Place, places
from assistant.claims.predicates import Predicate
from assistant.claims.reading import NAMES, Claim
from assistant.evidence import Sentence
from assistant.language.modality import negated_at, planned_at, planned_thing_at
from assistant.language.quantities import quantities_in, same_value

__all__ = ["Found", "Standing", "Vocabulary", "check", "words_of_the_speaker"]

LEAST_NOUNS = 0.5
"""Share of the claim's other words that the place must hold, by how telling they are."""
LEAST_TOPIC = 0.34
"""The same of what somebody is said to have spoken about."""
LEAST_OWN = 0.15
"""The same of the sentence that tells of the deed, with the one before where it goes on from that."""
SYNONYM = 0.8
"""What a synonym counts for, of the word itself."""
UNSAID = frozenset({"United States"})
"""Countries that need not be named: an American outlet seldom names its own."""
GOES_ON = re.compile(
    r"^[“\"]?(?:(?:But|And|So|Yet|Then|However,?|Still,?|Instead,?)\s+)?"
    r"(?:He|She|It|They|That|This|These|Those|The(?P<thing>(?:\s+[\w’'-]+){1,2})|Both|His|Her|Their|Its)\b"
)
"""What goes on from the sentence before; "the yen rose" does where that, or the claim, is of the yen."""
POINTS_BACK = re.compile(r"\s+(?:two|three|others?|latter|former|same|rest|move|step|announcement|decision|news)\b")
DID_SO = re.compile(r"\b(?:did|does|do|done|doing) (?:so|the same|likewise)\b")
MUST = re.compile(r"must|musts")
"""What somebody demands is told by what he says must be."""


class Standing(IntEnum):
    """How the articles stand to a claim, the best last."""

    ABSENT = 0
    PLANNED = 1
    NEGATED = 2
    DUE = 3
    """Planned for a day that is over: taken for said where nothing newer plans it still."""
    SAID = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The place nearest to a claim."""

    standing: Standing
    sentence: Sentence | None = None
    """The sentence that tells of the deed, whatever its standing; None when none does."""
    missing: tuple[str, ...] = ()
    """What of the claim the place does not have."""
    otherwise: bool = False
    """Whether the place tells of the deed as done, but not with what is missing."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How words are compared."""

    terms: Callable[[str], list[str]]
    """Stems of a text."""
    synonyms: Callable[[str], frozenset[str]]
    """Stems that may stand for one."""
    weights: Mapping[str, float]
    """How telling a stem of the question is; those that are not in it say nothing."""


def check(claim: Claim, sentences: Sequence[Sentence], words: Vocabulary, today: date | None = None) -> Found:
    """The best standing of a claim among the sentences, and the sentence that has it; absent where there is none.

    A plan for a day up to `today` counts as said, unless a later article still plans or denies it.
    """
    checker = _Checker(claim, words, today)
    found = [checker.judged(place) for place in places(sentences)]
    best = max(found, key=lambda each: (each[0].standing, each[1]), default=None)
    if best is None or best[0].standing is not Standing.DUE:
        return best[0] if best else Found(Standing.ABSENT)
    newest = max((each for each, _ in found if each.standing > Standing.ABSENT or each.otherwise), key=_day)
    open_or_other = newest.otherwise or newest.standing in {Standing.PLANNED, Standing.NEGATED}
    if open_or_other and _day(newest) > _day(best[0]):
        return newest
    return replace(best[0], standing=Standing.SAID)


def words_of_the_speaker(claim: Claim, sentences: Sequence[Sentence], words: Vocabulary) -> list[Sentence]:
    """The sentences in which the speaker of a claim that is about speaking says something of what it is about."""
    checker = _Checker(claim, words, None)
    told = (place for place in places(sentences) if not place.headline)
    return [place.sentence for place in told if checker.judged(place)[0].standing is Standing.SAID]


def _unheld(names: Mapping[str, frozenset[str]], stems: frozenset[str]) -> list[str]:
    return [name for name, wanted in names.items() if len(wanted & stems) * 2 < len(wanted)]


def _day(found: Found) -> date:
    published = found.sentence.article.published.last_day if found.sentence else None
    return published or date.min


class _Checker:
    def __init__(self, claim: Claim, words: Vocabulary, today: date | None) -> None:
        self.claim = claim
        self._words = words
        self._today = today
        text = f"x {claim.agent_words} x {claim.object_words}"
        actors = actors_in(text)
        self._doers = self._names_in(f"x {claim.agent_words}")
        self._things = self._names_in(f"x {claim.object_words}")
        known = [*self._doers.values(), *self._things.values()]
        named = frozenset().union(*known, *(self._stems(text[each.start : each.end]) for each in actors))
        figures = frozenset().union(*(self._stems(each.text) for each in claim.figures))
        deed = self._stems(claim.predicate.verb) if claim.predicate else frozenset()
        self._nouns = [
            stem
            for stem in dict.fromkeys(words.terms(text))
            if stem in words.weights and stem not in named | figures | deed
        ]
        self._surname = re.sub(r"['’]s$", "", list(self._doers)[-1].split()[-1]) if self._doers else ""

    def _names_in(self, text: str) -> dict[str, frozenset[str]]:
        """The names in a text that are no country's, with their stems."""
        actors = actors_in(text)
        names = [each for each in NAMES.finditer(text) if not any(a.start <= each.start() < a.end for a in actors)]
        return {each.group(): stems for each in names if (stems := self._stems(each.group()))}

    def _missing_names(self, place: Place, stems: frozenset[str]) -> tuple[str, ...]:
        """The names that the place does not hold by half or more; of several doers one must be there.

        `stems` are those around it. What a claim is about may be named anywhere in the article, and so may the doer
        of what a headline tells that names none.
        """
        doers, things = _unheld(self._doers, stems), _unheld(self._things, stems)
        open_headline = bool(doers) and place.headline and not names_a_doer(place.text)
        if things or open_headline:
            whole = place.whole_stems(self._words.terms)
            things = _unheld(self._things, whole)
            doers = _unheld(self._doers, whole) if open_headline else doers
        return (*(doers if len(doers) == len(self._doers) else ()), *things)

    def judged(self, place: Place) -> tuple[Found, float]:
        """How one place stands, and how much of the claim it has, from 0 to 1."""
        stems = place.stems(self._words.terms)
        share = self._share(stems)
        missing = self._missing_names(place, stems)
        if self.claim.speaks and self.claim.agent_words:
            said = said_by_its_speaker(self.claim, place, self._surname)
            standing = Standing.SAID if said and not missing and share >= LEAST_TOPIC else Standing.ABSENT
            return Found(standing, place.sentence if said else None, missing), share
        if self.claim.predicate is None:
            return Found(Standing.ABSENT), share
        missing += self._missing_beside_names(place)
        return self._told(self.claim.predicate, place, missing, about=self._about(place, share)), share

    def _missing_beside_names(self, place: Place) -> tuple[str, ...]:
        """The countries and figures of the claim that the place does not have."""
        countries = self.claim.objects - UNSAID
        if countries:
            countries -= {actor.name for actor in actors_in(place.around)}
        held = quantities_in(place.around) if self.claim.figures else []
        figures = [each.text for each in self.claim.figures if not any(same_value(each, other) for other in held)]
        return (*sorted(countries), *figures)

    def _told(self, predicate: Predicate, place: Place, missing: tuple[str, ...], *, about: bool) -> Found:
        """The best standing of the deed's words in the place."""
        best = Found(Standing.ABSENT, None, missing)
        for match in self._deeds(predicate, place):
            standing = (
                self._standing(predicate, place, match) if about and self._meant(place, match) else Standing.ABSENT
            )
            if standing and not missing:
                best = max(best, Found(standing, place.sentence), key=lambda each: each.standing)
            elif best.sentence is None or standing is Standing.SAID:
                otherwise = standing is Standing.SAID and not self._of_other_figures(missing)
                best = Found(Standing.ABSENT, place.sentence, missing, otherwise=otherwise)
        return best

    def _of_other_figures(self, missing: Sequence[str]) -> bool:
        """Whether a figure of the claim is missing: then the place tells of another deed of the kind."""
        return any(each.text in missing for each in self.claim.figures)

    def _deeds(self, predicate: Predicate, place: Place) -> Iterator[re.Match[str]]:
        """Where the place tells of the deed: by a word for it, or by "did so" behind a sentence that has one."""
        yield from predicate.pattern.finditer(place.text.lower())
        if predicate.pattern.search(place.before.lower()):
            yield from DID_SO.finditer(place.text.lower())

    def _meant(self, place: Place, match: re.Match[str]) -> bool:
        """Whether the deed at the match is the claim's doer's."""
        if MUST.fullmatch(match.group()):
            return said_by_its_speaker(self.claim, place, self._surname)
        return not done_by_another(self.claim, place, match) and not swapped(self.claim, place, match)

    def _about(self, place: Place, share: float) -> bool:
        """Whether the place tells of what the claim is about, and the sentence itself of some of it."""
        if not self._nouns:
            return True
        text = place.text
        own = f"{place.sentence.article.title} {place.before} {text}" if self._goes_on(place) else text
        if self.claim.then and not self.claim.then.pattern.search(own.lower()):
            return False
        return share >= LEAST_NOUNS and self._share(self._stems(own)) >= LEAST_OWN

    def _goes_on(self, place: Place) -> bool:
        """Whether a sentence goes on from the one before: by a pronoun, or by a thing named there or in the claim."""
        match = GOES_ON.match(place.text)
        if match is None or not match["thing"] or POINTS_BACK.match(match["thing"]):
            return match is not None
        thing, deed = self._stems(match["thing"]), self.claim.predicate
        if deed is not None and deed.pattern.fullmatch(match["thing"].split()[0].lower()):
            return True
        known = self._stems(f"{place.sentence.article.title} {place.before}")
        return bool(thing & known) or any(self._held(noun, thing) for noun in self._nouns)

    def _standing(self, predicate: Predicate, place: Place, match: re.Match[str]) -> Standing:
        claim, text = self.claim, place.text
        if claim.yes_no or claim.negated:
            return Standing.SAID
        if negated_at(text, match.start()):
            return Standing.NEGATED
        deed = predicate.deeds.fullmatch(match.group())
        ahead = planned_at(text, match.start()) if deed else planned_thing_at(text, match.start(), match.end())
        if claim.past and not claim.decided and ahead:
            return Standing.DUE if self._come_by_now(place.sentence) else Standing.PLANNED
        return Standing.SAID

    def _come_by_now(self, sentence: Sentence) -> bool:
        """Whether a day that the sentence names lies after its article and is over."""
        published = sentence.article.published.last_day
        if self._today is None or published is None:
            return False
        days = [time.interval for time in sentence.times if time.interval and time.interval.last]
        return any(each.first and each.last and each.first >= published and each.last <= self._today for each in days)

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._words.terms(text))

    def _share(self, stems: frozenset[str]) -> float:
        """Weighted share of the claim's other words that the stems hold; 1 for no words."""
        weights = self._words.weights
        total = sum(weights[noun] for noun in self._nouns)
        return sum(weights[noun] * self._held(noun, stems) for noun in self._nouns) / total if total else 1.0

    def _held(self, noun: str, stems: frozenset[str]) -> float:
        if noun in stems:
            return 1.0
        return SYNONYM if self._words.synonyms(noun) & stems else 0.0
