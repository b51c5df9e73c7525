"""Are two claims about the same thing; can both be true; or is one what became of the other?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from assistant.conflicts.claims import Claim
from assistant.conflicts.figures import agree
from index.dates import DateInterval

__all__ = ["Relation", "relation"]

SHARED = 0.6
"""Least share of the words of the claim with fewer that two claims of different articles have in common."""
NEAR_CHARACTERS = 450
"""Two speakers so near each other in one article are set against each other."""
TOGETHER = timedelta(days=75)
"""Reports further apart than this are of different times, unless one says that it changes the other."""
SAME_ROUND = timedelta(days=7)
"""Outcomes told further apart than this may be of two rounds of talks."""
SAME_NEWS = timedelta(days=3)
"""Within these days two reports that both tell of a change tell of the same one."""


class Relation(StrEnum):
    """How one claim stands to another."""

    APART = "apart"
    """About different things, or not to be compared."""
    AGREE = "agree"
    CONFLICT = "conflict"
    REPLACES = "replaces"
    """The first is what became of the second, or puts it right."""
    REPLACED = "replaced"


def relation(one: Claim, other: Claim, wanted: Mapping[str, float]) -> Relation:
    """How `one` stands to `other`; `wanted` are the question's words with how telling each is."""
    newer = _replaces(one, other, wanted)
    if newer or _replaces(other, one, wanted):
        return Relation.REPLACES if newer else Relation.REPLACED
    if not _same_thing(one, other, wanted) or not _periods_meet(one, other):
        return Relation.APART
    if _compatible(one, other):
        return Relation.AGREE
    return Relation.CONFLICT if _independent(one, other) and _together(one, other) else Relation.APART


def _compatible(one: Claim, other: Claim) -> bool:
    if one.figure and other.figure:
        return agree(one.figure, other.figure)
    if one.day and other.day:
        return one.day.overlaps(other.day)
    if one.cause and other.cause:
        return one.cause.agrees(other.cause)
    if one.outcome and other.outcome:
        return one.outcome.good == other.outcome.good
    return one.denied == other.denied


def _replaces(newer: Claim, older: Claim, wanted: Mapping[str, float]) -> bool:
    if not (newer.figure or newer.day or newer.cause or newer.outcome):
        return False
    gap = _gap(newer, older)
    if gap is None or gap <= timedelta(0) or _compatible(newer, older) or not _same_thing(newer, older, wanted):
        return False
    if older.figure and any(agree(each, older.figure) for each in newer.former):
        return True
    if newer.corrects:
        return True
    if newer.cause:
        return False  # what happened for one reason did not happen later for another
    return (newer.outcome.anew if newer.outcome else newer.changes) and gap > SAME_NEWS


def _gap(newer: Claim, older: Claim) -> timedelta | None:
    one, other = newer.sentence.article.published.last_day, older.sentence.article.published.last_day
    return one - other if one and other else None


def _independent(one: Claim, other: Claim) -> bool:
    """Whether they come from different outlets' stories, or from two speakers set side by side in one."""
    here, there = one.sentence.article, other.sentence.article
    if one.cause and other.cause and here.source == there.source and not one.cause.accuses_another(other.cause):
        return False  # an outlet that hands on several causes sets them side by side
    if here.story_id != there.story_id:
        return not here.source or here.source != there.source or _two_speakers(one, other)
    return here.id == there.id and _two_speakers(one, other) and _side_by_side(one, other)


def _two_speakers(one: Claim, other: Claim) -> bool:
    a, b = one.clause.speaker.lower(), other.clause.speaker.lower()
    return a != b and bool(a or one.goes_on) and bool(b or other.goes_on)


def _side_by_side(one: Claim, other: Claim) -> bool:
    return abs(one.sentence.start - other.sentence.start) <= NEAR_CHARACTERS


def _together(one: Claim, other: Claim) -> bool:
    gap = _gap(one, other)
    return gap is None or abs(gap) <= (SAME_ROUND if one.outcome else TOGETHER)


def _same_thing(one: Claim, other: Claim, wanted: Mapping[str, float]) -> bool:
    if one.figure and other.figure and one.figure.unit != other.figure.unit:
        return False
    if not (one.figure or one.day or one.cause or one.outcome):
        return _same_deed(one, other, wanted)
    if one.outcome and other.outcome and one.outcome.kind != other.outcome.kind:
        return False
    if _contrasted(one, other, wanted):
        return False
    if one.sentence.article.id == other.sentence.article.id and (one.goes_on or other.goes_on):
        return _side_by_side(one, other)
    return _shared(one, other) >= SHARED


def _same_deed(one: Claim, other: Claim, wanted: Mapping[str, float]) -> bool:
    """Whether what one says is not so is what the other says is, and what the question asks."""
    if one.denied == other.denied:
        return False
    no, yes = (one, other) if one.denied else (other, one)
    if not no.denies & yes.terms & wanted.keys():
        return False
    together = one.sentence.article.id == other.sentence.article.id and _side_by_side(one, other)
    return together or _shared(one, other) >= SHARED


def _shared(one: Claim, other: Claim) -> float:
    fewer = min(len(one.terms), len(other.terms))
    return len(one.terms & other.terms) / fewer if fewer else 0.0


def _contrasted(one: Claim, other: Claim, wanted: Mapping[str, float]) -> bool:
    """Whether words set them apart: other names, other ends, another order, both halves of the question."""
    if one.order != other.order and one.order and other.order:
        return True
    if one.direction * other.direction < 0:
        return True
    here, there = one.terms - other.terms, other.terms - one.terms
    if here & wanted.keys() and there & wanted.keys() and not (one.goes_on or other.goes_on):
        return True
    if (one.cause or one.outcome) and here and there and (here | there) & wanted.keys():
        return (
            True  # "the talks on tuna", "the talks on steel": what is asked stands in one, another thing in its place
        )
    if (one.names - other.terms) and (other.names - one.terms):
        return True
    return any(_slot_apart(one, other, name, heads) for name, heads in one.slots)


def _slot_apart(one: Claim, other: Claim, name: str, heads: frozenset[str]) -> bool:
    against = [each for slot, each in other.slots if slot == name]
    if not against or any(heads & each for each in against):
        return False
    return not heads & other.terms and not any(each & one.terms for each in against)


def _periods_meet(one: Claim, other: Claim) -> bool:
    """Whether the days that the clauses tell may be the same; for claims of a day, that day is what is compared."""
    if one.day or not one.periods or not other.periods:
        return True
    # two figures of nearby days may be one figure told late; two events of nearby days are two
    meets = DateInterval.overlaps if one.cause or one.outcome else _near
    return any(meets(a, b) for a in one.periods for b in other.periods)


def _near(one: DateInterval, other: DateInterval) -> bool:
    if one.overlaps(other):
        return True
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if max(one.last - one.first, other.last - other.first) > SAME_NEWS:
        return False
    apart = max(one.first, other.first) - min(one.last, other.last)
    return apart <= SAME_NEWS
