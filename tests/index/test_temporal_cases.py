"""Text without date words costs `index.temporal` next to nothing; tests/evals/times scores the sets of sentences."""

from __future__ import annotations

import time

import pytest

from evals.times import DATA, read_time_set
from index.dates import DateOrigin, PublicationDate
from index.temporal import find_times
from index.temporal.places import cues_of


@pytest.mark.slow
def test_text_without_date_words_is_passed_over_quickly() -> None:
    text = " ".join(trap for trap in read_time_set(DATA[0]).traps if not cues_of(trap)) * 200
    began = time.perf_counter()
    assert find_times(text, PublicationDate.of("2019-07-05", DateOrigin.GIVEN)) == []
    megabytes_per_s = len(text) / (time.perf_counter() - began) / 1e6
    assert megabytes_per_s >= 1, "on a quiet machine it is about 10"
