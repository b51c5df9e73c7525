"""One sentence against the text it cites: does anything in it disagree, and which words bear it out?

Numbers with their units, dates, names, who did what, the side of opposites, negation, whether it has happened at all
and whose word it is. A sentence passes when nothing speaks against it and most of its words are there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.grounding.aliases import in_short, initials_of, plainly
from assistant.grounding.attached import (
    at_another_place,
    beside_another_name,
    in_another_role,
    of_another_body,
    of_another_country,
)
from assistant.grounding.counted import figures_bound, figures_there
from assistant.grounding.dated import dates_there, years_bound
from assistant.grounding.denial import denial
from assistant.grounding.matching import Evident, Matcher
from assistant.grounding.naming import foreign_name
from assistant.grounding.opposites import opposites
from assistant.grounding.stages import later_stage
from assistant.grounding.standing import UNATTRIBUTED, told_as_done, told_as_fact
from assistant.grounding.subjects import said_by_another, said_of_another, turned_round
from assistant.grounding.wording import Stems, words_by
from index.temporal import find_times

__all__ = ["UNATTRIBUTED", "Checked", "Evident", "Stems", "check"]

LEAST_COVERED = 0.45
LONGEST = 1500
"""Characters of a sentence; none that a reader is served is longer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found."""

    problem: str
    """What speaks against the sentence, in words; empty when nothing does."""
    bearing: tuple[int, ...]
    """Which of the sentences bear it out, best first; those that would when it only lacks whose word it is."""

    @property
    def supported(self) -> bool:
        """Whether it is borne out."""
        return not self.problem and bool(self.bearing)


def check(claim: str, evidence: Sequence[Evident], stems: Stems) -> Checked:
    """Compare a sentence with the sentences of the passages that it cites."""
    if not evidence:
        return Checked("it cites no passage", ())
    if len(claim) > LONGEST:
        return Checked("it is too long to be checked", ())
    matcher = Matcher(*_alike(claim, evidence), words_by(stems))
    if not matcher.ranked():
        return Checked("the passages it cites say nothing of it", ())
    for find in CHECKS:
        if problem := find(matcher):
            return Checked(problem, ())
    return Checked(told_as_fact(matcher), tuple(matcher.main))


def _alike(claim: str, evidence: Sequence[Evident]) -> tuple[str, list[Evident]]:
    """Both with the same names for the same bodies."""
    short = plainly(in_short(claim))
    told = [_with(each, short) for each in evidence]
    everything = " ".join(each.text for each in told)
    named = [replace(each, around=initials_of(each.around, everything)) for each in told]
    return initials_of(short, everything), named


def _with(each: Evident, claim: str) -> Evident:
    text, around = (initials_of(in_short(part), claim) for part in (each.text, each.around))
    return each if text == each.text and around == each.around else replace(each, text=text, around=around)


def _names(m: Matcher) -> str:
    said = " ".join(f"{each.text} {each.around}" for each in m.evidence)
    word = foreign_name(m.claim, said, m.words.terms)
    return f"{word!r} is not named there" if word else ""


def _covered(m: Matcher) -> str:
    wanted = m.words.told(m.claim)
    met = len(m.figures) + len(find_times(m.claim, m.evidence[0].published))  # they were found before
    total = m.words.total(wanted) + met
    held = frozenset().union(*m.held) | m.words.stems(m.evidence[0].around)
    return "too little of it is there" if total and m.words.score(wanted, held) + met < LEAST_COVERED * total else ""


CHECKS: tuple[Callable[[Matcher], str], ...] = (
    _names,
    figures_there,
    dates_there,
    _covered,
    opposites,
    denial,
    told_as_done,
    later_stage,
    figures_bound,
    years_bound,
    of_another_country,
    of_another_body,
    in_another_role,
    said_by_another,
    said_of_another,
    turned_round,
    at_another_place,
    beside_another_name,
)
"""In the order of how surely each tells."""
