"""An interval in words that claim no more than is known: "May 2019", "week of 1 July 2019"."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date

from index.dates import DateInterval, Precision
from index.temporal.periods import Season, Share, season_interval, share_of, shift_period

__all__ = ["format_interval"]


def format_interval(interval: DateInterval) -> str:
    """The interval for people to read; an open side becomes "since" or "until", no side "at any time"."""
    first, last = interval.first, interval.last
    if first is None and last is None:
        return "at any time"
    if last is None and first is not None:
        return f"since {_edge(first, interval.precision, end=False)}"
    if first is None and last is not None:
        return f"until {_edge(last, interval.precision, end=True)}"
    assert first is not None
    assert last is not None
    return _named(first, last, interval.precision) or _span(first, last)


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _edge(day: date, precision: Precision, *, end: bool) -> str:
    """The period that begins or ends with the day, else the day itself."""
    if precision in {Precision.DAY, Precision.RANGE, Precision.UNKNOWN}:
        return _day(day)
    if precision is Precision.WEEK:
        return _day(day)
    whole = shift_period(day, precision, 0)
    if whole and whole.first and whole.last and day == (whole.last if end else whole.first):
        return _named(whole.first, whole.last, precision) or _day(day)
    if day == (date(day.year, day.month, monthrange(day.year, day.month)[1]) if end else day.replace(day=1)):
        return f"{month_name[day.month]} {day.year}"
    return _day(day)


def _named(first: date, last: date, precision: Precision) -> str:
    """The name of the period, or of a vague part of it; empty when the days are neither."""
    if precision is Precision.DAY and first == last:
        return _day(first)
    if precision in {Precision.DAY, Precision.RANGE, Precision.UNKNOWN}:
        return ""
    whole = shift_period(first, precision, 0)
    if whole is None:
        return ""
    name = _period_name(whole, precision)
    if (whole.first, whole.last) == (first, last):
        return name
    for share in Share:
        part = share_of(whole, share)
        if (part.first, part.last) == (first, last):
            return f"{share} {name}" if share is not Share.MIDDLE else f"mid-{name}"
    return _season_name(first, last) if precision is Precision.YEAR else ""


def _period_name(whole: DateInterval, precision: Precision) -> str:
    first = whole.first
    assert first is not None
    match precision:
        case Precision.WEEK:
            return f"week of {_day(first)}"
        case Precision.MONTH:
            return f"{month_name[first.month]} {first.year}"
        case Precision.QUARTER:
            return f"Q{(first.month + 2) // 3} {first.year}"
        case Precision.HALF:
            return f"{'first' if first.month == 1 else 'second'} half of {first.year}"
        case Precision.DECADE:
            return f"{first.year}s"
        case _:
            return str(first.year)


def _season_name(first: date, last: date) -> str:
    for season in Season:
        whole = season_interval(first.year, season)
        if whole and (whole.first, whole.last) == (first, last):
            years = f"{first.year}–{last.year % 100:02}" if first.year != last.year else str(first.year)
            return f"{season} {years}"
    return ""


def _span(first: date, last: date) -> str:
    """Two ends, said as shortly as their shared month or year allows."""
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12) and first.year != last.year:
        return f"{first.year}–{last.year}"
    if whole_months:
        start, end = month_name[first.month], f"{month_name[last.month]} {last.year}"
        if first.year != last.year:
            return f"{start} {first.year} – {end}"
        return end if first.month == last.month else f"{start}–{end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    start = _day(first) if first.year != last.year else f"{first.day} {month_name[first.month]}"
    return f"{start} – {_day(last)}"
