"""The measure of what resolving costs counts what it says: articles loaded, and expressions found in them."""

from __future__ import annotations

from pathlib import Path

from evals.times.cost import measure


def test_articles_and_their_expressions_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Tuna talks\n\nThe levy rose in May 2019 and again on 3 June 2019.", encoding="utf-8"
    )
    cost = measure([tmp_path / "a.txt"])
    assert (cost.articles, cost.expressions) == (1, 2)
    assert cost.loading_s > 0
    assert cost.share > 0


def test_nothing_loaded_has_no_share(tmp_path: Path) -> None:
    cost = measure([tmp_path / "missing.txt"])
    assert (cost.articles, cost.expressions, cost.share) == (0, 0, 0)
