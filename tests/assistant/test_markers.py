"""Markers are Parley's own: nothing that an article says can be taken for one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.markers import marked, markers_in, without_markers

BRACKETED = st.text(alphabet="[]()0123456789 ,-^٣a", max_size=40)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a footnote [7] here", "a footnote (7) here"),
        ("in May [2018]", "in May (2018)"),
        ("[1][2]", "(1)(2)"),
        ("[[3]]", "[(3)]"),
        ("[ 4 ]", "( 4 )"),
        ("[7, 8] and [7-9] and [7–9]", "(7, 8) and (7-9) and (7–9)"),
        ("[^1]", "(^1)"),
        ("[٣] and [３]", "(٣) and (３)"),
    ],
)
def test_bare_numbers_in_brackets_become_round_ones(said: str, shown: str) -> None:
    assert without_markers(said) == shown


@pytest.mark.parametrize("said", ["[sic]", "[May 2019]", "[in 2018]", "7]", "[7", "[]", "[-]", "(7)", "a[i1]"])
def test_what_cannot_be_taken_for_a_marker_stays(said: str) -> None:
    assert without_markers(said) == said


@given(BRACKETED)
def test_nothing_is_left_that_reads_as_a_marker(said: str) -> None:
    assert markers_in(without_markers(said)) == []


@given(BRACKETED)
def test_only_the_shape_of_brackets_changes(said: str) -> None:
    def plain(text: str) -> str:
        return text.translate(str.maketrans("()", "[]"))

    assert plain(without_markers(said)) == plain(said)
    assert without_markers(without_markers(said)) == without_markers(said)


@given(st.lists(st.tuples(BRACKETED, st.lists(st.integers(1, 99), max_size=3)), max_size=6))
def test_sentences_put_together_hold_just_the_markers_they_were_given(parts: list[tuple[str, list[int]]]) -> None:
    text = " ".join(marked(without_markers(said), numbers) for said, numbers in parts)
    assert markers_in(text) == [number for _, numbers in parts for number in numbers]


@pytest.mark.parametrize("said", ["[" * 200_000, "[1" * 100_000, "[," * 100_000, "[" + "1," * 100_000])
def test_a_hostile_sentence_takes_no_time(said: str) -> None:
    started = time.perf_counter()
    without_markers(said)
    assert time.perf_counter() - started < 1
