"""The nearest passages inside a filter are the same however they are come by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from index.dates import DateInterval, Precision
from index.embedding import HashingEmbedder, Vectors
from index.filters import SearchFilter
from index.library import Library
from index.nearest import nearest
from index.vectors import VectorIndex

from .index_making import an_article, put, stored

EMBEDDER = HashingEmbedder(32)
QUESTION = EMBEDDER.embed_query("steel tariffs on ships")
START = date(2019, 1, 1)
WORDS = "steel tariffs ships soybeans talks ministers quotas ports".split()


class _Counting(VectorIndex):
    """Remembers how it was asked."""

    asked: list[tuple[int, bool, bool]]

    def search(
        self, vector: Vectors, limit: int, where: SearchFilter, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        self.asked.append((limit, where.narrows, among is not None))
        return super().search(vector, limit, where, among)


@pytest.fixture
def indexed(tmp_path: Path) -> Iterator[tuple[Library, _Counting]]:
    library, vectors = Library.in_folder(tmp_path), _Counting.in_folder(tmp_path / "v")
    assert isinstance(vectors, _Counting)
    vectors.asked = []
    articles = [
        an_article(f"a{n}", f"{WORDS[n % 8]} and {WORDS[n // 8 % 8]} {n}.", day=str(START + timedelta(days=n)))
        for n in range(300)
    ]
    put(library, *articles)
    pairs = [(article, stored(article).passages) for article in articles]
    vectors.write(pairs, EMBEDDER.embed([each.text for _, parts in pairs for each in parts]))
    yield library, vectors
    vectors.close()
    library.close()


def _window(first: int, last: int) -> SearchFilter:
    days = DateInterval(
        first=START + timedelta(days=first), last=START + timedelta(days=last), precision=Precision.RANGE
    )
    return SearchFilter(window=days)


@pytest.mark.parametrize("width", [3, 30, 150, 299])
def test_a_window_of_any_width_gives_what_chromas_filter_gives(
    indexed: tuple[Library, _Counting], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, vectors = indexed
    where = _window(0, width)
    expected = vectors.search(QUESTION, 10, where)
    monkeypatch.setattr("index.nearest.QUICKLY_FETCHED", 0)
    for most_named in (0, 1000):
        vectors.most_named = most_named
        found = nearest(vectors, library, QUESTION, 10, where)
        assert list(found.values()) == pytest.approx(list(expected.values()))


def test_a_narrow_window_names_its_passages_and_a_wide_one_fetches_more(
    indexed: tuple[Library, _Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    library, vectors = indexed
    monkeypatch.setattr("index.nearest.QUICKLY_FETCHED", 100)
    vectors.most_named = 50
    nearest(vectors, library, QUESTION, 10, _window(0, 20))
    nearest(vectors, library, QUESTION, 10, _window(0, 149))
    nearest(vectors, library, QUESTION, 10, SearchFilter())
    assert vectors.asked[0] == (10, False, True)
    assert vectors.asked[1] == (25, False, False)
    assert vectors.asked[-1] == (10, False, False)


def test_where_what_is_like_the_question_lies_outside_the_fetch_is_widened_once(
    indexed: tuple[Library, _Counting],
) -> None:
    library, vectors = indexed
    vectors.most_named = 0
    put(library, *(an_article(f"b{n}", "ports", day="2018-01-01") for n in range(300)))
    nearest(vectors, library, QUESTION, 40, SearchFilter(not_after=date(2018, 6, 1)))
    assert [limit for limit, _, _ in vectors.asked] == [100, 400]


def test_nothing_is_searched_where_nothing_passes(indexed: tuple[Library, _Counting]) -> None:
    library, vectors = indexed
    assert nearest(vectors, library, QUESTION, 10, SearchFilter(not_after=date(2000, 1, 1))) == {}
    assert vectors.asked == []
