"""Opposites: does the sentence say "rose" where "fell" is said of the same thing?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.clauses import clauses_of
from assistant.grounding.counted import own_words
from assistant.grounding.figures import Figure, figures_in
from assistant.grounding.lexicon import NEGATOR, NO_DENIAL, side_of
from assistant.grounding.matching import Matcher

__all__ = ["opposites", "swapped_sides"]

LENGTHS = frozenset("second minute hour day week month year decade century".split())
NO_TURN = frozenset({3, 4})
"""Pairs of opposites that are themselves negations: accept and reject, admit and deny."""


def opposites(m: Matcher) -> str:
    """What the claim turns round, in words; empty when nothing."""
    for clause in clauses_of(m.claim):
        holders = _of_figures(m, clause.text)
        aligned = [own_words(m.evidence[i].text, each, m.evidence[i].figures) for i, each in holders]
        aligned = aligned or [part.text for _, part in m.aligned(clause.text)]
        near = side_of(" ".join(m.evidence[i].text for i, _ in holders)) or _whole(m, clause.text)
        theirs: dict[int, set[int]] = {}
        for each in aligned:
            for pair, sides in side_of(each).items():
                theirs.setdefault(pair, set()).update(sides)
        for pair, sides in side_of(clause.text).items():
            other = theirs.get(pair, near.get(pair))
            if other and not sides & other and not _turned(clause.text, aligned):
                return "it says the opposite of what is there"
    return ""


def _whole(m: Matcher, clause: str) -> dict[int, set[int]]:
    """The sides in those sentences that hold most of a clause."""
    return side_of(" ".join(m.evidence[i].text for i in m.main if m.mostly_in(clause, m.evidence[i].text)))


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


def _turned(clause: str, aligned: Sequence[str]) -> bool:
    return any(_odd(clause) != _odd(each) for each in aligned)


def _odd(text: str) -> int:
    return len(NEGATOR.findall(NO_DENIAL.sub(" ", text))) % 2
