"""Rates and means with their intervals, and what two paired lists of scores can tell apart.

Sources: Wilson 1927 for rates (at n = 30 and p = .97 the usual interval covers 59 % instead of 95);
Miller 2024 (arXiv 2411.00640, appendix A) for means over clustered cases; McNemar 1947, exact form;
Holm 1979. Randomness is seeded, so that the same scores give the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

from pydantic import BaseModel, ConfigDict, computed_field

__all__ = [
    "SEED",
    "Mean",
    "Rate",
    "fewest_flips",
    "holm",
    "mcnemar",
    "mean_of",
    "paired_interval",
    "percentile",
    "rate_of",
    "sign_flip",
    "visible_difference",
]

RESAMPLES = 4999
SEED = 20190505


class Rate(BaseModel):
    """So many of so many, with the 95 % Wilson interval (scipy computes it)."""

    model_config = ConfigDict(frozen=True)

    hits: int
    of: int
    low: float | None
    high: float | None

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's own documentation writes it
    @property
    def share(self) -> float | None:
        """0.0 to 1.0; None when there is nothing to take a share of."""
        return self.hits / self.of if self.of else None


class Mean(BaseModel):
    """A mean of scores with its 95 % interval; None over nothing."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    of: int
    clusters: int
    """Groups of cases that rest on one story; the interval counts these, not the cases."""
    low: float | None
    high: float | None


def rate_of(outcomes: Iterable[bool]) -> Rate:
    """How many of these hold, with the interval; no interval for none at all."""
    listed = list(outcomes)
    hits, of = sum(listed), len(listed)
    if not of:
        return Rate(hits=0, of=0, low=None, high=None)
    from scipy.stats import binomtest

    interval = binomtest(hits, of).proportion_ci(confidence_level=0.95, method="wilson")
    return Rate(hits=hits, of=of, low=float(interval.low), high=float(interval.high))


def mean_of(values: Sequence[float], clusters: Sequence[str]) -> Mean:
    """The mean of scores from 0 to 1, one cluster name each, with an interval by clustered standard error.

    Scores that are all alike have no spread to count: their interval is Wilson's for so many full or
    empty ones, and none when they are something else. A single cluster gives no interval.
    """
    if not values:
        return Mean(value=None, of=0, clusters=0, low=None, high=None)
    mean = sum(values) / len(values)
    groups = len(set(clusters))
    low, high = _clustered(values, clusters, mean)
    return Mean(value=mean, of=len(values), clusters=groups, low=low, high=high)


def _clustered(values: Sequence[float], clusters: Sequence[str], mean: float) -> tuple[float | None, float | None]:
    sums = _cluster_sums([value - mean for value in values], clusters)
    count = len(sums)
    spread = sum(each * each for each in sums.values())
    if set(values) <= {0.0, 1.0} and len(set(values)) == 1:
        rate = rate_of(value == 1.0 for value in values)
        return rate.low, rate.high
    if count < 2 or not spread:
        return None, None
    from scipy.stats import t

    error = sqrt(count / (count - 1) * spread) / len(values)
    half = float(t.ppf(0.975, count - 1)) * error
    return max(0.0, mean - half), min(1.0, mean + half)


def _cluster_sums(values: Sequence[float], clusters: Sequence[str]) -> Mapping[str, float]:
    sums: dict[str, float] = {}
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + value
    return sums


def mcnemar(fixed: int, broken: int) -> float:
    """The exact two-sided p of so many flips one way and so many the other; 1.0 for none."""
    if not fixed + broken:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(fixed, fixed + broken, 0.5).pvalue)


def sign_flip(differences: Sequence[float], clusters: Sequence[str]) -> float:
    """The two-sided p of a mean difference of pairs, by flipping signs a cluster at a time; 1.0 for none.

    (b + 1) / (B + 1), so that it is never 0 (Phipson and Smyth 2010).
    """
    import numpy as np

    sums = np.array(list(_cluster_sums(differences, clusters).values()))
    if not sums.size or not np.any(sums):
        return 1.0
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(RESAMPLES, sums.size))
    as_far = np.abs(signs @ sums) >= abs(sums.sum()) - 1e-12
    return float((as_far.sum() + 1) / (RESAMPLES + 1))


def paired_interval(differences: Sequence[float], clusters: Sequence[str]) -> tuple[float, float] | None:
    """The 95 % interval of a mean difference of pairs, by bootstrap over clusters; None for fewer than two."""
    import numpy as np

    names = sorted(set(clusters))
    if len(names) < 2:
        return None
    sums = _cluster_sums(differences, clusters)
    sizes = _cluster_sums([1.0] * len(differences), clusters)
    totals = np.array([sums[name] for name in names])
    counts = np.array([sizes[name] for name in names])
    drawn = np.random.default_rng(SEED).integers(0, len(names), size=(RESAMPLES, len(names)))
    means = totals[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def visible_difference(differences: Sequence[float], clusters: Sequence[str]) -> float | None:
    """The smallest mean difference that so many pairs show in four runs of five at p < .05.

    2.8 standard errors of the paired difference (Miller 2024, section 5); None when nothing differs.
    """
    if len(set(clusters)) < 2:
        return None
    mean = sum(differences) / len(differences)
    sums = _cluster_sums([each - mean for each in differences], clusters)
    spread = sum(each * each for each in sums.values())
    count = len(sums)
    return 2.8 * sqrt(count / (count - 1) * spread) / len(differences) if spread else None


def fewest_flips(against: int) -> int:
    """How many flips one way `mcnemar` needs for p < .05 when there are `against` the other way."""
    flips = against + 1
    while mcnemar(flips, against) >= 0.05:
        flips += 1
    return flips


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """p values corrected for their number, in the order given."""
    ordered = sorted(values, key=values.__getitem__)
    corrected: dict[str, float] = {}
    highest = 0.0
    for at, name in enumerate(ordered):
        highest = max(highest, min(1.0, (len(ordered) - at) * values[name]))
        corrected[name] = highest
    return {name: corrected[name] for name in values}


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that `share` of all do not exceed; None over nothing."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else None
