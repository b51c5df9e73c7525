"""A model's reply is taken apart: its sentences, and the passages that each cites, however that is written."""

from __future__ import annotations

import time

import pytest

from assistant.grounding.reading import MOST_NUMBERS, read_reply


@pytest.mark.parametrize(
    ("reply", "text", "cites"),
    [
        ("Talks stalled. [1]", "Talks stalled.", (1,)),
        ("Talks stalled [1][2].", "Talks stalled.", (1, 2)),
        ("Talks stalled [2, 3].", "Talks stalled.", (2, 3)),
        ("Talks stalled [2–4].", "Talks stalled.", (2, 3, 4)),
        ("Talks stalled [^7].", "Talks stalled.", (7,)),
        ("Talks stalled [passage 2].", "Talks stalled.", (2,)),
        ("Talks stalled【3†source】.", "Talks stalled.", (3,)),
        ("Talks stalled [1] [1].", "Talks stalled.", (1,)),
        ("Talks stalled [1[2-3]].", "Talks stalled.", (2, 3, 1)),
        ("Talks stalled.", "Talks stalled.", ()),
        ("<think>They did.</think>Talks stalled ![x](http://a.example/x).", "Talks stalled.", ()),
    ],
)
def test_markers_of_every_form_are_read_and_taken_out(reply: str, text: str, cites: tuple[int, ...]) -> None:
    [claim] = read_reply(reply)
    assert (claim.text, claim.cites) == (text, cites)


def test_a_number_of_thousands_of_digits_leads_nowhere() -> None:
    [claim] = read_reply(f"Talks stalled [{'9' * 5000}].")
    assert claim.text == "Talks stalled."
    assert len(claim.cites) == 1


def test_a_range_without_end_is_not_counted_out() -> None:
    [claim] = read_reply("Talks stalled [1-999999].")
    assert len(claim.cites) <= MOST_NUMBERS


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        "【 ",
        "【1†",
        "![",
        "[a](",
        "[1",
        "[1,",
        ". ",
        "1",
        "<",
        "<think>",
        "http://",
        "**",
        "\n# ",
        "\n\n1. ",
        ".[1",
    ],
)
@pytest.mark.parametrize("opening", ["", "【", "[", "![x](", "Talks ended.["])
def test_a_reply_that_repeats_itself_without_end_is_read_at_once(opening: str, piece: str) -> None:
    """It may have some 8,400 letters, and one of 3,000 blanks behind a bracket once took half a minute."""
    started = time.process_time()
    read_reply(opening + piece * (8400 // len(piece)))
    assert time.process_time() - started < 3
