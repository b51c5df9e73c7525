"""The library over time as a picture: a column for each month or year."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass

from assistant.web.page.markup import count_of, rendered
from index.browsing import Months

__all__ = ["Column", "columns_of", "coverage_markup"]

MOST_MONTHS = 96
"""Longer stretches are shown by year."""
WIDTH, HEIGHT, BASE = 720.0, 120.0, 96.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a month or a year."""

    label: str
    """`May 2019`, `2019`."""
    since: str
    """The period as a filter takes it: `2019-05`, `2019`."""
    count: int
    tick: str
    """Written below it; empty for most."""


def columns_of(months: Months) -> list[Column]:
    """Every month from the first to the last, or every year where there are many months; empty ones included."""
    if not months.counts:
        return []
    (first_year, first_month), (last_year, last_month) = min(months.counts), max(months.counts)
    length = 12 * (last_year - first_year) + last_month - first_month + 1
    if length > MOST_MONTHS:
        years: Counter[int] = Counter()
        for (year, _), count in months.counts.items():
            years[year] += count
        step = max(1, (last_year - first_year + 1) // 12)
        return [
            Column(str(year), f"{year:04}", years[year], str(year) if (year - first_year) % step == 0 else "")
            for year in range(first_year, last_year + 1)
        ]
    found = []
    for number in range(length):
        year, month = first_year + (first_month - 1 + number) // 12, (first_month - 1 + number) % 12 + 1
        tick = str(year) if month == 1 or number == 0 else ""
        name = f"{calendar.month_name[month]} {year}"
        found.append(Column(name, f"{year:04}-{month:02}", months.counts.get((year, month), 0), tick))
    return found


def coverage_markup(months: Months, articles: int, outlets: int) -> str:
    """The picture with its words; says so when there is nothing to show."""
    columns = columns_of(months)
    most = max((each.count for each in columns), default=1)
    step = WIDTH / max(1, len(columns))
    bars = [
        {
            "column": each,
            "x": round(number * step, 2),
            "width": round(max(1.0, step - min(3.0, step * 0.2)), 2),
            "height": round(each.count / most * (BASE - 14), 2),
            "said": f"{each.label}: {count_of(each.count, 'article')}",
        }
        for number, each in enumerate(columns)
    ]
    near: float = -100.0
    for bar in bars:  # years that would run into one another are left out
        x = float(bar["x"])  # type: ignore[arg-type]
        bar["tick"] = bar["column"].tick if x - near > 44 else ""  # type: ignore[attr-defined]
        near = x if bar["tick"] else near
    return rendered(
        "coverage", bars=bars, months=months, articles=articles, outlets=outlets, most=most, base=BASE, step=step
    )
