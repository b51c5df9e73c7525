"""Reports that are no copies of each other although a form makes most of their words the same.

Daily market reports filled with other days' figures, and headlines that come back over other facts, as newswires
have them every month.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from evals.stories.reading import Kind

__all__ = ["FormReport", "form_series"]


class FormReport(NamedTuple):
    """One report of a series; no two of a series are copies."""

    kind: Kind
    source: str
    published: date
    title: str
    text: str


MARKETS = (
    (
        "Soybean futures",
        "CHICAGO — Soybean futures {moved} {change} cents on {weekday} to close at {price} cents a bushel, as traders "
        "weighed the weather in the Midwest against the tariff dispute with China.\n\nCorn {other} {small} cents to "
        "{second} cents. Wheat was {third} cents higher at its best and gave most of it back.\n\nFunds sold an "
        "estimated {lots},000 contracts. The Agriculture Department reported export sales of {sales},000 tonnes, "
        "against {before},000 a week earlier.\n\nMeal for nearby delivery settled at ${meal}, and oil at {oil} cents.",
    ),
    (
        "Copper",
        "LONDON — Copper for delivery in three months {moved} {change} dollars on {weekday} to {price} dollars a tonne "
        "on the metal exchange, in thin trade, while the market waited for news of the trade talks.\n\nStocks in the "
        "exchange's sheds {other} by {small},{second} tonnes. Aluminium was quoted at {third} dollars and zinc at "
        "{sales} dollars.\n\nDealers said that Chinese smelters had bought {lots},000 tonnes since Monday, against "
        "{before},000 in the whole week before. The premium for cash metal stood at {oil} dollars.",
    ),
    (
        "The yuan",
        "SHANGHAI — The yuan {moved} {change} points on {weekday} to 6.{price} to the dollar after the central bank "
        "had set the day's middle rate at 6.{second}, {small} points from the day before.\n\nIn offshore trade it "
        "stood at 6.{third}. The dollar's index against six currencies {other} to {oil}.{lots}.\n\nTraders at two "
        "state banks said that their desks had sold about ${sales}m in the morning. Forwards for one year were at "
        "{before} points.",
    ),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
DEFICIT = (
    "WASHINGTON — The trade deficit {moved} to ${price}bn in {month}, the Commerce Department said on {weekday}, from "
    "${second}bn in {before_month}.\n\nExports were ${sales}bn and imports ${third}bn. The gap with China was "
    "${small}bn and that with the European Union ${oil}bn.\n\n{reason}"
)
MONTHS = ("March", "April", "May", "June", "July", "August")
REASONS = (
    "A strike at three docks on the Pacific coast held back soybeans and cotton for most of the month, shippers said.",
    "Crude oil cost ${meal} a barrel on average, the most for three years, and refiners imported less of it.",
    "Aircraft made the difference: {lots} were delivered abroad, after only a handful in the month before.",
    "Car parts and telephones came in ahead of the duties that begin next month, according to port officials.",
)


def form_series(seed: int, count: int) -> Iterator[list[FormReport]]:
    """`count` series of daily reports and as many of a headline that comes back, of four reports each."""
    chance = random.Random(seed)  # noqa: S311 - makes test data
    for number in range(count):
        yield _daily(chance, number)
        yield _monthly(chance, number)


def _daily(chance: random.Random, number: int) -> list[FormReport]:
    name, form = MARKETS[number % len(MARKETS)]
    monday = date(2019, 1, 7) + timedelta(weeks=chance.randint(0, 250))
    return [
        FormReport(
            Kind.TEMPLATE,
            "Meridian Wire",
            monday + timedelta(days=day),
            f"{name} {chance.choice(('firm', 'ease', 'steady', 'slip'))} in quiet trade",
            form.format(weekday=WEEKDAYS[day], **_figures(chance)),
        )
        for day in range(4)
    ]


def _monthly(chance: random.Random, number: int) -> list[FormReport]:
    """The same headline four times; the first two within the two weeks in which copies are looked for."""
    first = date(2017, 4, 6) + timedelta(days=chance.randint(0, 400))
    months = [number % 2, number % 2 + 1, number % 2 + 2, number % 2 + 3]
    reasons = chance.sample(REASONS, 4)
    return [
        FormReport(
            Kind.SAME_TITLE,
            chance.choice(("Meridian Wire", "The Commerce Ledger")),
            first + timedelta(days=9 * place),
            "U.S. trade gap moves in line with forecasts",
            DEFICIT.format(
                weekday=chance.choice(WEEKDAYS),
                month=MONTHS[month],
                before_month=MONTHS[month - 1] if month else "February",
                reason=reason.format(**_figures(chance)),
                **_figures(chance),
            ),
        )
        for place, (month, reason) in enumerate(zip(months, reasons, strict=True))
    ]


def _figures(chance: random.Random) -> dict[str, object]:
    return {
        "moved": chance.choice(("rose", "fell", "gained", "lost")),
        "other": chance.choice(("rose", "fell")),
        "change": round(chance.uniform(1, 30), 1),
        "price": chance.randint(300, 999),
        "second": chance.randint(300, 999),
        "third": chance.randint(300, 999),
        "small": chance.randint(2, 40),
        "lots": chance.randint(2, 30),
        "sales": chance.randint(200, 999),
        "before": chance.randint(200, 999),
        "meal": chance.randint(270, 420),
        "oil": round(chance.uniform(20, 90), 2),
    }
