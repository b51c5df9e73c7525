"""Vectors that were read are compared again without being read again, and never as they were before a write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding import HashingEmbedder, Vectors
from index.filters import SearchFilter
from index.kept_vectors import KeptVectors
from index.vectors import VectorIndex

from .index_making import an_article, stored

EMBEDDER = HashingEmbedder(16)
QUESTION = EMBEDDER.embed_query("steel tariffs on ships")
STORED = {f"a{n}#0": EMBEDDER.embed_query(f"steel {n} and ships") for n in range(9)}


class _Reader:
    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, ids: list[str]) -> tuple[list[str], Vectors]:
        self.asked.append(ids)
        there = [each for each in reversed(ids) if each in STORED]
        return there, np.asarray([STORED[each] for each in there], dtype=np.float32)


def _expected(ids: list[str]) -> dict[str, Any]:
    return {each: pytest.approx(float(STORED[each] @ QUESTION), abs=1e-6) for each in ids if each in STORED}


def test_what_was_read_is_not_read_again() -> None:
    read = _Reader()
    kept = KeptVectors(read, 6)
    for ids in (["a1#0", "a2#0"], ["a3#0", "a2#0", "gone#0", "a1#0"], ["a2#0", "a3#0"]):
        assert kept.similarities(QUESTION, ids) == _expected(ids)
    assert read.asked == [["a1#0", "a2#0"], ["a3#0", "gone#0"]]
    assert kept.similarities(QUESTION, []) == {}


def test_when_it_is_full_it_begins_anew() -> None:
    read = _Reader()
    kept = KeptVectors(read, 3)
    for ids in (["a1#0", "a2#0"], ["a3#0", "a4#0"], sorted(STORED), ["a4#0", "a1#0"]):
        assert kept.similarities(QUESTION, ids) == _expected(ids)
    read.asked.clear()
    kept.forget()
    assert kept.similarities(QUESTION, ["a1#0"]) == _expected(["a1#0"])
    assert read.asked == [["a1#0"]]


def test_a_passage_that_was_written_anew_is_compared_as_it_now_is(tmp_path: Path) -> None:
    vectors = VectorIndex.in_folder(tmp_path)
    for text in ("Ports and talks.", "Steel tariffs on ships."):
        article = an_article("a", text)
        vectors.write([(article, stored(article).passages)], EMBEDDER.embed([text]), ["a"])
        [found] = vectors.search(QUESTION, 5, SearchFilter(), among=["a#0", "none#0"]).values()
        assert found == pytest.approx(float(EMBEDDER.embed([text])[0] @ QUESTION), abs=1e-6)
    vectors.close()
