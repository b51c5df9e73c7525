"""Negation: is what the sentence affirms denied there, or the other way?

What counts is the words that a negation falls on, not how many negations a clause has: "had received no vaccine" and
"were unvaccinated" deny one word, whatever stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.clauses import Clause, clauses_of
from assistant.grounding.lexicon import EDGE, NEGATOR, NO_DENIAL, TAKEN_BACK
from assistant.grounding.matching import Matcher
from assistant.grounding.opposites import swapped_sides
from assistant.grounding.wording import WORD, Words

__all__ = ["Standing", "denial", "standings"]

FOCUS = 3
"""Words behind a negation that it falls on first."""
WHOLE = re.compile(r"no|nothing|none|nobody|neither|nor|without", re.IGNORECASE)
"""Negations of a thing, which leave it open whether the words before them are denied."""
NOTHING = re.compile(r"nothing|nobody|none", re.IGNORECASE)
THROUGH = re.compile(r"den(?:y|ies|ied|ying)", re.IGNORECASE)
"""Negations that go on behind "that"."""
ELLIPTICAL = re.compile(r"\b(?:not|n['’]t)\W*$")
LEAST_OF_ELLIPSIS = 0.7
LEAST_TOLD, LEAST_OF_SHORT = 1.3, 0.6
UN = re.compile(r"(?:un|non-?)(?=[a-z]{5})", re.IGNORECASE)
TRANSPARENT = re.compile(
    r"(?:consider|think|believ|expect|regard|seem|appear|want|intend|call|hold|mak|tak|giv|mean)\w*|\w+ly|held|"
    r"made|took|gave|"
    r"further|more|new|other|additional|longer|same|such|own|only|yet|still|any",
    re.IGNORECASE,
)
"""What a negation reaches through: verbs of thinking, verbs that leave the deed to their noun, adverbs."""
SMALL = frozenset(
    "a an the of to in on at by for with from and or any all be been being is are was were has have had do does did it "
    "its that this as also yet so far".split()
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A word and whether it is denied."""

    stems: frozenset[str]
    denied: bool | None
    """None where a negation stands near and it cannot be said whether it falls on the word."""
    focus: bool
    """Whether a negation falls on it before all others, or it is itself one."""
    negates: bool
    """Whether it is itself a negation, such as "refused to"."""
    start: int
    """Offset in its text, in characters."""
    first: frozenset[str] = frozenset()
    """Stems of the word that the negation before it falls on first; none where none stands before it."""


def denial(m: Matcher) -> str:
    """What the claim denies of what is affirmed there, in words; empty when nothing."""
    for clause in clauses_of(m.claim):
        aligned = m.aligned(clause.text)
        told = [part.text for _, part in aligned if _tells_of_it(m, clause.text, part.text)]
        if (
            not told
            or _taken_back(m, aligned)
            or swapped_sides(clause.text, told)
            or any(_left_out(m, i, part, clause.text) for i, part in aligned)
        ):
            continue
        mine = standings(clause.text, m.words)
        theirs = [
            each
            for i, part in aligned
            for each in standings(m.evidence[i].text, m.words)
            if part.start <= each.start < part.end
        ]
        around = [each for i in m.main for each in standings(m.evidence[i].text, m.words)]
        if _disagree(mine, theirs, around, m.words):
            return "it denies what is there, or affirms what is denied"
    return ""


def _tells_of_it(m: Matcher, clause: str, part: str) -> bool:
    """Whether enough of the clause stands in the part for one to deny the other."""
    wanted = m.words.content(clause)
    shared = m.words.score(wanted, m.words.stems(part))
    short = len(m.words.content(part)) <= 2  # "Nobody was hurt"
    return m.mostly_in(clause, part) and shared >= (LEAST_OF_SHORT if short else LEAST_TOLD)


def _taken_back(m: Matcher, aligned: Sequence[tuple[int, Clause]]) -> bool:
    """Whether the sentence takes its clause back behind it: "had agreed to buy but had not done so"."""
    return any(TAKEN_BACK.search(m.evidence[i].text, part.end) for i, part in aligned)


def _left_out(m: Matcher, i: int, part: Clause, clause: str) -> bool:
    """Whether "They did not" there denies what stands before it, and that is not what the clause tells."""
    if not ELLIPTICAL.search(part.text):
        return False
    wanted = m.words.content(clause)
    before = m.words.stems(part.text) | (m.held[i - 1] if i else frozenset())
    return m.words.score(wanted, before) < LEAST_OF_ELLIPSIS * m.words.total(wanted)


