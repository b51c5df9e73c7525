"""What dateparser's `search_dates` finds with its defaults: the baseline for the days that an answer gives.

Its defaults resolve relative dates against today and not against the article, and prefer nothing.
"""

from __future__ import annotations

from index.dates import DateInterval, Precision

__all__ = ["default_search"]


def default_search(text: str) -> list[DateInterval]:
    """The days it finds, in the order of the text; none for an empty text. A tenth of a second to seconds a text."""
    from dateparser.search import search_dates

    found = search_dates(text, languages=["en"]) if text.strip() else None
    days = [moment.date() for _, moment in found or ()]
    return [DateInterval(first=day, last=day, precision=Precision.DAY) for day in days]
