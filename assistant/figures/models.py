"""The table of figures and its rows: frozen, and the same in Python and in JSON.

Every cell that rests on words keeps them: `article.text[cell.start:cell.end] == cell.words`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.answers import Citation, Coverage, Frozen, QueryRecord
from index.dates import DateInterval

__all__ = ["Cell", "Figure", "FigureState", "FigureTable", "Measure"]


class Measure(StrEnum):
    """What a figure measures."""

    TARIFF = "tariff"
    QUOTA = "quota"
    TRADE = "trade"
    """A value of exports, imports, a surplus or a deficit."""


class FigureState(StrEnum):
    """How a measure stood when the article reported it."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REPORTED = "reported"
    """A value of trade, which is neither planned nor ended."""


class Cell(Frozen):
    """Something a sentence says, and the words that say it."""

    value: str
    words: str
    start: int
    """In Unicode code points of the article's text."""
    end: int


class Figure(Frozen):
    """One row: a rate, a quota or a value of trade."""

    n: int = Field(ge=1)
    measure: Measure
    value: Decimal
    unit: str
    """`percent`, `points`, a currency such as `usd`, `usd/tonne`, `tonne`, or what is counted."""
    figure: Cell
    before: Cell | None = None
    """The rate that it takes the place of."""
    product: Cell | None = None
    hs_codes: tuple[str, ...] = ()
    """Of the Harmonised System, where the sentence names them."""
    goods: Cell | None = None
    """What the goods are worth a year, where that is said."""
    imposed_by: Cell | None = None
    on: Cell | None = None
    state: FigureState
    announced: DateInterval | None = None
    in_force: DateInterval | None = None
    ended: DateInterval | None = None
    """When it was suspended or ended."""
    citation: Citation
    """The whole sentence."""


class FigureTable(Frozen):
    """The figures found, the newest article first, with what was searched."""

    schema_version: Literal[1] = 1
    about: str
    figures: tuple[Figure, ...] = ()
    omitted: int = 0
    refusal_reason: str = ""
    coverage: Coverage
    query: QueryRecord
    fingerprint: str
    warnings: tuple[str, ...] = ()
