import pytest

from evals.external.ranks import first_rank, hit_rate, recall, reciprocal_ranks

RANKS = [1, 3, None, 11, 10]


def test_the_first_that_counts_gives_the_rank() -> None:
    assert first_rank(["a", "b", "b"], "b".__eq__) == 2
    assert first_rank(["a"], "b".__eq__) is None
    assert first_rank([], "b".__eq__) is None


@pytest.mark.parametrize(("k", "hits"), [(1, 1), (3, 2), (4, 2), (10, 3), (11, 4)])
def test_a_hit_is_a_rank_of_at_most_k_and_a_miss_stays_in_the_denominator(k: int, hits: int) -> None:
    rate = hit_rate(RANKS, k)
    assert (rate.hits, rate.of) == (hits, 5)


def test_the_reciprocal_rank_is_zero_beyond_k() -> None:
    # (1 + 1/3 + 0 + 0 + 1/10) / 5 = .28667
    values = reciprocal_ranks(RANKS, 10)
    assert values == [1.0, 1 / 3, 0.0, 0.0, 0.1]
    assert sum(values) / len(values) == pytest.approx(0.28667, abs=1e-5)
    assert reciprocal_ranks([], 10) == []


def test_recall_counts_each_gold_article_once() -> None:
    assert recall(["a", "a", "x", "b"], {"a", "b", "c", "d"}) == 0.5
    assert recall([], {"a"}) == 0.0
