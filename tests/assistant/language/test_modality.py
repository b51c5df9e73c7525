"""What is denied and what is still to come are told from what has happened by the words of their own clause."""

from __future__ import annotations

import pytest

from assistant.language.modality import negated_at, planned_at, planned_thing_at


@pytest.mark.parametrize(
    "text",
    [
        "The union has not [raised] the levy",
        "The union didn't [raise] the levy",
        "The union stopped short of [raising] the levy",
        "The union denied that it [raised] the levy",
        "No ministry [raised] the levy",
        "The union has yet to [raise] the levy",
    ],
)
def test_a_denied_deed_is_negated(text: str) -> None:
    assert negated_at(*word(text))


@pytest.mark.parametrize(
    "text",
    [
        "The union [raised] the levy",
        "The union did not wait, and [raised] the levy",
        "As talks did not help, the union [raised] the levy",
        "The union not only [raised] the levy, it closed its ports",
        "The union [raised] the levy because talks had not begun",
    ],
)
def test_a_deed_beside_a_denial_is_not_negated(text: str) -> None:
    assert not negated_at(*word(text))


@pytest.mark.parametrize(
    "text",
    [
        "The union will [raise] the levy",
        "The union plans to [raise] the levy in May",
        "The levy is to be [raised] in May",
        "The union might soon [raise] the levy",
        "Growers urged the union to [raise] the levy",
        "If the union [raised] the levy, growers would gain",
        "Ships would sail once the levy was [raised]",
    ],
)
def test_a_deed_that_is_to_come_is_planned(text: str) -> None:
    assert planned_at(*word(text))


@pytest.mark.parametrize(
    "text",
    [
        "The union [raised] the levy",
        "The union decided to [raise] the levy",
        "The union began to [raise] the levy",
        "The union, which will meet in May, [raised] the levy",
    ],
)
def test_a_deed_that_was_done_is_not_planned(text: str) -> None:
    assert not planned_at(*word(text))


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("The proposed [increase] in the levy worries growers", True),
        ("The [increase] would take effect in May", True),
        ("Growers demanded an [increase] in the levy", True),
        ("The [increase] in the levy took effect in May", False),
        ("Growers felt the [increase] in the levy", False),
    ],
)
def test_a_thing_may_be_only_planned(text: str, planned: bool) -> None:
    plain, start = word(text)
    end = start + len(text[text.index("[") + 1 : text.index("]")])
    assert planned_thing_at(plain, start, end) is planned


def word(text: str) -> tuple[str, int]:
    """The text without brackets, and where the word in them begins."""
    return text.replace("[", "").replace("]", ""), text.index("[")
