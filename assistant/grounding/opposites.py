"""Opposites: does the sentence say "rose" where "fell" is said of the same thing?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.grounding.clauses import before_verb, clauses_of
from assistant.grounding.counted import LENGTHS, own_words
from assistant.grounding.figures import Figure, figures_in
from assistant.grounding.lexicon import EDGE, NEGATOR, NO_DENIAL, NO_SIDE, OPPOSITE_PATTERN, TAKEN_BACK, side_of
from assistant.grounding.matching import Matcher
from assistant.grounding.naming import names_in

__all__ = ["opposites", "swapped_sides"]

LEAST_OF_WHOLE, LEAST_SHARED = 0.6, 1.3
OF_NONE = re.compile(r" (?:no|none|nothing|nobody)\b", re.IGNORECASE)
REACH = 4
"""Words between a negation and the word that it turns round."""
CONVERSE = frozenset({8, 10})
"""Pairs of which one is the other seen from the other side: win and lose, buy and sell."""
NO_TURN = frozenset({3, 4})
"""Pairs of opposites that are themselves negations: accept and reject, admit and deny."""


def opposites(m: Matcher) -> str:
    """What the claim turns round, in words; empty when nothing."""
    for clause in clauses_of(m.claim):
        holders = _of_figures(m, clause.text)
        aligned = [own_words(m.evidence[i].text, each, m.evidence[i].figures) for i, each in holders]
        aligned = aligned or [part.text for _, part in m.aligned(clause.text)]
        near = sides_meant(" ".join(m.evidence[i].text for i, _ in holders)) or _whole(m, clause.text)
        if any(TAKEN_BACK.search(m.evidence[i].text, part.end) for i, part in m.aligned(clause.text)):
            continue
        theirs: dict[int, set[int]] = {}
        for each in aligned:
            for pair, sides in sides_meant(each).items():
                theirs.setdefault(pair, set()).update(sides)
        for pair, sides in sides_meant(clause.text).items():
            other = theirs.get(pair, near.get(pair))
            if not holders and _word_is_there(m, clause.text, pair):
                continue
            if other and not sides & other and not (pair in CONVERSE and _of_another(m, clause.text)):
                return "it says the opposite of what is there"
    return ""


def _word_is_there(m: Matcher, clause: str, pair: int) -> bool:
    """Whether the very word is there, with or without a negation as in the claim."""
    said = {(match.group().lower(), turned) for match, _, turned in _matches(clause, pair)}
    sentences = {i for i, _ in m.aligned(clause)}
    there = {
        (match.group().lower(), turned) for i in sentences for match, _, turned in _matches(m.evidence[i].text, pair)
    }
    return any(pair in NO_TURN or turned for _, turned in said & there)


def sides_meant(text: str) -> dict[int, set[int]]:
    """The sides of each pair that a text has, a negation right before the word taken for the other side."""
    meant: dict[int, set[int]] = {}
    for pair in range(len(OPPOSITE_PATTERN)):
        for match, side, turned in _matches(text, pair):
            meant.setdefault(pair, set()).add(side ^ turned)
            if pair in NO_TURN and OF_NONE.match(text, match.end()):
                meant[pair].add(1 - side)  # "admitted no fault"
    return meant


@lru_cache(maxsize=16384)
def _matches(text: str, pair: int) -> tuple[tuple[re.Match[str], int, int], ...]:
    """The words of a pair in a text, each with its side, and 1 where a negation stands right before it."""
    bare = NO_SIDE.sub(_blank, NO_DENIAL.sub(_blank, text))
    found = []
    for side, pattern in enumerate(OPPOSITE_PATTERN[pair]):
        for match in pattern.finditer(bare):
            before = EDGE.split(bare[: match.start()])[-1] or ""
            found.append((match, side, len(NEGATOR.findall(" ".join(before.split()[-REACH:]))) % 2))
    return tuple(found)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _of_another(m: Matcher, clause: str) -> bool:
    """Whether the claim's doer is not the one of whom it is told there: "A lost to B" where B beat A."""
    doer = names_in(f"x {before_verb(clause)}", m.words)
    theirs = [names_in(f"x {before_verb(part.text)}", m.words) for _, part in m.aligned(clause)]
    return bool(doer) and not any(m.words.held(each, names) for names in theirs for each in doer)


def _whole(m: Matcher, clause: str) -> dict[int, set[int]]:
    """The sides in those sentences that hold most of a clause."""
    wanted = m.words.told(clause)
    least = max(LEAST_OF_WHOLE * m.words.total(wanted), LEAST_SHARED)
    return sides_meant(" ".join(m.evidence[i].text for i in m.main if m.words.score(wanted, m.held[i]) >= least))


def swapped_sides(clause: str, aligned: Sequence[str]) -> bool:
    """Whether the two have different sides of one pair, which makes a negation of one of them the same."""
    mine = side_of(clause)
    return any(
        pair in other and not sides & other[pair] and pair not in NO_TURN
        for other in map(side_of, aligned)
        for pair, sides in mine.items()
    )


def _of_figures(m: Matcher, clause: str) -> list[tuple[int, Figure]]:
    """Where the clause's own numbers stand there; lengths of time are no numbers that rise or fall."""
    mine = [figure for figure in figures_in(clause) if figure.unit and figure.unit not in LENGTHS]
    return [
        (i, other)
        for i, each in enumerate(m.evidence)
        for other in each.figures
        if any(figure.agrees(other) for figure in mine)
    ]
