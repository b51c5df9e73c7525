import pytest

from evals.statistics import rate_of


def test_the_interval_is_wilsons() -> None:
    # 1 of 2: centre (1 + z²/2) / (2 + z²) = .5, half width z sqrt(.5 + z²/4) / (2 + z²), z = 1.959964
    rate = rate_of([True, False])
    assert rate.low == pytest.approx(0.0945, abs=1e-4)
    assert rate.high == pytest.approx(0.9055, abs=1e-4)
    assert rate.share == 0.5


def test_none_of_none_has_no_share_and_no_interval() -> None:
    rate = rate_of([])
    assert (rate.share, rate.low, rate.high) == (None, None, None)


def test_all_of_many_is_not_certainty() -> None:
    # n / (n + z²) for a full score
    assert rate_of([True] * 10).low == pytest.approx(10 / (10 + 1.959964**2), abs=1e-4)
