"""The set of figures is read, scored, and scored down for every kind of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.extracted.figures import figure_scores, read_figure_cases
from index.errors import InputError

WATCHES = """
groups:
  - split: dev
    published: 2019-06-03
    cases:
      - text: Norway put a duty of 12 percent on Swiss watches.
        figures: [{value: %s, unit: percent, by: %s}]
"""


def test_the_set_keeps_its_figures() -> None:
    groups = read_figure_cases()
    for split in ("dev", "test", "third", "fourth_dev"):
        scores = figure_scores(groups, split)
        assert (scores.found.share or 0) >= 0.8
        assert (scores.cells.share or 0) >= 0.95
        assert scores.false.hits == 0


@pytest.mark.parametrize(
    ("value", "by", "figures"), [(12, "Norway", (1, 1, 0)), (12, "Japan", (1, 0, 0)), (13, "Norway", (0, 0, 1))]
)
def test_each_fault_loses_its_own_figure(tmp_path: Path, value: int, by: str, figures: tuple[int, int, int]) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(WATCHES % (value, by), encoding="utf-8")
    scores = figure_scores(read_figure_cases(path), "dev")
    assert (scores.found.hits, scores.cells.hits, scores.false.hits) == figures


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text("groups: [{split: dev}]", encoding="utf-8")
    with pytest.raises(InputError, match=r"figures\.yaml"):
        read_figure_cases(path)
