"""What an expression says before anyone knows the day it was written on.

Patterns make these from words; `resolving` turns them into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.dates import DateInterval, Precision
from index.temporal.periods import Season, Share

__all__ = [
    "Around",
    "CalendarPoint",
    "DayOfMonth",
    "Direction",
    "EndingWith",
    "Meaning",
    "Portion",
    "Settled",
    "Shift",
    "SoFar",
    "Stretch",
    "Unsettled",
    "Weekday",
    "Weekend",
    "Window",
]


class Direction(StrEnum):
    """Where a date that repeats (a weekday, a month without a year) is looked for."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"
    PLANNED = "planned"
    """What was to be: a weekday is the coming one, a date may as well be over."""


@dataclass(frozen=True)
class CalendarPoint:
    """A place in the calendar: a day, month, quarter, half, season or year, its year perhaps unsaid."""

    unit: Precision
    year: int | None = None
    year_shift: int | None = None
    """Years from the anchor's: -1 for "May last year"."""
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    """The end of "June 28–29"."""
    part: int | None = None
    """Which quarter or half."""
    season: Season | None = None
    weekday: int | None = None
    """0 for Monday, when the words say it; it settles an unsaid year."""
    turn: int | None = None
    """-1, 0, 1 for "last May", "this May", "next May"."""
    nearest: bool = False
    """"the June 28 meeting": whatever the tense, the nearest year is meant."""


@dataclass(frozen=True)
class Weekday:
    """A bare weekday, perhaps with its week."""

    day: int
    turn: int | None = None
    """-1, 0, 1 for "last Thursday", "this Thursday", "next Thursday"."""
    week: int | None = None
    """Weeks from the anchor's, for "Thursday of last week"."""
    later: int | None = None
    """Weeks after the next one, for "a week from Thursday"."""
    before_last: int | None = None
    """Weeks before the last one, for "a week ago Thursday"."""


@dataclass(frozen=True)
class Weekend:
    """A Saturday and Sunday; `turn` as for a weekday."""

    turn: int | None = None


@dataclass(frozen=True)
class Shift:
    """Whole units from the anchor's own: -1 month is "last month". `low < high` for "a few weeks ago"."""

    unit: Precision
    low: int
    high: int


@dataclass(frozen=True)
class Window:
    """The `count` units that end (or begin) with the anchor: "the past two months"."""

    unit: Precision
    count: int
    forward: bool = False


@dataclass(frozen=True)
class SoFar:
    """The anchor's own unit up to the anchor ("earlier this year"), or from it on ("later this year")."""

    unit: Precision
    later: bool = False


@dataclass(frozen=True)
class Portion:
    """A vague part of another meaning: "early May", "the end of last year"."""

    of: Meaning
    share: Share


@dataclass(frozen=True)
class Stretch:
    """The first or last few units of another meaning: "the first 11 months of 2018"."""

    of: Meaning
    unit: Precision
    count: int
    from_end: bool = False
    skip: int = 0
    """Units left out before it: 1 for "the second week of May"."""


@dataclass(frozen=True)
class EndingWith:
    """The units that end with another meaning: "the three months to June"."""

    of: Meaning
    unit: Precision
    count: int


@dataclass(frozen=True)
class Around:
    """The whole unit that holds another meaning: "the week of July 1"."""

    of: Meaning
    unit: Precision


@dataclass(frozen=True)
class DayOfMonth:
    """A numbered day of a month counted from the anchor's: "the 8th of this month"."""

    day: int
    months: int


@dataclass(frozen=True)
class Settled:
    """Days known from the words alone."""

    interval: DateInterval


@dataclass(frozen=True)
class Unsettled:
    """Time told from another event ("two weeks later"), or in an order of numbers nobody settled."""

    label: str = ""
    """Set for a fiscal period."""


Meaning = (
    CalendarPoint
    | Weekday
    | Weekend
    | Shift
    | Window
    | SoFar
    | Portion
    | Stretch
    | EndingWith
    | Around
    | DayOfMonth
    | Settled
    | Unsettled
)
