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


def test_a_second_look_asks_only_whether_anything_changed(library: Library) -> None:
    where = SearchFilter(not_after=date(2020, 1, 1))
    first = library.counts(), library.span(where), library.sources()
    said = _statements(library)
    assert (library.counts(), library.span(where), library.sources()) == first
    asked = [each for each in said if each != "BEGIN"]
    assert len(asked) == 3
    assert all("FROM meta" in each for each in asked)


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
