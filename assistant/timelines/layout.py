"""Where everything stands in a timeline's picture: days on a scale, ticks, and labels that do not overlap.

Time runs down the page. Lengths are in units of the picture, which shows them as pixels at its own size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.timelines.models import TimelineEvent
from assistant.timelines.wording import day_words

__all__ = ["AXIS_X", "HEAD", "LABEL_X", "LINE", "WIDTH", "Label", "Layout", "Tick", "laid_out", "wrapped"]

WIDTH = 440
AXIS_X, LABEL_X, RIGHT = 74, 124, 16
HEAD, FOOT = 64, 16
"""Room above for the title and the key, and below."""
LETTER, LINE = 12.5, 16.0
"""Size of the labels' letters, and from one line to the next."""
BETWEEN = 12.0
"""Room between two labels."""
MOST_LINES = 3
TICK_ROOM = 30.0
LEAST_HEIGHT = 160.0
NARROW, WIDE = frozenset("iljtfrI.,;:'’|!()[]-· "), frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Label:
    """An event's words, and the bar on the axis that they belong to."""

    event: TimelineEvent
    top: float
    """Of the label's first line."""
    days: str
    lines: tuple[str, ...]
    first: float
    """Where its first day begins on the axis."""
    last: float
    """Where its last day ends."""
    lane: int
    """0 on the axis; others beside it, so that bars do not cover each other."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    y: float
    text: str
    strong: bool
    """Whether a year begins here, or the axis."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture."""

    height: float
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]
    top: float
    bottom: float


def laid_out(events: Sequence[TimelineEvent]) -> Layout:
    """Place the events, which stand in order of time; at least one."""
    texts = [wrapped(event.text, WIDTH - LABEL_X - RIGHT) for event in events]
    heights = [LINE * (1 + len(lines)) + BETWEEN for lines in texts]
    first, end = _span(events)
    top = HEAD + 8.0
    bottom = top + max(LEAST_HEIGHT, sum(heights))
    scale = (bottom - top) / (end - first).days

    def at(day: date) -> float:
        return top + (day - first).days * scale

    bars = [(at(_first(event)), at(_last(event)) + scale) for event in events]
    wanted = [(begin + finish) / 2 - LINE / 2 if finish - begin < LINE else begin for begin, finish in bars]
    tops = _apart(wanted, heights, top, bottom)
    labels = [
        Label(event, y, day_words(event), lines, begin, finish, lane)
        for event, y, lines, (begin, finish), lane in zip(events, tops, texts, bars, _lanes(bars), strict=True)
    ]
    ticks = [Tick(at(day), text, strong) for day, text, strong in _ticks(first, end, scale)]
    return Layout(bottom + FOOT, tuple(labels), tuple(ticks), top, bottom)


def wrapped(text: str, room: float, most: int = MOST_LINES, letter: float = LETTER) -> tuple[str, ...]:
    """The text in lines that fit, at most so many; what is left out ends in an ellipsis."""
    lines: list[str] = []
    words = [piece for word in text.split() for piece in _pieces(word, room, letter)]
    while words and len(lines) < most:
        line = words.pop(0)
        while words and _width(f"{line} {words[0]}", letter) <= room:
            line += f" {words.pop(0)}"
        lines.append(line)
    if words:
        last = lines[-1]
        while last and _width(f"{last}…", letter) > room:
            last = last[:-1]
        lines[-1] = f"{last.rstrip(' ,;:')}…"
    return tuple(lines)


def _pieces(word: str, room: float, letter: float) -> Iterator[str]:
    """A word, cut where it is wider than a line."""
    piece = ""
    for each in word:
        if piece and _width(piece + each, letter) > room:
            yield piece
            piece = ""
        piece += each
    yield piece


def _width(text: str, letter: float) -> float:
    """About how wide a text is in a common sans-serif, rather too much than too little."""
    return letter * sum(map(_share, text))


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.05
    if letter in NARROW:
        return 0.34
    if letter in WIDE:
        return 0.92
    return 0.74 if letter.isupper() else 0.6


def _span(events: Sequence[TimelineEvent]) -> tuple[date, date]:
    """From the first day to the day after the last, with some days around."""
    first, last = min(map(_first, events)), max(map(_last, events))
    around = timedelta(days=max(1, (last - first).days // 40))
    begin = first - around if first - date.min > around else date.min
    return begin, last + around if date.max - last > around else date.max


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops as near to the wanted ones as they can be without overlaps: pushed down, then up from the bottom."""
    tops: list[float] = []
    free = top - LINE / 2
    for y, height in zip(wanted, heights, strict=True):
        tops.append(max(y, free))
        free = tops[-1] + height
    limit = bottom + BETWEEN
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number]
    return tops


def _lanes(bars: Sequence[tuple[float, float]]) -> list[int]:
    """For each bar the first lane in which it touches no other."""
    ends: list[float] = []
    lanes = []
    for first, last in bars:
        lane = next((number for number, end in enumerate(ends) if end + 1 <= first), len(ends))
        ends[lane : lane + 1] = [last + 6]
        lanes.append(lane)
    return lanes


def _ticks(first: date, end: date, scale: float) -> Iterator[tuple[date, str, bool]]:
    """Beginnings of days, months or years, as close as there is room for."""
    months = next((step for step in (1, 3, 6) if step * 30 * scale >= TICK_ROOM), None)
    if (end - first).days <= 62 and months == 1:
        step = next((days for days in (1, 2, 7, 14) if days * scale >= TICK_ROOM), 28)
        day = first
        while day < end:
            yield day, f"{day.day} {day:%b}" + (f" {day.year}" if day == first else ""), day == first
            day += timedelta(days=step)
        return
    step = months or next((years for years in (1, 2, 5, 10, 20, 50) if years * 365 * scale >= TICK_ROOM), 100) * 12
    number = -(-(first.year * 12 + first.month - (first.day == 1)) // step) * step
    told_year = False
    while number // 12 <= date.max.year and (day := date(number // 12, number % 12 + 1, 1)) < end:
        january = day.month == 1
        begins = not told_year
        told_year = True
        yield day, str(day.year) if january else f"{day:%b}{f' {day.year}' if begins else ''}", january or begins
        number += step


def _first(event: TimelineEvent) -> date:
    assert event.interval.first
    return event.interval.first


def _last(event: TimelineEvent) -> date:
    assert event.interval.last
    return event.interval.last
