"""The calendar: days, weeks, months, quarters, halves, years and decades as intervals.

Weeks run from Monday to Sunday. Nothing here knows of words; a period that does not exist
(30 February, the year 12000) is None.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from index.dates import DateInterval, Precision

__all__ = [
    "Season",
    "Share",
    "day_interval",
    "days_interval",
    "decade_interval",
    "half_interval",
    "month_interval",
    "quarter_interval",
    "season_interval",
    "share_of",
    "shift_day",
    "shift_period",
    "year_interval",
]


class Share(StrEnum):
    """A part of a period that the words leave vague."""

    EARLY = "early"
    MIDDLE = "mid"
    LATE = "late"
    EARLY_TO_MIDDLE = "early to mid"
    MIDDLE_TO_LATE = "mid to late"
    FIRST_HALF = "first half of"
    SECOND_HALF = "second half of"


class Season(StrEnum):
    """A season by its three calendar months, as in the northern news."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


SEASON_STARTS = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9, Season.WINTER: 12}

THIRDS = {
    Share.EARLY: (0, 1),
    Share.MIDDLE: (1, 2),
    Share.LATE: (2, 3),
    Share.EARLY_TO_MIDDLE: (0, 2),
    Share.MIDDLE_TO_LATE: (1, 3),
}


def day_interval(year: int, month: int, day: int, last_day: int | None = None) -> DateInterval | None:
    """One day, or the days of one month from `day` to `last_day`; None when they do not exist."""
    try:
        first = date(year, month, day)
        last = date(year, month, last_day) if last_day else first
    except ValueError:
        return None
    if last < first:
        return None
    return DateInterval(first=first, last=last, precision=Precision.DAY if first == last else Precision.RANGE)


def days_interval(first: date, last: date, precision: Precision = Precision.RANGE) -> DateInterval:
    """From one day to another."""
    return DateInterval(first=first, last=last, precision=precision)


def months(year: int, month: int, count: int, precision: Precision) -> DateInterval | None:
    """`count` whole months from the given one."""
    ends = (month - 1 + count - 1) // 12
    last_year, last_month = year + ends, (month - 1 + count - 1) % 12 + 1
    if year < 1 or last_year > MAXYEAR:
        return None
    last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return DateInterval(first=date(year, month, 1), last=last, precision=precision)


def month_interval(year: int, month: int) -> DateInterval | None:
    """A calendar month."""
    return months(year, month, 1, Precision.MONTH)


def quarter_interval(year: int, quarter: int) -> DateInterval | None:
    """A calendar quarter, 1 to 4."""
    return months(year, 3 * quarter - 2, 3, Precision.QUARTER)


def half_interval(year: int, half: int) -> DateInterval | None:
    """A half of a calendar year, 1 or 2."""
    return months(year, 6 * half - 5, 6, Precision.HALF)


def season_interval(year: int, season: Season) -> DateInterval | None:
    """A season, known no better than as some of its year; winter runs into the next year."""
    return months(year, SEASON_STARTS[season], 3, Precision.YEAR)


def year_interval(year: int) -> DateInterval | None:
    """A calendar year."""
    return months(year, 1, 12, Precision.YEAR)


def decade_interval(year: int) -> DateInterval | None:
    """The ten years from the given one."""
    return months(year, 1, 120, Precision.DECADE)


def shift_day(day: date, unit: Precision, count: int) -> date | None:
    """The day `count` units away; the 31st becomes a shorter month's last day."""
    try:
        if unit in {Precision.DAY, Precision.WEEK}:
            return day + timedelta(days=count * (7 if unit is Precision.WEEK else 1))
        size = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}.get(unit, 120)
        index = day.year * 12 + day.month - 1 + size * count
        year, month = divmod(index, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def shift_period(  # noqa: PLR0911 - one return a unit
    day: date, unit: Precision, count: int
) -> DateInterval | None:
    """The whole day, week, month, ... that lies `count` units from the one `day` is in."""
    moved = shift_day(day, unit, count)
    if moved is None:
        return None
    if unit is Precision.DAY:
        return day_interval(moved.year, moved.month, moved.day)
    if unit is Precision.WEEK:
        monday = shift_day(moved, Precision.DAY, -moved.weekday())
        sunday = shift_day(monday, Precision.DAY, 6) if monday else None
        return days_interval(monday, sunday, Precision.WEEK) if monday and sunday else None
    if unit is Precision.MONTH:
        return month_interval(moved.year, moved.month)
    if unit is Precision.QUARTER:
        return quarter_interval(moved.year, (moved.month + 2) // 3)
    if unit is Precision.HALF:
        return half_interval(moved.year, (moved.month + 5) // 6)
    if unit is Precision.YEAR:
        return year_interval(moved.year)
    return decade_interval(moved.year // 10 * 10)


def share_of(whole: DateInterval, share: Share) -> DateInterval:
    """A vague part of a period: a third for early, mid and late, else a half.

    The precision stays that of the whole, since "early May" says no day. A third of a month ends
    on the 10th and the 20th, of a year with April and August; decades split as they are spoken of
    (1980–83, 1984–86, 1987–89). A single day and an open interval stay what they are.
    """
    first, last = whole.first, whole.last
    if first is None or last is None or first == last:
        return whole
    if whole.precision is Precision.DECADE:
        cuts = [date(first.year + years, 1, 1) for years in (0, 4, 7)]
        halves = date(first.year + 5, 1, 1)
    elif whole.precision in {Precision.YEAR, Precision.HALF, Precision.QUARTER} and first.day == 1:
        span = (last.year - first.year) * 12 + last.month - first.month + 1
        cuts = [_plus_months(first, span * third // 3) for third in range(3)]
        halves = _plus_months(first, span // 2)
    else:
        days = (last - first).days + 1
        cuts = [first + timedelta(days=days * third // 3) for third in range(3)]
        halves = first + timedelta(days=days // 2)
        if whole.precision is Precision.MONTH:
            cuts, halves = [first.replace(day=day) for day in (1, 11, 21)], first.replace(day=16)
    edges = [*cuts, last + timedelta(days=1)] if last < date.max else [*cuts, last]
    before = timedelta(days=1)
    if share is Share.FIRST_HALF:
        return days_interval(first, halves - before, whole.precision)
    if share is Share.SECOND_HALF:
        return days_interval(halves, last, whole.precision)
    begin, end = THIRDS[share]
    return days_interval(edges[begin], max(edges[begin], edges[end] - before), whole.precision)


def _plus_months(first: date, count: int) -> date:
    return shift_day(first, Precision.MONTH, count) or first
