"""How long answers took and what they cost. Answers from a cache or a file took nothing that this run can tell."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from evals.samples import Sample
from evals.statistics import percentile

__all__ = ["Costs", "Spread", "cost_text", "costs_of"]


class Spread(BaseModel):
    """Milliseconds: the median, and what 95 of 100 stay below."""

    model_config = ConfigDict(frozen=True)

    p50: float
    p95: float


class Costs(BaseModel):
    """Over the answers that were timed."""

    model_config = ConfigDict(frozen=True)

    timed: int
    cached: int
    """Answers left out because they were made earlier."""
    total: Spread | None
    """The whole answer; None when none was timed."""
    steps: dict[str, Spread]
    """By step, as the answers name them."""
    words: float | None
    """Median length of an answer that is no refusal, cached ones included."""
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    """Of this run: cached answers cost nothing."""
    price_dates: tuple[str, ...] = ()
    """Of the price files that it was reckoned by; none when no price was known."""


def costs_of(samples: Sequence[Sample]) -> Costs:
    """The times, tokens and cost of a run's own answers."""
    fresh = [sample for sample in samples if sample.answer is not None and not sample.cached]
    steps: dict[str, list[float]] = {}
    for sample in fresh:
        for name, milliseconds in sample.answer.usage.milliseconds.items() if sample.answer else ():
            steps.setdefault(name, []).append(milliseconds)
    usages = [sample.answer.usage for sample in fresh if sample.answer]
    return Costs(
        timed=sum(sample.milliseconds is not None for sample in fresh),
        cached=sum(sample.cached for sample in samples),
        total=_spread([sample.milliseconds for sample in fresh if sample.milliseconds is not None]),
        steps={name: spread for name, values in steps.items() if (spread := _spread(values))},
        words=percentile(
            [float(len(each.answer.text.split())) for each in samples if each.answer and not each.answer.refused], 0.5
        ),
        prompt_tokens=sum(usage.prompt_tokens for usage in usages),
        completion_tokens=sum(usage.completion_tokens for usage in usages),
        cost_usd=sum(usage.cost_usd for usage in usages),
        price_dates=tuple(sorted({usage.price_date for usage in usages if usage.price_date})),
    )


def cost_text(cost_usd: float, price_dates: Sequence[str]) -> str:
    """A sum in US dollars with the dates of its prices; in words where no price is known."""
    return f"{cost_usd:.4f} USD at prices of {', '.join(price_dates)}" if price_dates else "price not known"


def _spread(values: Sequence[float]) -> Spread | None:
    median, high = percentile(values, 0.5), percentile(values, 0.95)
    return None if median is None or high is None else Spread(p50=round(median, 2), p95=round(high, 2))
