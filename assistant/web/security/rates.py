"""How often one caller may come: a bucket of tokens a caller, filled steadily."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["Rates"]

MOST_CALLERS = 10_000


class Rates:
    """Buckets by caller. Not for several threads: the event loop asks."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`per_minute` tokens a minute, and as many at once after a rest; 0 for no limit."""
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, caller: str) -> float:
        """Take a token; else the seconds until there is one again (0 when one was taken)."""
        if not self._per_minute:
            return 0.0
        now = self._clock()
        tokens, since = self._buckets.get(caller, (float(self._per_minute), now))
        tokens = min(tokens + (now - since) * self._per_minute / 60, float(self._per_minute))
        taken = tokens >= 1
        self._buckets[caller] = (tokens - 1 if taken else tokens, now)
        self._buckets.move_to_end(caller)
        while len(self._buckets) > MOST_CALLERS:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - tokens) * 60 / self._per_minute
