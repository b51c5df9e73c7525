"""What a target of fuzzing is, and what a find."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["LIMITS", "Find", "Limits", "Target", "kind_of"]


@dataclass(frozen=True, slots=True)
class Target:
    """A function that takes any bytes, and what to make bytes from that it does not throw away at once."""

    run: Callable[[bytes], object]
    """Whatever it raises is a find, so it asserts what must hold and catches what may be raised."""
    seeds: tuple[bytes, ...]
    """Sound inputs, as short as they can be."""
    tokens: tuple[bytes, ...] = ()
    """Words of the format that a mutation sets in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost."""

    seconds: float = 5.0
    """Of the processor. Who is silent for a minute without working is ended by who watches."""
    memory_mb: int = 600
    """Of the process at its peak, over what it held before the first input."""
    input_bytes: int = 5_000
    """Mutations grow no longer than this."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Find:
    """An input that did what none may do."""

    data: bytes
    what: str


def kind_of(what: str) -> str:
    """Finds of one kind are most likely one fault: the words without what the input put into them."""
    return re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "N", what)[:80]
