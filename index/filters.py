"""Which articles a search may find, in the numbers that every index filters by."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from index.dates import DateInterval, PublicationDate

__all__ = ["UNDATED", "SearchFilter", "day_range", "source_key"]

UNDATED = 10_000_000
"""Stands for "no date" among ordinal days; later than any day that exists."""


class SearchFilter(BaseModel):
    """Which articles may be found. All parts hold together; an empty filter lets everything pass."""

    model_config = ConfigDict(frozen=True)

    not_after: date | None = None
    """Articles certainly published by this day; undated ones are left out."""
    window: DateInterval | None = None
    """Articles that may have been published inside; undated ones are left out."""
    sources: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether undated articles are left out."""
        return self.not_after is not None or self.window is not None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.dated or bool(self.sources)

    def admits(self, published_from: int | None, published_to: int | None, source: str) -> bool:
        """Whether an article of these publication days, as ordinals (None when undated), and outlet may be found."""
        if self.sources and source_key(source) not in {source_key(each) for each in self.sources}:
            return False
        if not self.dated:
            return True
        if published_from is None or published_to is None:
            return False
        if self.not_after is not None and published_to > self.not_after.toordinal():
            return False
        first, last = (self.window.first, self.window.last) if self.window else (None, None)
        return not (last and published_from > last.toordinal()) and not (first and published_to < first.toordinal())


def source_key(name: str) -> str:
    """What two spellings of one outlet's name have in common; safe to store, whatever was typed."""
    return name.encode("utf-8", "replace").decode().casefold()


def day_range(published: PublicationDate) -> tuple[int, int]:
    """First and last publication day as ordinals, `UNDATED` when unknown."""
    first, last = published.first_day, published.last_day
    return (first.toordinal(), last.toordinal()) if first and last else (UNDATED, UNDATED)
