"""The codes of the Harmonised System that belong to a figure of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.quantities import Quantity

__all__ = ["hs_codes"]

CODE = re.compile(r"\d{4}(?:\.\d{2}){1,3}|\d{6,10}|\d{4}")
NAMED = re.compile(
    r"\b(?:HS|HTS|headings?|subheadings?|tariff codes?|customs codes?)\s+(?:codes?\s+|numbers?\s+)?"
    rf"(?P<codes>(?:{CODE.pattern})(?:(?:,\s*|\s+(?:and|or|to)\s+|,\s+(?:and|or)\s+)(?:{CODE.pattern})(?![\d,]))*)",
    re.IGNORECASE,
)
"""One code or several: "headings 7208 and 7210.49"."""
CLAUSE_ENDS = re.compile(r"[,;]\s")
NO_DUTY = re.compile(r"\bno (?:duty|tariff|levy)\b", re.IGNORECASE)


def hs_codes(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[str, ...]:
    """The codes in the clause of the figure; those of the whole sentence where it has one figure only.

    `quantities` are all of the sentence.
    """
    found = list(NAMED.finditer(text))
    near = [each for each in found if not CLAUSE_ENDS.search(_between(text, each, quantity))]
    alone = sum(each.unit == quantity.unit for each in quantities) == 1 and not NO_DUTY.search(text)
    return tuple(code for each in near or (found if alone else ()) for code in CODE.findall(each["codes"]))


def _between(text: str, match: re.Match[str], quantity: Quantity) -> str:
    return text[min(match.end(), quantity.end) : max(match.start(), quantity.start)]
