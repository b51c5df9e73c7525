"""Phrases on whole words, with typography out of the way."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["holds_phrase", "plain", "typed_plainly"]

FOLDED = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00ad": None, "\u200b": None,
    }
)  # fmt: skip


def typed_plainly(text: str) -> str:
    """Straight quotes, plain hyphens, single spaces. Case, digits and signs stay as they are."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FOLDED).split())


def plain(text: str) -> str:
    """`typed_plainly`, in lower case."""
    return typed_plainly(text).casefold()


def holds_phrase(said: str, phrase: str) -> bool:
    """Whether the words of `phrase` stand in `said`, which must be `plain` already.

    "rate" is not in "separate", "106" neither in "1,106" nor in "106.5".
    """
    wanted = plain(phrase)
    left = r"(?<!\w)(?<!\d[.,])" if wanted[:1].isdigit() else r"(?<!\w)" if wanted[:1].isalnum() else ""
    right = r"(?!\w)(?![.,]\d)" if wanted[-1:].isdigit() else r"(?!\w)" if wanted[-1:].isalnum() else ""
    return re.search(f"{left}{re.escape(wanted)}{right}", said) is not None
