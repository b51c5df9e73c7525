"""The set of statements is read, scored, and scored down for every kind of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.extracted.quotes import quote_scores, read_quote_cases
from index.errors import InputError

RUIZ = """
groups:
  - split: dev
    published: 2019-07-05
    cases:
      - text: '"We shall wait," said Ana Ruiz, a trader.'
        quotes: [{speaker: %s, exact: true, words: %s}]
"""


def test_every_expected_word_stands_in_its_report() -> None:
    groups = read_quote_cases()
    assert sum(len(case.quotes) for group in groups for case in group.cases) >= 75
    for group in groups:
        for case in group.cases:
            for quote in case.quotes:
                assert quote.words in case.text, quote.words


def test_the_set_keeps_its_figures() -> None:
    groups = read_quote_cases()
    for split in ("dev", "test", "third", "fourth_dev", "fourth"):
        scores = quote_scores(groups, split)
        assert scores.words.share == 1.0
        assert (scores.found.share or 0) >= 0.8
        assert (scores.speaker.share or 0) >= 0.95


@pytest.mark.parametrize(
    ("speaker", "words", "figures"),
    [
        ("Ana Ruiz", "We shall wait", (1, 1, 1, 0)),
        ("Bo Lind", "We shall wait", (1, 0, 1, 0)),
        ("Ana Ruiz", "shall wait", (1, 1, 0, 0)),
        ("Ana Ruiz", "a trader", (0, 0, 0, 1)),
    ],
)
def test_each_fault_loses_its_own_figure(
    tmp_path: Path, speaker: str, words: str, figures: tuple[int, int, int, int]
) -> None:
    path = tmp_path / "quotes.yaml"
    path.write_text(RUIZ % (speaker, words), encoding="utf-8")
    scores = quote_scores(read_quote_cases(path), "dev")
    assert (scores.found.hits, scores.speaker.hits, scores.words.hits, scores.false.hits) == figures


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "quotes.yaml"
    path.write_text("groups: [{split: dev}]", encoding="utf-8")
    with pytest.raises(InputError, match=r"quotes\.yaml"):
        read_quote_cases(path)
