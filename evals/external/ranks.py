"""Figures from ranks alone. A rank counts from 1; None stands for not found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from evals.statistics import Rate, rate_of

__all__ = ["first_rank", "hit_rate", "recall", "reciprocal_ranks"]

Item = TypeVar("Item")


def first_rank(found: Sequence[Item], counts: Callable[[Item], bool]) -> int | None:
    """The rank of the first one that counts."""
    return next((rank for rank, item in enumerate(found, start=1) if counts(item)), None)


def hit_rate(ranks: Sequence[int | None], k: int) -> Rate:
    """How many were found at rank `k` or better."""
    return rate_of(rank is not None and rank <= k for rank in ranks)


def reciprocal_ranks(ranks: Sequence[int | None], k: int) -> list[float]:
    """1/rank, 0 when not found at rank `k` or better; their mean is MRR@k."""
    return [1 / rank if rank is not None and rank <= k else 0.0 for rank in ranks]


def recall(found: Sequence[str], gold: Collection[str]) -> float:
    """The share of the gold that was found, 0.0 to 1.0. `gold` must not be empty."""
    return len(set(found) & set(gold)) / len(set(gold))
