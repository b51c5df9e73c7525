"""What is handed out for a time expression: its place in the text, its kind and its days."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

# pydantic reads the annotation when the class is made, so the name is needed at run time.
from index.dates import DateInterval

__all__ = ["TimeExpression", "TimeKind"]


class TimeKind(StrEnum):
    """How an expression says its time."""

    DATE = "date"
    """A calendar date or period: "5 July 2019", "May", "the third quarter"."""
    RELATIVE = "relative"
    """Counted from the day of writing: "on Thursday", "last month", "a week ago"."""
    OPEN = "open"
    """One end only: "since May", "until March 1"."""
    RANGE = "range"
    """Both ends said: "between March and May 1987"."""
    FISCAL = "fiscal"
    """A company's or a government's own year; its days are not known from the words."""


class TimeExpression(BaseModel):
    """One time expression: `text[start:end] == expression.text` for the text it was found in."""

    model_config = ConfigDict(frozen=True)

    start: int
    """Offset in the text, in Unicode code points."""
    end: int
    text: str
    kind: TimeKind
    interval: DateInterval | None
    """The days meant; None when the words, the anchor or both do not settle them."""
    label: str = ""
    """The name a fiscal period goes by ("fiscal Q2 2019"); empty for all other kinds."""