def _disagree(mine: Sequence[Standing], theirs: Sequence[Standing], around: Sequence[Standing], words: Words) -> bool:
    apart = False
    for one in mine:
        met = [other for other in theirs if _same(one, other, words)] or [
            other for other in around if one.focus and _same(one, other, words)
        ]
        if one.denied is None and any(other.denied and other.focus for other in met):
            return False
        if not met or one.denied is None:
            continue
        focal = [other for other in met if other.focus or one.focus]
        if any(other.denied == one.denied and (one.denied or one.negates or other.focus) for other in focal):
            return False
        if any(other.denied == one.denied or other.denied is None for other in met):
            continue
        if not _first_is_met(one, around, words) or not all(_first_is_met(other, mine, words) for other in met):
            continue
        apart = apart or any(one.focus or other.focus for other in met)
    return apart


def _first_is_met(one: Standing, others: Sequence[Standing], words: Words) -> bool:
    """Whether the word that the negation falls on first is told on the other side too: else another is denied."""
    return not one.denied or not one.first or any(_meets(one.first, other.stems, words) for other in others)


def _meets(stems: frozenset[str], others: frozenset[str], words: Words) -> bool:
    return any(words.held(stem, others) for stem in stems)


def _same(one: Standing, other: Standing, words: Words) -> bool:
    alike = one.negates or not other.negates  # "ended" is no "failed to" that is denied
    return any(
        stem in other.stems or (alike and words.weight(stem) == 1 and words.held(stem, other.stems))
        for stem in one.stems
    )


@lru_cache(maxsize=4096)
def standings(text: str, words: Words) -> tuple[Standing, ...]:
    """The words of a text that tell something, each with whether it is denied."""
    bare = NO_DENIAL.sub(lambda m: " " * len(m[0]), text)
    negators = list(NEGATOR.finditer(bare))
    found: list[Standing] = []
    tokens = [each for each in WORD.finditer(bare) if each.group().lower() not in SMALL]
    for token in tokens:
        stems = words.stems(token.group())
        own = next((each for each in negators if each.start() <= token.start() < each.end()), None)
        before = [each for each in negators if each.end() <= token.start() and _reaches(bare, each, token)]
        if own is not None and own.group().lower() in _SILENT:
            continue
        denied: bool | None = len(before) % 2 == 1
        focus = own is not None or any(_falls_first(tokens, each, token) for each in before)
        if not before and own is None:
            denied = _open_before(bare, negators, token)
            focus = focus or denied is True
        if UN.match(token.group()) and denied is not None:
            denied, focus = not denied, True
        focus = focus and not (token.start() and token.group()[0].isupper())
        if stems:
            first = _first_of(bare, tokens, before[-1], words) if before else frozenset[str]()
            found.append(Standing(stems, denied, focus, own is not None, token.start(), first))
    return tuple(found)


_SILENT = frozenset("not no never none nobody nothing nor neither without cannot hardly".split())


def _reaches(text: str, negator: re.Match[str], token: re.Match[str]) -> bool:
    between = text[negator.end() : token.start()]
    return not EDGE.search(between) or bool(THROUGH.fullmatch(negator.group()) and re.match(r" that\b", between))


def _falls_first(tokens: Sequence[re.Match[str]], negator: re.Match[str], token: re.Match[str]) -> bool:
    behind = [each for each in tokens if each.start() >= negator.end()][:FOCUS]
    return any(each.start() == token.start() for each in behind)


def _first_of(text: str, tokens: Sequence[re.Match[str]], negator: re.Match[str], words: Words) -> frozenset[str]:
    behind = [each for each in tokens if each.start() >= negator.end() and _reaches(text, negator, each)]
    told = [each for each in behind if not TRANSPARENT.fullmatch(each.group())] or behind
    return words.stems(told[0].group()) if told else frozenset()


def _open_before(text: str, negators: Sequence[re.Match[str]], token: re.Match[str]) -> bool | None:
    """Whether a word before a negation of its clause is denied with it: all of it in "They did not", else unknown."""
    for each in negators:
        if each.start() < token.end() or not _reaches_back(text, token, each):
            continue
        edge = EDGE.search(text, each.end())
        if NOTHING.fullmatch(each.group()) and not text[token.end() : each.start()].strip():
            return True
        if not WORD.search(text, each.end(), edge.start() if edge else len(text)) and not WHOLE.fullmatch(each.group()):
            return True
        return None
    return False


def _reaches_back(text: str, token: re.Match[str], negator: re.Match[str]) -> bool:
    return not EDGE.search(text, token.end(), negator.start())
