"""A claim and a place with its deed → whether it is the claim's doer who did it there, or who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims.actors import Actor, actors_in
from assistant.claims.places import Place
from assistant.claims.predicates import SPEAKING, forms_of
from assistant.claims.reading import Claim

__all__ = ["done_by_another", "names_a_doer", "said_by_its_speaker", "swapped"]

TARGET = re.compile(r"\b(?:on|against)\b", re.IGNORECASE)
TARGET_REACH = 60
"""Characters between a deed and whom it is done to: "tariffs on", and as far behind that."""
BESIDE = 30
"""Characters between a country and the noun that it has: "China's new duties"."""
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:\w+ly\s+|not\s+|also\s+)*$", re.IGNORECASE)
BY = re.compile(r"\W+(?:\w+\W+){0,4}?by\b")
OBJECT = re.compile(
    r"\b(?:on|against|to|from|for|with|by|of|than)\s+(?:the\s+)?(?:(?!\w+day\b)\w+\s+)?$", re.IGNORECASE
)
"""What stands before a country that something is done to; "on Monday" does not."""
THAT = re.compile(r"\bthat\b|;")
ITS = re.compile(r"\b(?:its|their|his|her)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:"
    + "|".join(sorted({form for verb in SPEAKING for form in forms_of(verb)}, key=len, reverse=True))
    + r"|according to)\b",
    re.IGNORECASE,
)
OF_ANOTHER = re.compile(r"\b(?:that|by)\b|[\"”]|^['’]s\b")
"""Between a name and a verb of speaking: the name is spoken of, or stands inside what another says."""
SPEAKER_REACH = 60
"""Characters between a speaker's name and his verb, an apposition between them."""
PRONOUN = re.compile(r"^[“\"]?(?:He|She|They|It)\b")


def done_by_another(claim: Claim, place: Place, match: re.Match[str]) -> bool:
    """Whether the deed at the match is of another country than the claim's, as far as the place tells."""
    wanted, text = claim.agents, place.text
    if not wanted:
        return False
    named = actors_in(text)
    if claim.predicate is None or not claim.predicate.deeds.fullmatch(match.group()):
        nearest = [each for each in named if 0 <= match.start() - each.end <= BESIDE][-1:]
        doers = {each.name for each in nearest}
        may_be = _leads(text, wanted) or _leads_before(place, wanted)
    elif PASSIVE.search(text[: match.start()]):
        by = BY.match(text[match.end() :])
        doers = {each.name for each in named if each.start > match.end()} if by else set()
        # nobody is named as the doer: whoever the place tells of may be
        may_be = any(
            each.name in wanted for each in actors_in(f"{place.sentence.article.title}. {place.before} {text}")
        )
    else:
        before = text[: match.start()]
        # "the rules of the union, its court ruled": whoever was named may be meant
        doers = {each.name for each in actors_in(before)} if ITS.search(before) else _subjects(named, len(before), text)
        may_be = _leads_before(place, wanted) or (_of_a_thing(claim) and _named(before, wanted))
    return not (wanted & doers if doers else may_be)


def names_a_doer(text: str) -> bool:
    """Whether a headline names a country that may do what it tells; "checks on European food put off" names none."""
    return any(not each.place and not OBJECT.search(text[: each.start]) for each in actors_in(text))


def swapped(claim: Claim, place: Place, match: re.Match[str]) -> bool:
    """Whether the deed is done to its doer: "tariffs on Chinese goods" where China's on others are asked for."""
    text = place.text
    if not claim.agents or not claim.objects - claim.agents:
        return False
    target = TARGET.search(text, match.start())
    if target is None or target.start() > match.end() + TARGET_REACH:
        return False
    named = [each for each in actors_in(text) if each.start >= target.start()]
    first = named[0] if named and named[0].start <= target.end() + TARGET_REACH else None
    return first is not None and first.name in claim.agents - claim.objects


def said_by_its_speaker(claim: Claim, place: Place, surname: str) -> bool:
    """Whether the claim's speaker, a country or somebody of this surname, says something in the sentence."""
    text = place.text
    spots = [(each.start, each.end) for each in actors_in(text) if each.name in claim.agents]
    if surname:
        spots += [match.span() for match in re.finditer(rf"\b{re.escape(surname)}\b", text)]
    verbs = [match.span() for match in SAID.finditer(text)]
    if any(_beside(text, spot, verb) for spot in spots for verb in verbs):
        return True
    if not verbs:
        return False
    if PRONOUN.match(text):
        countries = {each.name for each in actors_in(place.before)}
        return bool((surname and surname in place.before) or claim.agents & countries)
    return not spots and not surname and not claim.agents


def _beside(text: str, spot: tuple[int, int], verb: tuple[int, int]) -> bool:
    between = text[spot[1] : verb[0]] if spot[1] <= verb[0] else text[verb[1] : spot[0]]
    return len(between) <= SPEAKER_REACH and not OF_ANOTHER.search(between)


def _subjects(named: Sequence[Actor], start: int, text: str) -> set[str]:
    """The countries that may do what stands at `start`: those before it, no place and no object of another verb."""
    before = [each for each in named if each.end <= start and not each.place and not OBJECT.search(text[: each.start])]
    clause = max((match.end() for match in THAT.finditer(text, 0, start)), default=0)
    # "Canada fears that Mexico raised it": who stands in the deed's own clause, if anybody does
    return {each.name for each in before if each.start >= clause} or {each.name for each in before}


def _of_a_thing(claim: Claim) -> bool:
    """Whether what is said to do it is a thing of a country: "British exports"."""
    bare = claim.agent_words
    for each in reversed(actors_in(f"x {bare}")):
        bare = f"{bare[: each.start - 2]} {bare[each.end - 2 :]}"
    return bool(re.search(r"\b(?!(?:the|and|of)\b)[a-z]{3,}", bare))


def _named(text: str, wanted: frozenset[str]) -> bool:
    return any(each.name in wanted for each in actors_in(text))


def _leads(text: str, wanted: frozenset[str]) -> bool:
    """Whether the doer is the first country that a text names, and not as what something is done to."""
    named = [each for each in actors_in(text) if not each.place]
    return bool(named) and named[0].name in wanted and not OBJECT.search(text[: named[0].start])


def _leads_before(place: Place, wanted: frozenset[str]) -> bool:
    """Whether the doer is the first country that the sentence before names, or the headline where that names none."""
    for text in (place.before, place.sentence.article.title):
        named = [each for each in actors_in(text) if not each.place]
        if named:
            return named[0].name in wanted
    # persons who are named alone may be anybody's: "the president and the vice-premier signed"
    return any(each.name in wanted for each in actors_in(place.after))
