"""One target, many inputs, in this process: each within its limits of time and memory."""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.fuzzing.contract import LIMITS, Find, Limits, Target, kind_of
from tests.fuzzing.mutating import mutated

__all__ = ["Tally", "TooSlowError", "feed", "tried"]


class TooSlowError(BaseException):
    """An input took longer than it may; no `except Exception` of what is tested hides it."""


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    inputs: int = 0
    seconds: float = 0.0
    slowest_s: float = 0.0
    peak_mb: float = 0.0
    """More than the process held before the first input."""
    finds: list[Find] = field(default_factory=list)


def tried(target: Target, data: bytes, limits: Limits = LIMITS) -> str:
    """What went wrong with one input; empty when nothing did."""
    before = peak_mb()
    try:
        with _alarm(limits.seconds):
            target.run(data)
    except TooSlowError:
        return f"took more than {limits.seconds:g} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"[:300]
    grown = peak_mb() - before
    return f"took {grown:.0f} MB" if grown > limits.memory_mb else ""


def feed(
    target: Target,
    *,
    seed: int,
    inputs: int,
    seconds: float = float("inf"),
    limits: Limits = LIMITS,
    before: Callable[[bytes], object] = lambda _: None,
) -> Tally:
    """Try as many mutated inputs, and keep the first find of each kind.

    `before` is told each input first, in case the process does not come back.
    """
    chance = random.Random(seed)
    kinds: set[str] = set()
    tally = Tally()
    base = peak_mb()
    began = time.monotonic()
    while tally.inputs < inputs and tally.seconds < seconds:
        data = mutated(chance, target.seeds, target.tokens, limits.input_bytes)
        before(data)
        started = time.monotonic()
        what = tried(target, data, limits)
        now = time.monotonic()
        tally.inputs += 1
        tally.slowest_s = max(tally.slowest_s, now - started)
        tally.seconds = now - began
        if what and kind_of(what) not in kinds:
            kinds.add(kind_of(what))
            tally.finds.append(Find(data, what))
    tally.peak_mb = peak_mb() - base
    return tally


def peak_mb() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1000)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Ring after so much work of the processor: what other processes do to the clock is no input's fault."""

    def ring(_signal: int, _frame: Any) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
