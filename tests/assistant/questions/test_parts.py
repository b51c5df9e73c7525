"""A question that asks several things becomes one question for each, and any other stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.parts import MOST_PARTS, is_comparison, parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("When did the talks stall and why?", ["When did the talks stall?", "Why did the talks stall?"]),
        ("When and why did talks stop?", ["When did talks stop?", "Why did talks stop?"]),
        (
            "When and for what reason was the mill put on the list?",
            ["When was the mill put on the list?", "For what reason was the mill put on the list?"],
        ),
        (
            "Why did Ostland double its duty and to what rate?",
            ["Why did Ostland double its duty?", "To what rate did Ostland double its duty?"],
        ),
        (
            "When was the quota cut, and what triggered it?",
            ["When was the quota cut?", "What triggered it (the quota cut)?"],
        ),
        (
            "When did Ostland retaliate and what did Norland do?",
            ["When did Ostland retaliate?", "What did Norland do?"],
        ),
        ("Compare the tariffs of Ostland and Norland", ["The tariffs of Ostland?", "The tariffs of Norland?"]),
        ("Compare the tariffs on steel and paper", ["The tariffs on steel?", "The tariffs on paper?"]),
        ("Compare steel and paper tariffs", ["Steel tariffs?", "Paper tariffs?"]),
        ("How do tuna, steel and paper compare?", ["Tuna?", "Steel?", "Paper?"]),
        (
            "How does the 2018 aid compare with the package of 2019?",
            ["The 2018 aid?", "The package of 2019?"],
        ),
        ("The 2018 list versus the 2019 list", ["The 2018 list?", "The 2019 list?"]),
        (
            "What is the difference between the first list and the second list?",
            ["The first list?", "The second list?"],
        ),
        (
            "How did Ostland, Norland and the EU respond to the levy?",
            [
                "How did Ostland respond to the levy?",
                "How did Norland respond to the levy?",
                "How did the EU respond to the levy?",
            ],
        ),
        (
            "Compare the duties of the US and China: what rates?",
            ["The duties of the US: what rates?", "The duties of China: what rates?"],
        ),
    ],
)
def test_each_thing_asked_is_a_question(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "When did the talks stall?",
        "What did Ostland and Norland sign?",
        "What did the two ministers say when they met?",
        "How did trade between Ostland and Norland develop?",
        "Why were steel and paper taxed?",
        "What did each side do?",
        "",
    ],
)
def test_one_thing_asked_stays_one_question(question: str) -> None:
    assert parts_of(question) == [question]


def test_what_is_set_side_by_side_is_a_comparison_and_what_is_asked_in_a_row_is_not() -> None:
    assert is_comparison("Compare the tariffs of Ostland and Norland")
    assert is_comparison("How did Ostland and Norland respond to the levy?")
    assert not is_comparison("When did the talks stall and why?")


@given(st.text(max_size=200))
def test_any_text_has_between_one_and_the_most_parts_and_none_of_several_is_empty(text: str) -> None:
    parts = parts_of(text)
    assert 1 <= len(parts) <= MOST_PARTS
    assert len(parts) == 1 or all(part.strip(" ?") for part in parts)
