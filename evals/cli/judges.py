"""The judge that a command's options name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from evals.judges import Judge

__all__ = ["judge_of"]


def judge_of(
    model: str | None, url: str | None, max_cost: float | None, price: str | None = None, repeats: int = 1
) -> Judge | None:
    """None when no model is named. Raises: SettingsError for a judge that cannot be asked; UsageError for a price."""
    if model is None:
        return None
    from evals.judges import make_judge

    return make_judge(model, url, max_usd=max_cost, prices=_prices(price), repeats=repeats)


def _prices(price: str | None) -> tuple[float, float] | None:
    if price is None:
        return None
    into, _, out = price.partition("/")
    try:
        prices = float(into), float(out or into)
    except ValueError as error:
        raise UsageError(f"the price {price!r} is none", hint="write --judge-price 0.15/0.60") from error
    if min(prices) < 0:
        raise UsageError(f"the price {price!r} is below nothing")
    return prices
