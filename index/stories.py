"""Near-copies: articles that carry the same copy, whole, cut, under another headline, corrected or in other words.

Two texts are copies when most of the shorter one's three-word sequences stand in the longer one and their figures do
not contradict it, or when they were published within days of each other, tell the same figures and names, and share
as many words as an account of its own would not.
"""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from index.dates import PublicationDate
from index.signatures import MIN_SHINGLES, REWRITE_DAYS, Signature

__all__ = ["APART", "may_share_story", "same_figures", "same_story", "similarity"]

SAME = 0.55
"""Least share of the shorter text's three-word sequences that copies have in common."""
APART = timedelta(days=14)
OWN_FIGURES = 4
"""With so many figures in the poorer text, of which few are the other's, two texts are one form filled twice."""
FEW_FIGURES = 0.34
REWRITE_WORDS, MORE_WORDS = 0.42, 0.06
"""Least share of the poorer text's words (by their beginnings) in a rewrite, where the richer has 100 of them; and how
much more must be shared with each doubling, since long texts on one subject share more by chance."""
REWRITE_FIGURES, SHARED_FIGURES = 0.6, 3
"""Least share of the poorer text's figures, and their least number."""
REWRITE_NAMES = 0.5
LENGTHS = 2.5
"""Beyond this ratio a long text has a short one's words by chance."""


def same_story(one: Signature, other: Signature) -> bool:
    """Whether one text is a copy of the other; the same whichever is asked about which."""
    if not may_share_story(one.published, other.published):
        return False
    if similarity(one.shingles, other.shingles) >= SAME:
        return not _two_of_a_form(one, other)
    return _rewritten(one, other)


def same_figures(one: Signature, other: Signature) -> bool:
    """Whether most of the poorer text's figures are the richer one's: the quickest of a rewrite's signs to look at."""
    figures = len(one.figures & other.figures)
    return figures >= SHARED_FIGURES and figures >= REWRITE_FIGURES * min(len(one.figures), len(other.figures))


def similarity(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Share of the smaller sorted set that is in both, 0 to 1; 0 when one is too short to tell."""
    smaller = min(len(one), len(other))
    return _shared(one, other) / smaller if smaller >= MIN_SHINGLES else 0.0


def may_share_story(one: PublicationDate, other: PublicationDate) -> bool:
    """Whether the dates allow it: within two weeks of each other, or one of them unknown."""
    return _within(one, other, APART, unknown=True)


def _within(one: PublicationDate, other: PublicationDate, apart: timedelta, *, unknown: bool) -> bool:
    if one.first_day is None or other.first_day is None or one.last_day is None or other.last_day is None:
        return unknown
    return one.first_day - other.last_day <= apart and other.first_day - one.last_day <= apart


def _two_of_a_form(one: Signature, other: Signature) -> bool:
    """Whether both fill one form with figures of their own, as daily market reports do."""
    fewest = min(len(one.figures), len(other.figures))
    return fewest >= OWN_FIGURES and len(one.figures & other.figures) <= FEW_FIGURES * fewest


def _rewritten(one: Signature, other: Signature) -> bool:
    """Whether two outlets tell the same in other words; what one outlet writes anew is its next report."""
    if not one.source or not other.source or one.source == other.source:
        return False
    if not _within(one.published, other.published, timedelta(days=REWRITE_DAYS), unknown=False):
        return False
    if not same_figures(one, other):
        return False
    lengths = sorted((len(one.words), len(other.words)))
    if lengths[1] > LENGTHS * lengths[0]:
        return False
    if _containment(one.names, other.names) < REWRITE_NAMES:
        return False
    doublings = max(math.log2(max(len(one.stems), len(other.stems), 1) / 100), 0)
    return _containment(one.stems, other.stems) >= REWRITE_WORDS + MORE_WORDS * doublings


def _containment(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _shared(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))
