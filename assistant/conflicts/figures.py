"""Whether two figures may be one, told with more and fewer digits, and which of a sentence's figures still hold.

"about $50bn", "$50 billion", "$49.8bn"   one figure
"raised to 25 percent from 10 percent"    25 holds, 10 is what was before
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.language.quantities import Quantity

__all__ = ["agree", "is_former"]

NEAR = Decimal("0.03")
"""Beyond this share of itself no figure is taken for rounded; an "about" doubles it."""
BEYOND = Decimal("1.5")
"""Up to so many times a floor ("more than 2,300") a figure still fits it."""
FORMER_BEFORE = re.compile(
    r"(?:\bfrom|\binstead of|\brather than|\bnot|\bup from|\bdown from|\bcompared with|\bagainst)\s+"
    r"(?:the |an? |about |around |earlier |previous |original )*$",
    re.IGNORECASE,
)
NO_FORMER = re.compile(r"^\W*(?:on|in|each|every)\b", re.IGNORECASE)


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both may be true of one thing. Figures of different units never agree."""
    if one.unit != other.unit:
        return False
    if one.value == other.value:
        return True
    if one.bound or other.bound:
        return _fits_bound(one, other) and _fits_bound(other, one)
    low, high = _span(one)
    return (low <= other.value <= high) or _within(other, one)


def is_former(quantity: Quantity, text: str) -> bool:
    """Whether a figure is what was before, or what is not so: "from 10 percent", "not 12,000"."""
    return bool(FORMER_BEFORE.search(text[: quantity.start]))


def _within(wide: Quantity, narrow: Quantity) -> bool:
    low, high = _span(wide)
    return low <= narrow.value <= high


def _span(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """What a figure may stand for, by its last digit and at most a small share of itself."""
    size = abs(quantity.value)
    share = size * NEAR
    if quantity.about:
        return quantity.value - 2 * share, quantity.value + 2 * share
    place = Decimal(10) ** (size.adjusted() - quantity.digits + 1) if size else Decimal(0)
    half = min(place / 2, share)
    return quantity.value - half, quantity.value + half


def _fits_bound(bound: Quantity, other: Quantity) -> bool:
    slack = abs(bound.value) * NEAR
    if bound.bound == "most":
        return other.value <= bound.value + slack
    if bound.bound == "least":
        return bound.value - slack <= other.value <= bound.value * BEYOND
    return True
