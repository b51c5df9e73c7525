"""What is kept of an article's text to tell whether another carries its copy, and the keys under which copies meet.

Two texts that share sentences meet under keys made of their three-word sequences. A desk that puts every sentence in
other words keeps the figures and the names: texts of the same days meet under keys made of those too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from index.dates import PublicationDate

__all__ = ["MIN_SHINGLES", "REWRITE_DAYS", "Signature"]

Hashes = NDArray[np.uint64]

SHINGLE_BANDS, SHINGLE_ROWS = 16, 2
"""Texts whose three-word sequences have a resemblance of .4 meet with probability 1-(1-.4^2)^16 = .94."""
LEAD, LEAD_BANDS = 40, 5
"""A brief made of the first paragraph resembles the whole too little; the beginnings of both are alike."""
FACT_BANDS, FACT_ROWS = 14, 3
"""Texts whose figures and names have a resemblance of .55 meet with probability 1-(1-.55^3)^14 = .92."""
MIN_SHINGLES = 12
"""A text with fewer three-word sequences is too short to tell."""
MIN_FACTS = 6
REWRITE_DAYS = 3
"""A rewrite is looked for among articles published within so many days."""
LONGEST = 20_000
"""Words of a text that are looked at: a book that was loaded by mistake must not fill the memory."""
WORD = re.compile(r"\w+")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"[A-Z](?<=[a-z,;”’\"] [A-Z])[a-z]\w+")
"""A capitalised word in the middle of a sentence; said from its capital, which is found sooner than what is before."""
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
}
NUMBER_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(NUMBER_WORDS)})(?!\w)")
STEM = 6
"""Letters that stand for a word: `tariff` and `tariffs`, `negotiate` and `negotiators` are one."""
PLAIN = frozenset(
    "about above after again against along also among another around because been before being below between both "
    "could does doing done down during each even ever every from have having here however into itself just last like "
    "made make many might more most much must near never next once only other others ought over same says shall should "
    "since some still such than that their them then there these they this those though through under until upon very "
    "want week well were what when where whether which while whom whose will with within without would year years your "
    "said told month months percent january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words of four letters and more that stand in any report."""


class _WordHashes(dict[str, int]):
    """The hash of a word, the same in every process; remembers those that it met."""

    MOST = 200_000

    def __missing__(self, word: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        value = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return value


WORD_HASHES = _WordHashes()


class Signature:
    """The sequences, figures, names and words of one text; what is not asked for is not computed."""

    def __init__(self, text: str, published: PublicationDate, source: str = "") -> None:
        self.published = published
        self.source = source.casefold()
        self._text = text[: LONGEST * 8]

    @cached_property
    def words(self) -> list[str]:
        """In order and in small letters."""
        return WORD.findall(self._text.lower())[:LONGEST]

    @cached_property
    def shingles(self) -> Hashes:
        """Hashes of the three-word sequences, sorted, each once; case and punctuation aside."""
        return np.unique(self._sequences)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers, in digits and in words up to twenty, by their digits: `1,300` is `1300`."""
        digits = {figure.replace(",", "") for figure in FIGURE.findall(self._text)}
        # most that meet are told apart by their figures: a short text need not be taken apart into words for them
        short = len(self._text) <= LONGEST
        words = set(NUMBER_WORD.findall(self._text.lower()) if short else NUMBER_WORDS.keys() & set(self.words))
        return frozenset(digits | {NUMBER_WORDS[word] for word in words})

    @cached_property
    def names(self) -> frozenset[str]:
        """Beginnings of capitalised words that stand inside a sentence."""
        return frozenset(name[: STEM + 1].lower() for name in NAME.findall(self._text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings of the words that not every report has."""
        return frozenset(word[:STEM] for word in set(self.words) - PLAIN if len(word) > 3 and not word[0].isdigit())

    @cached_property
    def keys(self) -> list[int]:
        """Keys that the article is stored under; none for a text too short to tell."""
        day = self._days
        return self.sequence_keys + ([] if day is None else [_dated(key, day[0]) for key in self._fact_keys])

    @cached_property
    def probes(self) -> list[int]:
        """Keys under which its copies are stored: rewrites also those of the days before and after."""
        day = self._days
        near = [] if day is None else [_dated(key, each) for key in self._fact_keys for each in day]
        return self.sequence_keys + near

    @cached_property
    def _sequences(self) -> Hashes:
        return _sequences(self.words)

    @cached_property
    def sequence_keys(self) -> list[int]:
        """Those of `keys` and `probes` that are made of the text's sequences."""
        if len(self._sequences) < MIN_SHINGLES:
            return []
        whole = _bands(self._sequences, SHINGLE_BANDS, SHINGLE_ROWS)
        return whole + _bands(self._sequences[:LEAD], LEAD_BANDS, SHINGLE_ROWS, LEAD)

    @cached_property
    def _fact_keys(self) -> list[int]:
        facts = self.figures | self.names
        if len(facts) < MIN_FACTS:
            return []
        hashes = np.fromiter((WORD_HASHES[each] for each in facts), dtype=np.uint64, count=len(facts))
        return _bands(hashes, FACT_BANDS, FACT_ROWS)

    @cached_property
    def _days(self) -> tuple[int, int, int] | None:
        """Its stretch of days and the two beside it; None when the day is not known."""
        first = self.published.first_day
        if first is None or first != self.published.last_day:
            return None
        stretch = first.toordinal() // REWRITE_DAYS
        return stretch, stretch - 1, stretch + 1


def _sequences(words: Sequence[str]) -> Hashes:
    values = np.fromiter(map(WORD_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))
    if len(values) < 3:
        return np.zeros(0, dtype=np.uint64)
    one, two, three = (np.uint64(each) for each in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
    mixed = values[:-2] * one + values[1:-1] * two + values[2:] * three
    hashes: Hashes = mixed ^ (mixed >> np.uint64(29))
    return hashes


def _bands(values: Hashes, bands: int, rows: int, kind: int = 0) -> list[int]:
    """Keys of groups of least hashes (multiply-shift: Dietzfelbinger et al. 1997)."""
    minima = ((_odd(bands * rows)[:, None] * values[None, :]).min(axis=1) >> np.uint64(20)).reshape(bands, rows)
    key = np.arange(1, bands + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(rows + kind)
    for row in range(rows):
        key = (key ^ minima[:, row]) * np.uint64(0xD6E8FEB86659FD93)
        key ^= key >> np.uint64(32)
    keys: list[int] = (key & np.uint64(0x7FFFFFFFFFFFFFFF)).tolist()
    return keys


def _dated(key: int, stretch: int) -> int:
    return (key ^ (stretch * 0x9E3779B97F4A7C15)) & 0x7FFFFFFFFFFFFFFF


@cache
def _odd(count: int) -> Hashes:
    random = np.random.default_rng(20180706)
    return random.integers(0, 1 << 63, size=count, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
