"""Claims and sentences → does any sentence say it: the same deed, of the same doer, to the same thing, with the same figures.

One sentence must tell of the deed; who and what may stand in its neighbours and its headline. What a sentence denies
or only plans is not said to have happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from assistant.claims.actors import Actor, actors_in
from assistant.claims.predicates import SPEAKING, forms_of
from assistant.claims.reading import NAME, Claim
from assistant.evidence import Sentence
from assistant.modality import negated_at, planned_at, planned_thing_at
from assistant.quantities import quantities_in, same_value

__all__ = ["Found", "Place", "Standing", "check", "places"]

LEAST_NOUNS = 0.5
"""Share of the claim's other words that the place must hold, by how telling they are."""
LEAST_TOPIC = 0.34
"""The same of what somebody is said to have spoken about."""
LEAST_OWN = 0.15
"""The same of the sentence that tells of the deed, with the one before where it goes on from that."""
TARGET = re.compile(r"\b(?:on|against)\b", re.IGNORECASE)
TARGET_REACH = 60
GOES_ON = re.compile(
    r"^[“\"]?(?:(?:But|And|So|Yet|Then|However,?|Still,?|Instead,?)\s+)?(?:He|She|It|They|That|This|These|Those|The|Both|His|Her|Their|Its)\b"
)
SYNONYM = 0.8
BESIDE = 30
"""Characters between a country and the noun that it has: "China's new duties"."""
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:\w+ly\s+|not\s+|also\s+)*$", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:he|she|it|they|who|which|that)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:"
    + "|".join(sorted({form for verb in SPEAKING for form in forms_of(verb)}, key=len, reverse=True))
    + r"|according to)\b",
    re.IGNORECASE,
)
SPEAKER_REACH = 60
"""Characters between a speaker's name and his verb, an apposition between them."""


