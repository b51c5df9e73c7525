"""The `[n]` that lead from an answer's sentences to its citations.

Only Parley writes them. A number that an article itself has in square brackets, a footnote or an
editor's "[2018]", stands in round ones where an answer shows the article's words; quotes stay exact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["MARKER", "marked", "markers_in", "without_markers"]

MARKER = re.compile(r"\[([0-9]{1,9})\]")
SIGNS = r"\s,;.:^*#/+–—-"
NUMBERS = re.compile(rf"\[([{SIGNS}]*\d[\d{SIGNS}]*)\]")
"""Also what other readers might take for markers: `[7, 8]`, `[^7]`, `[7–9]`, digits of other scripts."""


def marked(text: str, numbers: Sequence[int]) -> str:
    """A sentence with its markers behind it: `Talks stalled. [1][3]`."""
    return f"{text} {''.join(f'[{number}]' for number in numbers)}" if numbers else text


def markers_in(text: str) -> list[int]:
    """The numbers of the markers, in order, repeats included."""
    return [int(number) for number in MARKER.findall(text)]


def without_markers(text: str) -> str:
    """The text with nothing in it that could be taken for a marker; as it is when nothing could."""
    return NUMBERS.sub(r"(\1)", text)
