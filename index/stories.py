"""Near-copies: articles that carry the same copy, whole, cut or lightly rewritten.

Two texts are copies when most of the shorter one's three-word sequences stand in the longer one and
they were published within two weeks of each other. Candidates come from MinHash bands, so that a new
article is compared with a handful of others and not with all.
"""

from __future__ import annotations

import re
import zlib
from datetime import timedelta
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.dates import PublicationDate

__all__ = ["APART", "SAME", "bands", "may_share_story", "shingles", "similarity"]

WORDS = 3
"""Words of a shingle. True copies of wire stories share only about 30 % of theirs when rewritten
(NEWS-COPY, arXiv 2210.04261), so rewrites beyond light editing are missed."""
ROWS, BANDS = 2, 24
"""Two minima a band: texts with a resemblance of .3 meet with probability 1-(1-.3^2)^24 = .90."""
SAME = 0.55
"""Least share of the shorter text's shingles that copies have in common."""
MIN_SHINGLES = 12
LONGEST = 20_000
"""Words of a text that are looked at: a book that was loaded by mistake must not fill the memory."""
APART = timedelta(days=14)
PRIME = (1 << 31) - 1


def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's three-word sequences, case and punctuation aside; the same in every process."""
    words = [match.group() for match in islice(re.finditer(r"\w+", text.lower()), LONGEST)]
    encoded = [
        " ".join(each).encode("utf-8", "surrogatepass")
        for each in zip(*(words[i:] for i in range(WORDS)), strict=False)
    ]
    return frozenset(map(zlib.crc32, encoded))


def bands(parts: frozenset[int]) -> list[int]:
    """Keys under which near-copies meet; none for a text too short to tell."""
    if len(parts) < MIN_SHINGLES:
        return []
    a, b = _coefficients()
    values = np.fromiter(parts, dtype=np.uint64, count=len(parts)) % PRIME
    minima = _modulo(np.multiply.outer(a, values) + b[:, None]).min(axis=1).reshape(BANDS, ROWS)
    keys = (minima[:, 0] << np.uint64(31)) ^ minima[:, 1]
    return [(int(key) ^ (band * 0x9E3779B97F4A7C15)) & 0x7FFFFFFFFFFFFFFF for band, key in enumerate(keys)]


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set that is in both, 0 to 1; 0 when one is too short to tell."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= MIN_SHINGLES else 0.0


def may_share_story(one: PublicationDate, other: PublicationDate) -> bool:
    """Whether the dates allow it: within two weeks of each other, or one of them unknown."""
    if one.first_day is None or other.first_day is None or one.last_day is None or other.last_day is None:
        return True
    return one.first_day - other.last_day <= APART and other.first_day - one.last_day <= APART


def _modulo(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number, below 2^62 + 2^31, modulo `PRIME`: for 2^31 - 1 two shifts do what a division does, and faster."""
    for _ in range(2):
        numbers = (numbers & np.uint64(PRIME)) + (numbers >> np.uint64(31))
    # what is equal to the prime is 0; below it the subtraction wraps round to something huge
    rest: NDArray[np.uint64] = np.minimum(numbers, numbers - np.uint64(PRIME))
    return rest


@cache
def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(20180706)
    a, b = random.integers(1, PRIME, size=(2, ROWS * BANDS), dtype=np.uint64)
    return a, b
