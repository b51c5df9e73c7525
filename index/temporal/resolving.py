"""From what the words say to days, given the day of writing and where to look.

A date of writing that is only known to its month or year is tried at both its ends: where both
give the same days those are the answer, otherwise there is none. So nothing comes out narrower
than it is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from index.dates import DateInterval, Precision
from index.temporal.meanings import (
    Around,
    CalendarPoint,
    DayOfMonth,
    Direction,
    EndingWith,
    Meaning,
    Portion,
    Settled,
    Shift,
    SoFar,
    Stretch,
    Unsettled,
    Weekday,
    Weekend,
    Window,
)
from index.temporal.periods import (
    day_interval,
    days_interval,
    decade_interval,
    half_interval,
    month_interval,
    quarter_interval,
    season_interval,
    share_of,
    shift_day,
    shift_period,
    year_interval,
)

__all__ = ["distance_days", "resolve"]

Part = Portion | Stretch | EndingWith | Around

AGAINST_TENSE = 10
AGAINST_PAST_PERIOD = 30
"""Against the tense, a date must be this many times nearer than the one the tense asks for. News tells
of "August" in the past more readily than of a single day of it, so a period ahead must be very near."""
NEARER = 3
"""Without any tense, a date ahead must be this many times nearer than the one behind."""


def resolve(meaning: Meaning, anchor: DateInterval | None, direction: Direction) -> DateInterval | None:
    """The days meant, or None when the words and the anchor do not settle them."""
    if anchor is None or anchor.first is None or anchor.last is None:
        return _absolute(meaning)
    early = _resolve_on(meaning, anchor.first, direction)
    if anchor.first == anchor.last or early is None:
        return early
    return early if _resolve_on(meaning, anchor.last, direction) == early else None


def _absolute(meaning: Meaning) -> DateInterval | None:
    """The days of a meaning that needs no anchor."""
    match meaning:
        case CalendarPoint(year=int(year)):
            return _in_year(meaning, year)
        case Settled(interval=interval):
            return interval
        case Portion(of=inner) | Stretch(of=inner) | EndingWith(of=inner) | Around(of=inner):
            whole = _absolute(inner)
            return _part(meaning, whole) if whole else None
        case _:
            return None


def _resolve_on(  # noqa: PLR0911 - one return a meaning
    meaning: Meaning, day: date, direction: Direction
) -> DateInterval | None:
    match meaning:
        case CalendarPoint():
            return _calendar(meaning, day, direction)
        case Weekday():
            return _weekday(meaning, day, direction)
        case Weekend():
            return _weekend(meaning, day, direction)
        case Shift(unit=unit, low=low, high=high):
            return _shift(day, unit, low, high)
        case Window(unit=unit, count=count, forward=forward):
            far = shift_day(day, unit, count if forward else -count)
            return None if far is None else days_interval(min(day, far), max(day, far))
        case SoFar(unit=unit, later=later):
            whole = shift_period(day, unit, 0)
            if whole is None or whole.first is None or whole.last is None:
                return None
            return days_interval(day, whole.last) if later else days_interval(whole.first, day)
        case Portion(of=inner) | Stretch(of=inner) | EndingWith(of=inner) | Around(of=inner):
            period = _resolve_on(inner, day, direction)
            return _part(meaning, period) if period else None
        case DayOfMonth(day=number, months=months):
            month = shift_day(day.replace(day=1), Precision.MONTH, months)
            return day_interval(month.year, month.month, number) if month else None
        case Settled(interval=interval):
            return interval
        case Unsettled():
            return None
        case _:
            assert_never(meaning)


def _shift(day: date, unit: Precision, low: int, high: int) -> DateInterval | None:
    begins, ends = shift_period(day, unit, low), shift_period(day, unit, high)
    if begins is None or ends is None:
        return None
    if begins == ends:
        return begins
    if begins.first is None or ends.last is None:
        return None
    return days_interval(begins.first, ends.last)


def _weekday(meaning: Weekday, day: date, direction: Direction) -> DateInterval | None:
    ahead = (meaning.day - day.weekday()) % 7
    monday_to_it = meaning.day - day.weekday()
    if meaning.before_last is not None:
        offset = (ahead - 7 if ahead else 0) - 7 * meaning.before_last
    elif meaning.later is not None:
        offset = ahead + 7 * meaning.later
    elif meaning.week is not None:
        offset = monday_to_it + 7 * meaning.week
    elif meaning.turn == 1:
        # A day still ahead in this week would be called "this Thursday", or just "Thursday".
        offset = monday_to_it + 7
    elif meaning.turn == 0:
        offset = monday_to_it
    elif meaning.turn == -1:
        offset = ahead - 7
    elif direction in {Direction.FUTURE, Direction.PLANNED}:
        offset = ahead
    else:
        offset = ahead - 7 if ahead else 0
    return shift_period(day, Precision.DAY, offset)


def _weekend(meaning: Weekend, day: date, direction: Direction) -> DateInterval | None:
    to_saturday = 5 - day.weekday()
    if meaning.turn == 1:
        to_saturday += 7 if day.weekday() >= 5 else 0
    elif meaning.turn == -1 or (meaning.turn is None and direction not in {Direction.FUTURE, Direction.PLANNED}):
        # On a Saturday or Sunday the weekend is the one that is on, unless it is "last weekend".
        to_saturday -= 7 if day.weekday() < 5 or meaning.turn == -1 else 0
    saturday = shift_day(day, Precision.DAY, to_saturday)
    sunday = shift_day(day, Precision.DAY, to_saturday + 1)
    return days_interval(saturday, sunday) if saturday and sunday else None


def _calendar(point: CalendarPoint, day: date, direction: Direction) -> DateInterval | None:
    if point.year is not None:
        return _in_year(point, point.year)
    if point.year_shift is not None:
        return _in_year(point, day.year + point.year_shift)
    years = range(day.year - 4, day.year + 5)
    found = [interval for year in years if (interval := _in_year(point, year)) is not None]
    if point.weekday is not None:
        found = [one for one in found if one.first and one.first.weekday() == point.weekday]
        return min(found, key=lambda one: abs(distance_days(day, one)), default=None)
    if point.turn is not None:
        return _by_turn(found, point.turn, day)
    even = point.nearest or direction is Direction.PLANNED
    return _by_direction(found, day, Direction.NEAREST if even else direction, even=even)


def _by_turn(found: list[DateInterval], turn: int, day: date) -> DateInterval | None:
    if turn == 0:
        return next((one for one in found if one.first and one.first.year == day.year), None)
    if turn < 0:
        return next((one for one in reversed(found) if distance_days(day, one) < 0), None)
    return next((one for one in found if distance_days(day, one) > 0), None)


def _by_direction(found: list[DateInterval], day: date, direction: Direction, *, even: bool) -> DateInterval | None:
    """The candidate that the tense asks for, unless its rival is much nearer; `even` weighs both alike."""
    here = next((one for one in found if distance_days(day, one) == 0), None)
    behind = next((one for one in reversed(found) if distance_days(day, one) < 0), None)
    ahead = next((one for one in found if distance_days(day, one) > 0), None)
    if here or behind is None or ahead is None:
        return here or behind or ahead
    back, forth = -distance_days(day, behind), distance_days(day, ahead)
    if direction is Direction.FUTURE:
        return behind if back * AGAINST_TENSE < forth else ahead
    past = AGAINST_TENSE if ahead.precision is Precision.DAY else AGAINST_PAST_PERIOD
    factor = past if direction is Direction.PAST else 1 if even else NEARER
    return ahead if forth * factor < back else behind


def distance_days(day: date, interval: DateInterval) -> int:
    """Days from `day` to the interval: negative when it is over, 0 inside, positive when ahead."""
    if interval.first is not None and day < interval.first:
        return (interval.first - day).days
    if interval.last is not None and day > interval.last:
        return (interval.last - day).days
    return 0


def _in_year(point: CalendarPoint, year: int) -> DateInterval | None:  # noqa: PLR0911 - one return a unit
    match point:
        case CalendarPoint(unit=Precision.DAY, month=int(month), day=int(day)):
            return day_interval(year, month, day, point.last_day)
        case CalendarPoint(unit=Precision.MONTH, month=int(month)):
            return month_interval(year, month)
        case CalendarPoint(unit=Precision.QUARTER, part=int(part)):
            return quarter_interval(year, part)
        case CalendarPoint(unit=Precision.HALF, part=int(part)):
            return half_interval(year, part)
        case CalendarPoint(season=season) if season is not None:
            return season_interval(year, season)
        case CalendarPoint(unit=Precision.DECADE):
            return decade_interval(year)
        case _:
            return year_interval(year)


def _part(meaning: Part, whole: DateInterval) -> DateInterval | None:
    if whole.first is None or whole.last is None:
        return None
    match meaning:
        case Portion(share=share):
            return share_of(whole, share)
        case Stretch():
            return _stretch(whole.first, whole.last, meaning)
        case Around(unit=unit):
            return shift_period(whole.first, unit, 0)
        case EndingWith(unit=unit, count=count):
            before = shift_day(whole.last + timedelta(days=1), unit, -count) if whole.last < date.max else None
            return days_interval(before, whole.last) if before else None
        case _:
            assert_never(meaning)


def _stretch(first: date, last: date, stretch: Stretch) -> DateInterval | None:
    """Some units from the beginning or the end; None when the whole is shorter than that."""
    if last == date.max or stretch.count < 1:
        return None
    after = last + timedelta(days=1)
    if stretch.from_end:
        begin, end = shift_day(after, stretch.unit, -stretch.count), after
    else:
        begin = shift_day(first, stretch.unit, stretch.skip)
        end = shift_day(first, stretch.unit, stretch.skip + stretch.count) or after
    if begin is None or not first <= begin < end <= after:
        return None
    part = days_interval(begin, end - timedelta(days=1))
    named = shift_period(begin, stretch.unit, 0) if stretch.count == 1 else None
    return named if named and (named.first, named.last) == (part.first, part.last) else part
