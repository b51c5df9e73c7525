"""A feed cut behind its first entries, before anything is made of the others."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

__all__ = ["CutFeed", "first_entries"]

ENTRIES = frozenset({"item", "entry"})
ENTRY_START = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
WIDE = (b"\xff\xfe", b"\xfe\xff")


class CutFeed(NamedTuple):
    """The beginning of a feed."""

    data: bytes
    entries: int
    """How many the whole feed has, as far as it is well-formed."""


def first_entries(data: bytes, most: int) -> CutFeed:
    """The feed with no more than `most` entries, its elements closed behind them.

    A malformed feed is cut where the next entry seems to begin.
    """
    counted = _Counting(data, most)
    if counted.cut is None:
        starts = [match.start() for match in ENTRY_START.finditer(data)] if counted.broken else []
        return CutFeed(data[: starts[most]] if len(starts) > most else data, max(counted.entries, len(starts)))
    if data.startswith(WIDE):
        return CutFeed(data, counted.entries)
    return CutFeed(data[: counted.cut] + counted.ends, counted.entries)


class _Counting:
    """One pass over a feed: its entries, where the first too many begins, and what is open there."""

    def __init__(self, data: bytes, most: int) -> None:
        self.entries = 0
        self.cut: int | None = None
        self.ends = b""
        self.broken = False
        self._most = most
        self._open: list[str] = []
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            self.broken = True

    def _start(self, name: str, _attributes: object) -> None:
        if name.rpartition(":")[2].lower() in ENTRIES and self._depth in {0, len(self._open)}:
            self._depth = len(self._open)
            self.entries += 1
            if self.entries == self._most + 1:
                self.cut = self._parser.CurrentByteIndex
                self.ends = "".join(f"</{each}>" for each in reversed(self._open)).encode()
        self._open.append(name)

    def _end(self, _name: str) -> None:
        self._open.pop()
