"""What the library holds is counted once, and anew when an article changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from index.filters import SearchFilter
from index.library import Library

from .index_making import an_article, put


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library.in_folder(tmp_path)
    put(made, an_article("a1", "Steel.", day="2019-05-01", source="Ledger"))
    yield made
    made.close()


def _statements(library: Library) -> list[str]:
    said: list[str] = []
    event.listen(library.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


def test_a_second_look_counts_nothing(library: Library) -> None:
    where = SearchFilter(not_after=date(2020, 1, 1))
    looks = (library.counts, lambda: library.span(where), library.sources, lambda: library.summaries(["a1"]))
    said = _statements(library)
    first = [look() for look in looks]
    assert any("FROM articles" in each for each in said)
    said.clear()
    assert [look() for look in looks] == first
    assert not [each for each in said if "FROM articles" in each or "FROM passages" in each]


def test_a_summary_is_that_of_the_article_as_it_now_is(library: Library, tmp_path: Path) -> None:
    assert library.summaries(["a1", "none"]).keys() == {"a1"}
    assert library.summaries(["a1"])["a1"].source == "Ledger"
    other = Library.in_folder(tmp_path)
    put(other, an_article("a1", "Steel, and more of it.", day="2019-05-01", source="Wire"))
    put(other, an_article("a2", "Soybeans.", day="2020-05-01", source="Wire"))
    assert {each.id: each.source for each in library.summaries(["a1", "a2"]).values()} == {"a1": "Wire", "a2": "Wire"}
    other.remove(["a1"])
    other.close()
    assert library.summaries(["a1", "a2"]).keys() == {"a2"}


def test_only_so_many_summaries_are_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.overview.MOST_SUMMARIES", 2)
    for name in ("a2", "a3", "a4"):
        put(library, an_article(name, f"Soybeans of {name}.", day="2020-05-01"))
    for ids in (["a1", "a2"], ["a3"], ["a4", "a1"], ["a1", "a2", "a3", "a4"]):
        assert sorted(library.summaries(ids)) == sorted(ids)


def test_what_another_process_wrote_is_seen(library: Library, tmp_path: Path) -> None:
    assert library.counts() == (1, 1)
    other = Library.in_folder(tmp_path)
    put(other, an_article("a2", "Soybeans.", day="2020-05-01", source="Wire"))
    assert library.counts() == (2, 2)
    assert library.span().last == date(2020, 5, 1)
    assert library.sources() == {"Ledger": 1, "Wire": 1}
    other.remove(["a1"])
    other.close()
    assert library.sources() == {"Wire": 1}
    assert library.span().articles == 1


def test_what_is_given_out_is_nobody_elses(library: Library) -> None:
    library.sources().clear()
    assert library.sources() == {"Ledger": 1}
