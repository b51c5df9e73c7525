"""What a tariff or a quota is on, by the "on …" that belongs to its figure."""

from __future__ import annotations

import re

from assistant.figures.patterns import FAR, MEASURE_BEFORE, ON, PER_WHAT, TARIFF
from assistant.language.quantities import Quantity

__all__ = ["product_of"]

RATE_ON = re.compile(rf"^\s*(?:(?:per|a|an)\s+{PER_WHAT}s?)?\s*(?:(?:[\w’'-]+\s+){{0,3}}?{TARIFF}\s+)?$", re.IGNORECASE)
"""What may stand between a rate and what it is on: "25 percent import duty on"."""
PREPOSITION = re.compile(r"\b(?:on|against)\s", re.IGNORECASE)


def product_of(text: str, quantity: Quantity) -> tuple[int, int] | None:
    """Where a sentence names what the measure of that figure is on; None where no "on …" is near.

    The "on …" right behind the figure and its measure comes first, else the nearest.
    """
    starts = (each.start() for each in PREPOSITION.finditer(text))
    each_on = (match for start in starts if (match := ON.match(text, start)))
    found = [each for each in each_on if MEASURE_BEFORE.search(text[: each.start()])]
    own = [each for each in found if quantity.end <= each.start() and RATE_ON.match(text[quantity.end : each.start()])]
    nearest = own[0] if own else min(found, key=lambda each: _apart(each, quantity), default=None)
    return nearest.span("what") if nearest and _apart(nearest, quantity) <= FAR else None


def _apart(match: re.Match[str], quantity: Quantity) -> int:
    return max(match.start() - quantity.end, quantity.start - match.end(), 0)