class Standing(IntEnum):
    """How the articles stand to a claim, the best last."""

    ABSENT = 0
    PLANNED = 1
    NEGATED = 2
    SAID = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The place nearest to a claim."""

    standing: Standing
    sentence: Sentence | None = None
    """The sentence that tells of the deed, whatever its standing; None when none does."""
    missing: tuple[str, ...] = ()
    """What of the claim no place with its deed has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with what stands around it."""

    sentence: Sentence
    text: str
    before: str
    after: str

    @property
    def around(self) -> str:
        return f"{self.sentence.article.title}. {self.before} {self.text} {self.after}"


def check(
    claim: Claim,
    sentences: Sequence[Sentence],
    terms: Callable[[str], list[str]],
    synonyms: Callable[[str], frozenset[str]],
    weights: Mapping[str, float],
    today: date | None = None,
) -> Found:
    """The best standing of a claim among the sentences, and the sentence that has it.

    `terms` stems a text, `synonyms` are stems that may stand for one, `weights` tell how telling a stem is (1 for one
    that is not in it). A plan for a day up to `today` counts as said.
    """
    checker = _Checker(claim, terms, synonyms, weights, today)
    found = [checker.judged(place) for place in places(sentences)]
    best = max(found, key=lambda each: (each[0].standing, each[1]), default=None)
    return best[0] if best else Found(Standing.ABSENT)


def places(sentences: Sequence[Sentence]) -> Iterator[Place]:
    """Every sentence with what stands around it, and every headline."""
    by_article: dict[str, list[Sentence]] = {}
    for each in sentences:
        by_article.setdefault(each.article.id, []).append(each)
    for listed in by_article.values():
        listed.sort(key=lambda each: each.start)
        for i, each in enumerate(listed):
            after = listed[i + 1].text if i + 1 < len(listed) else ""
            yield Place(each, each.text, listed[i - 1].text if i else "", after)
        # a headline tells of a deed too; the sentence that opens the article stands for it
        yield Place(listed[0], listed[0].article.title, "", listed[0].text)


class _Checker:
    def __init__(
        self,
        claim: Claim,
        terms: Callable[[str], list[str]],
        synonyms: Callable[[str], frozenset[str]],
        weights: Mapping[str, float],
        today: date | None,
    ) -> None:
        self.claim = claim
        self._terms = terms
        self._synonyms = synonyms
        self._weights = weights
        self._today = today
        text = f"x {claim.agent_words} x {claim.object_words}"
        actors = actors_in(text)
        names = [match for match in NAME.finditer(text) if not any(a.start <= match.start() < a.end for a in actors)]
        self._names = [(match.group(), frozenset(terms(match.group()))) for match in names if terms(match.group())]
        named = frozenset().union(*(stems for _, stems in self._names)) | frozenset(
            stem for actor in actors for stem in terms(text[actor.start : actor.end])
        )
        figures = frozenset(stem for each in claim.figures for stem in terms(each.text))
        deed = frozenset(
            stem for word in (claim.predicate.verb.split() if claim.predicate else []) for stem in terms(word)
        )
        # words of the question that say something, as the caller's weights have them
        self._nouns = [
            stem for stem in dict.fromkeys(terms(text)) if stem in weights and stem not in named | figures | deed
        ]

    def judged(self, place: Place) -> tuple[Found, float]:
        """How one place stands, and how much of the claim it has."""
        claim, text = self.claim, place.text
        around = place.around
        stems = frozenset(self._terms(around))
        missing = [name for name, wanted in self._names if not wanted & stems]
        share = self._share(stems)
        if claim.speaks and claim.agent_words:
            said = self._speaks(place)
            standing = Standing.SAID if said and not missing and share >= LEAST_TOPIC else Standing.ABSENT
            return Found(standing, place.sentence if said else None, tuple(missing)), share
        if claim.predicate is None:
            return Found(Standing.ABSENT), share
        met = {actor.name for actor in actors_in(around)}
        missing += sorted(claim.objects - met - {"us"})
        held = quantities_in(around)
        missing += [each.text for each in claim.figures if not any(same_value(each, other) for other in held)]
        best = Found(Standing.ABSENT, None, tuple(missing))
        for match in claim.predicate.pattern.finditer(text.lower()):
            if (
                missing
                or not self._about(place, share)
                or not self._done_by(place, match)
                or self._swapped(place, match)
            ):
                best = max(
                    best,
                    Found(Standing.ABSENT, place.sentence, tuple(missing)),
                    key=lambda each: each.sentence is not None,
                )
                continue
            standing = self._standing(place, match)
            if standing > best.standing:
                best = Found(standing, place.sentence)
        return best, share

    def _about(self, place: Place, share: float) -> bool:
        """Whether the place tells of what the claim is about, and the sentence itself of some of it."""
        if not self._nouns:
            return True
        text = place.text
        own = text if not GOES_ON.match(text) else f"{place.sentence.article.title} {place.before} {text}"
        if self.claim.then and not self.claim.then.pattern.search(own.lower()):
            return False
        return share >= LEAST_NOUNS and self._share(frozenset(self._terms(own))) >= LEAST_OWN

    def _swapped(self, place: Place, match: re.Match[str]) -> bool:
        """Whether the deed is done to its doer: "tariffs on Chinese goods" where China's on others are asked for."""
        claim, text = self.claim, place.text
        if not claim.agents or not claim.objects - claim.agents:
            return False
        target = TARGET.search(text, match.start())
        if target is None or target.start() > match.end() + TARGET_REACH:
            return False
        named = [each for each in actors_in(text) if each.start >= target.start()]
        first = named[0] if named and named[0].start <= target.end() + TARGET_REACH else None
        return first is not None and first.name in claim.agents - claim.objects

    def _share(self, stems: frozenset[str]) -> float:
        total = sum(self._weights.get(noun, 1.0) for noun in self._nouns)
        if not total:
            return 1.0
        held = sum(
            self._weights.get(noun, 1.0) * (1.0 if noun in stems else SYNONYM if self._synonyms(noun) & stems else 0.0)
            for noun in self._nouns
        )
        return held / total

    def _standing(self, place: Place, match: re.Match[str]) -> Standing:
        claim, text = self.claim, place.text
        if claim.yes_no or claim.negated:
            return Standing.SAID
        if negated_at(text, match.start()):
            return Standing.NEGATED
        deed = claim.predicate is not None and claim.predicate.deeds.fullmatch(match.group())
        ahead = planned_at(text, match.start()) if deed else planned_thing_at(text, match.start(), match.end())
        if claim.past and ahead and not self._come_by_now(place.sentence):
            return Standing.PLANNED
        return Standing.SAID

    def _come_by_now(self, sentence: Sentence) -> bool:
        """Whether a day that the sentence names lies after its article and is over."""
        published = sentence.article.published.last_day
        if self._today is None or published is None:
            return False
        days = [time.interval for time in sentence.times if time.interval and time.interval.last]
        return any(each.first and each.last and each.first >= published and each.last <= self._today for each in days)

    def _done_by(self, place: Place, match: re.Match[str]) -> bool:
        """Whether the deed at the match is of the claim's doer, and not of another country."""
        claim, text = self.claim, place.text
        wanted = claim.agents
        if not wanted:
            return True
        named = actors_in(text)
        deed = claim.predicate is not None and claim.predicate.deeds.fullmatch(match.group()) is not None
        if not deed:
            beside = {each.name for each in named if 0 <= match.start() - each.end <= BESIDE}
            return bool(wanted & beside) if beside else self._leads_in(text, wanted) or self._leads(place, wanted)
        if PASSIVE.search(text[: match.start()]):
            by = re.match(r"\W+(?:\w+\W+){0,4}?by\b", text[match.end() :])
            doers = {each.name for each in named if each.start > match.end()} if by else set()
            return bool(wanted & doers) if doers else self._leads(place, wanted) or self._leads_in(text, wanted)
        doers = _before(named, match.start(), text)
        if doers:
            return bool(wanted & doers)
        return self._leads(place, wanted)

    def _leads_in(self, text: str, wanted: frozenset[str]) -> bool:
        """Whether the doer is the first country that a text names, and not as what something is done to."""
        named = [each for each in actors_in(text) if not each.place]
        return bool(named) and named[0].name in wanted and not OBJECT.search(text[: named[0].start])

    def _leads(self, place: Place, wanted: frozenset[str]) -> bool:
        """Whether the doer is the first country that the sentence before or the headline names."""
        for text in (place.before, place.sentence.article.title):
            named = [each for each in actors_in(text) if not each.place]
            if named:
                return named[0].name in wanted
        return False

    def _speaks(self, place: Place) -> bool:
        """Whether the claim's speaker is the one who says something in the sentence."""
        claim, text = self.claim, place.text
        spots = [(each.start, each.end) for each in actors_in(text) if each.name in claim.agents]
        agent = [name for name, _ in self._names if name in claim.agent_words]
        surname = agent[-1].removesuffix("'s").removesuffix("’s") if agent else ""
        if surname:
            spots += [match.span() for match in re.finditer(rf"\b{re.escape(surname)}\b", text)]
        verbs = [match.span() for match in SAID.finditer(text)]
        for start, end in spots:
            for first, last in verbs:
                between = text[end:first] if end <= first else text[last:start]
                if len(between) <= SPEAKER_REACH and not re.search(r"\b(?:that|by)\b", between):
                    return True
        pronoun = re.match(r"^[“\"]?(?:He|She|They|It)\b", text) and verbs
        named_before = (surname and surname in place.before) or claim.agents & {
            each.name for each in actors_in(place.before)
        }
        return bool(pronoun and named_before) or (bool(verbs) and not spots and not surname and not claim.agents)


def _before(named: Sequence[Actor], start: int, text: str) -> set[str]:
    """The countries that may do what stands at `start`: those before it that are no place and no object of another verb."""
    return {
        each.name for each in named if each.end <= start and not each.place and not OBJECT.search(text[: each.start])
    }


OBJECT = re.compile(r"\b(?:on|against|to|from|for|with|by|of|than)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
