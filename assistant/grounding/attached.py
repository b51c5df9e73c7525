"""What is attached to a name or a noun: whose chief, which country's goods, in which place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.clauses import clauses_of, goes_on
from assistant.grounding.lexicon import FINITE
from assistant.grounding.matching import Matcher
from assistant.grounding.naming import NAME, NO_NAMES, names_in
from assistant.language.places import NamedPlace, places_in

__all__ = ["at_another_place", "beside_another_name", "in_another_role", "of_another_body", "of_another_country"]

FULL_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+"
BODY_OF = re.compile(
    rf"(?P<person>{FULL_NAME}),? (?:(?:who|which) )?(?:(?:heads?|runs?|leads?|chairs?|owns?|represent(?:s|ing)|"
    rf"speaks? for|"
    r"of|from|at)|(?:an?|the|its) (?:\w+ ){1,3}(?:of|at|for)) (?:the )?(?P<body>[A-Z][\w’'-]+)"
)
BODYS = re.compile(rf"(?P<body>[A-Z][\w-]+)['’]s (?:[a-z-]+ ){{1,3}},?(?P<person>{FULL_NAME})")
ROLE_OF = re.compile(
    rf"\b[Tt]he (?P<body>[a-z]+(?: [a-z]+)?)['’]s (?P<role>[a-z]+), ?(?P<person>{FULL_NAME})|"
    rf"(?P<named>{FULL_NAME}), the (?P<of>[a-z]+(?: [a-z]+)?)['’]s (?P<as>[a-z]+)"
)
"""Whose what somebody is, in small letters: "the port's president, Carla Rebora"."""
COUNTRY_AND_NOUN = re.compile(r"^ ([a-z][a-z-]{3,})")
IN_A_PLACE = re.compile(r"\b(?:in|at|near|outside|off) (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
NAMED = re.compile(r"(?:The )?[A-Z][\w’'-]+(?: (?:(?:of|and|de|for|the) )?[A-Z][\w’'-]+)*")
RIGHT_BEFORE, JOINED = re.compile(" "), re.compile(r"(?:,| and| or|, and| as well as) (?:the )?")
LEFT_ASIDE = re.compile(r"\b(?:but|except|behind|only after|second to|apart from) (?:the )?$", re.IGNORECASE)
LEAST_HELD = 0.7
LEAST_BESIDE, CLEARLY, MUCH_OF = 2.0, 0.9, 0.6
ELLIPTICAL = re.compile(r"\b(?:not|n['’]t)\W*$")


def of_another_body(m: Matcher) -> str:
    """Whether somebody is made another body's man than there; empty when not."""
    for pattern in (BODY_OF, BODYS):
        for match in pattern.finditer(m.claim):
            person = names_in(f"x {match['person']}", m.words)
            body = names_in(f"x {match['body']}", m.words) - person
            if not person or not body or match["body"].lower() in NO_NAMES:
                continue
            met = [i for i, held in enumerate(m.held) if any(m.words.held(each, held) for each in person)]
            near = {*met, *(i - 1 for i in met if i and goes_on(m.evidence[i].text))}
            around = frozenset().union(*(m.held[i] for i in near))
            others = frozenset().union(*(names_in(f"x {m.evidence[i].text}", m.words) for i in near)) - person
            if met and others and not any(m.words.held(each, around) for each in body):
                return f"{match['person']!r} belongs to another there"
    return ""


def in_another_role(m: Matcher) -> str:
    """Whether somebody is made the chief or owner of what his sentence there does not name; empty when not."""
    for match in ROLE_OF.finditer(m.claim):
        person = names_in(f"x {match['person'] or match['named']}", m.words)
        body = [w for w in m.words.told(match["body"] or match["of"]) if w not in person]
        role = m.words.told(match["role"] or match["as"])
        met = [i for i, held in enumerate(m.held) if person and _has(m, person, held)]
        if not body or not met or not any(m.words.score(role, m.held[i]) for i in met):
            continue
        if not any(m.words.score(body, m.held[i]) for i in met if not goes_on(m.evidence[i].text)):
            return f"{match['person'] or match['named']!r} is another's {match['role'] or match['as']} there"
    return ""


