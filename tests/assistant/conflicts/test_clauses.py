"""A sentence's clauses and their speakers."""

from __future__ import annotations

import pytest

from assistant.conflicts.clauses import clauses_of


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The levy costs 900 jobs, the league said.", ["the league"]),
        ("The levy costs 900 jobs, according to the league.", ["the league"]),
        ("The levy costs 900 jobs.", [""]),
        ("The union, which counts storage, estimates the loss at $3bn.", ["The union"]),
        ("A day after the vote, the minister said that it was lost.", ["the minister"]),
        ("The levy, the league said on Monday, costs 900 jobs.", ["the league"]),
        ("Brook spoke of 900 jobs, while the league put it at 300.", ["Brook", "the league"]),
    ],
)
def test_speakers(text: str, speakers: list[str]) -> None:
    assert [each.speaker for each in clauses_of(text)] == speakers


def test_clauses_lie_in_the_sentence() -> None:
    text = "Brook spoke of 900 jobs, while the league put it at 300."
    for clause in clauses_of(text):
        assert text[clause.start : clause.end].startswith(clause.text[:5])
