from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given

from index.boilerplate import set_aside

from .index_making import TEXTS


@given(TEXTS)
def test_what_is_set_aside_are_whole_lines_in_order(text: str) -> None:
    spans = set_aside(text)
    assert all(one.end < other.start for one, other in pairwise(spans))
    for span in spans:
        assert span.start < span.end
        assert "\n" not in text[span.start : span.end]
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end] == "\n"


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO: A ship at the port of Long Beach",
        "Sign up for our newsletter",
        "READ MORE: Steel duties explained",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "© 2019 The Examiner",
        "All rights reserved",
        "Ledger subscribers receive the docket every Friday.",
        "Subscribers: the docket is printed on Tuesday.",
    ],
)
def test_captions_promotion_and_credits_are_set_aside(line: str) -> None:
    text = f"The talks stalled in May.\n{line}\nThey went on in June."
    [span] = set_aside(text)
    assert text[span.start : span.end] == line


@pytest.mark.parametrize(
    "line",
    [
        "Mexico and Canada sign up to the deal, officials said.",
        "The photo showed ministers shaking hands, and then the talks stalled.",
        "Credits for exporters were cut in May.",
        "Subscribers of the cable company fell by a third.",
    ],
)
def test_report_stays(line: str) -> None:
    assert set_aside(line) == []


def test_a_correction_is_the_report_where_nothing_else_is() -> None:
    line = "Correction: There were 41 ships in the port and not 14."
    assert set_aside(line) == []
    [span] = set_aside(f"{line}\n\nShips waited for a berth all week.")
    assert (span.start, span.end) == (0, len(line))
    captions = "Picture: AGENCY/A. LEE"
    assert [each.start for each in set_aside(f"{captions}\n{line}")] == [0]


def test_a_long_line_is_set_aside_only_where_it_stands_again() -> None:
    line = "China will buy more soybeans, the ministry said."
    text = f"{line}\nThe talks went on.\n{line}\n"
    assert [span.start for span in set_aside(text)] == [text.rindex(line)]


@pytest.mark.parametrize("part", ["a", "photo ", "(", "Photo: x\n", "(ap ", "share this ", " ", "picture: "])
def test_a_long_hostile_text_takes_time_in_proportion(part: str) -> None:
    started = time.perf_counter()
    set_aside(part * (500_000 // len(part)))
    assert time.perf_counter() - started < 4
