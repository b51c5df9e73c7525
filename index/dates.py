"""Dates with a precision: a day, a month or a year, and never more than was said.

`2019-05` means some day of May 2019. It is compared and filtered by its first and last day and is
shown as it was given; nothing here turns it into `2019-05-01`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = ["DateInterval", "DateOrigin", "Precision", "PublicationDate", "parse_partial_date"]

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(StrEnum):
    """How narrowly a date is known, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    """From one day to another that is none of the above ("between March and May 1987")."""
    UNKNOWN = "unknown"


class DateOrigin(StrEnum):
    """How a publication date came to be known, most trusted first."""

    GIVEN = "given"
    """The person who loaded the article said so."""
    METADATA = "metadata"
    """A field of the record, the feed entry or the document's properties."""
    PAGE = "page"
    """The web page's own markup."""
    NAME = "name"
    """The file's name or the address."""
    TEXT = "text"
    """The dateline or a date line in the text."""
    UNKNOWN = "unknown"


class DateInterval(BaseModel):
    """The days that an expression may mean, both ends included.

    `first is None` or `last is None` leaves that side open ("since May" has no last day).
    """

    model_config = ConfigDict(frozen=True)

    first: date | None
    last: date | None
    precision: Precision

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"an interval ends ({self.last}) before it begins ({self.first})")
        return self

    def contains(self, other: DateInterval) -> bool:
        """Whether every day of `other` is a day of this interval."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return starts and ends

    def overlaps(self, other: DateInterval) -> bool:
        """Whether some day belongs to both."""
        before = self.last is not None and other.first is not None and self.last < other.first
        after = self.first is not None and other.last is not None and other.last < self.first
        return not (before or after)


class PublicationDate(BaseModel):
    """When an article was published, as precisely as that is known, and how it is known."""

    model_config = ConfigDict(frozen=True)

    value: str | None = None
    """ISO 8601, as long as it is known: `2019-07-05`, `2019-07`, `2019`, or None."""
    precision: Precision = Precision.UNKNOWN
    origin: DateOrigin = DateOrigin.UNKNOWN

    @classmethod
    def of(cls, value: str | date | None, origin: DateOrigin) -> PublicationDate:
        """Take the precision from the value's own length.

        Raises: ValueError for a value that is no date (`2019-13`, `last week`).
        """
        if value is None:
            return cls()
        text = value.isoformat() if isinstance(value, date) else value
        return cls(value=text, precision=parse_partial_date(text).precision, origin=origin)

    @property
    def interval(self) -> DateInterval | None:
        """The days it may have been published on; None when the date is unknown."""
        return parse_partial_date(self.value) if self.value else None

    @property
    def first_day(self) -> date | None:
        """The earliest day it may have been published on."""
        interval = self.interval
        return interval.first if interval else None

    @property
    def last_day(self) -> date | None:
        """The latest day it may have been published on."""
        interval = self.interval
        return interval.last if interval else None

    def __str__(self) -> str:
        return self.value or "undated"


@lru_cache(maxsize=4096)
def parse_partial_date(text: str) -> DateInterval:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises: ValueError for anything else, and for days that do not exist.
    """
    match = PARTIAL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year < 1:
        raise ValueError(f"{text!r} has no year that exists")
    try:
        if month is None:
            return DateInterval(first=date(year, 1, 1), last=date(year, 12, 31), precision=Precision.YEAR)
        if day is None:
            last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
            return DateInterval(first=date(year, month, 1), last=date(year, month, last), precision=Precision.MONTH)
        exact = date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day that exists") from error
    return DateInterval(first=exact, last=exact, precision=Precision.DAY)
