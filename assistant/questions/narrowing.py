"""What a caller narrows a question to, checked: days, outlets, how much is read, who writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypedDict

from assistant.questions.requests import Request
from index.articles import clean_text
from index.dates import DateInterval, Precision, parse_partial_date
from index.errors import UsageError

__all__ = ["Narrowing", "request_of", "window_of"]

MOST_PASSAGES = 1000
"""The largest `k`."""


class Narrowing(TypedDict, total=False):
    """What may be given with a question. Dates are days, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""

    as_of: str | date | None
    """A wall: nothing published later is looked at."""
    since: str | date | None
    """The first publication day, included."""
    until: str | date | None
    """The last one, included."""
    sources: Sequence[str]
    """Outlets; none for all."""
    k: int | None
    """Passages to look at, 1 to 1000; those of the settings when not given."""
    mode: str | None
    """Who writes: `auto`, `extractive` or `generative`; that of the settings when not given."""
    model: str | None
    """Another chat model of the same endpoint."""
    today: date | None
    """The day that ages count from when `as_of` is not given; the real one when not given."""


def request_of(text: str, narrowed: Narrowing, *, k: int) -> Request:
    """The question as it is asked of the articles; `k` holds where none is given.

    Raises: UsageError for days that are none, a window upside down, or a `k` out of bounds.
    """
    given = narrowed.get("k")
    if given is not None and not 1 <= given <= MOST_PASSAGES:
        raise UsageError(f"k cannot be {given}", hint=f"give 1 to {MOST_PASSAGES}")
    return Request(
        question=clean_text(text),
        today=narrowed.get("today") or datetime.now(tz=UTC).date(),
        as_of=_last_day(narrowed.get("as_of"), "as_of"),
        window=window_of(narrowed.get("since"), narrowed.get("until")),
        sources=tuple(narrowed.get("sources", ())),
        k=given or k,
        mode=narrowed.get("mode") or "",
        model=narrowed.get("model") or "",
    )


def _interval(value: str | date, name: str) -> DateInterval:
    try:
        return parse_partial_date(value.isoformat() if isinstance(value, date) else value)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def _last_day(value: str | date | None, name: str) -> date | None:
    return _interval(value, name).last if value is not None else None


def window_of(since: str | date | None, until: str | date | None) -> DateInterval | None:
    """The days between, both included, each `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None when neither is given."""
    if since is None and until is None:
        return None
    first = _interval(since, "since").first if since is not None else None
    last = _interval(until, "until").last if until is not None else None
    if first and last and first > last:
        raise UsageError(f"since {since!s} is later than until {until!s}", hint="swap them")
    return DateInterval(first=first, last=last, precision=Precision.RANGE)