def of_another_country(m: Matcher) -> str:
    """Whether goods or people are given another country than there: "American mangoes" for Indian ones."""
    for place in places_in(m.claim):
        noun = COUNTRY_AND_NOUN.match(m.claim[place.end :])
        if noun is None:
            continue
        does = bool(FINITE.fullmatch(noun[1]))
        stems = m.words.stems(noun[1])
        found: set[str] = set()
        bare = False
        for each in m.evidence:
            theirs = places_in(each.text)
            for word in re.finditer(r"[a-z][a-z-]{3,}", each.text):
                if m.words.stems(word.group()) & stems:
                    before = _joined([other for other in theirs if other.end < word.start()], each.text, word.start())
                    found |= {other.name for other in before}
                    bare = (
                        bare
                        or not before
                        or (does and any(_left_aside(each.text, o.start) for o in theirs if o.name == place.name))
                    )
        if found and not bare and place.name not in found:
            return f"{m.claim[place.start : place.end]} {noun[1]} are another country's there"
    return ""


def _joined(places: Sequence[NamedPlace], text: str, at: int) -> list[NamedPlace]:
    """The places right before a word, all of them where they are joined: "Canada and the United States ended"."""
    found: list[NamedPlace] = []
    for place in reversed(places):
        if not (JOINED if found else RIGHT_BEFORE).fullmatch(text, place.end, at):
            break
        found.append(place)
        at = place.start
    return found


def _left_aside(text: str, at: int) -> bool:
    """Whether a place is named there only as the one that does more: "than any other country but Japan"."""
    return bool(LEFT_ASIDE.search(text, 0, at))


def at_another_place(m: Matcher) -> str:
    """Whether a thing happens at another place there; empty when not."""
    for match in IN_A_PLACE.finditer(m.claim):
        place = names_in(f"x {match['place']}", m.words)
        rest = [w for w in m.wanted if w not in place]
        if not place or not rest:
            continue
        scores = [m.words.score(rest, held) for held in m.held]
        best = max(range(len(scores)), key=lambda i: scores[i])
        if scores[best] < LEAST_HELD * m.words.total(rest):
            continue
        text = m.evidence[best].text
        around = m.held[best] | (m.held[best - 1] if best and goes_on(text) else frozenset())
        theirs = [each["place"] for each in IN_A_PLACE.finditer(text)]
        if (
            any(m.words.held(each, around) for each in place)
            or not theirs
            or _tells_as_much(m, place, rest, scores[best])
        ):
            continue
        if not any(each in m.claim for other in theirs for each in NAME.findall(other)):
            return f"it is not in {match['place']} there"
    return ""


def beside_another_name(m: Matcher) -> str:
    """Whether a subject's own sentence holds little of what is told of him, and another nearly all; empty if not."""
    for clause in clauses_of(m.claim):
        match = NAMED.match(clause.text.strip())
        if match is None or _only_tells_whose(clause.text.strip(), match.end()):
            continue
        name = names_in(f"x {match.group()}", m.words)
        rest = [w for w in m.words.content(clause.text) if w not in name]
        total = m.words.total(rest)
        if not name or total < LEAST_BESIDE:
            continue
        scores = [m.words.score(rest, held) for held in m.held]
        best = max(range(len(scores)), key=lambda i: scores[i])
        if scores[best] < LEAST_HELD * total or _named_near(m, name, best):
            continue
        own = max((scores[i] for i, held in enumerate(m.held) if _has(m, name, held)), default=None)
        if own is not None and own + CLEARLY < scores[best] and own < MUCH_OF * scores[best]:
            return f"{match.group()!r} is named there in another matter"
    return ""


def _only_tells_whose(text: str, end: int) -> bool:
    """Whether a country's name stands before a noun: "Dutch dockers"."""
    noun = COUNTRY_AND_NOUN.match(text[end:])
    return noun is not None and not FINITE.match(noun[1]) and any(place.end == end for place in places_in(text))


def _has(m: Matcher, name: frozenset[str], held: frozenset[str]) -> bool:
    return any(m.words.held(each, held) for each in name)


def _named_near(m: Matcher, name: frozenset[str], i: int) -> bool:
    """Whether a sentence has the name, or goes on from one that has it."""
    around = m.words.stems(m.evidence[i].around)
    goes = goes_on(m.evidence[i].text)
    return _has(m, name, m.held[i] | around) or bool(goes and i and _has(m, name, m.held[i - 1]))


def _tells_as_much(m: Matcher, place: frozenset[str], rest: list[str], best: float) -> bool:
    """Whether a sentence that names the place holds half of the claim, or says it by leaving out: "They did not"."""
    for i, held in enumerate(m.held):
        if not any(m.words.held(each, held) for each in place):
            continue
        if (
            ELLIPTICAL.search(" ".join(m.evidence[i].text.split(":")[0].split()))
            or 2 * m.words.score(rest, held) >= best
        ):
            return True
    return False
