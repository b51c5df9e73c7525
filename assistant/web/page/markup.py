"""The page's templates, which escape everything that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from index.dates import DateInterval, PublicationDate
from index.temporal import format_interval

__all__ = ["count_of", "day_of", "rendered"]

BRACKETED = re.compile(r"\[[^\[\]]*[^\d\[\]\s][^\[\]]*\]")


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("assistant.web.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "address": _address,
        "count": count_of,
        "dated": _dated,
        "day": day_of,
        "interval": format_interval,
        "plain_name": lambda name: str(name).replace("_", " "),
        "one_line": lambda text: " ".join(text.split()),
        "published": _published,
        "with_days": _with_days,
    }
    return made


def rendered(name: str, **values: Any) -> str:
    """The template `templates/<name>.html` with these values, all of them escaped."""
    return _templates().get_template(f"{name}.html").render(**values)


def count_of(number: int, noun: str) -> str:
    """`1 article`, `2,345 articles`, `2 copies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def day_of(day: date) -> str:
    """`5 June 2019`."""
    return f"{day.day} {day:%B} {day.year}"


def _published(when: PublicationDate) -> str:
    """As precisely as it is known: `5 June 2019`, `June 2019`, `undated`."""
    interval = when.interval
    return format_interval(interval) if interval else "undated"


def _address(url: str) -> str:
    """A web address that may be a link; empty for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def _with_days(text: str, dates: Sequence[Any]) -> Markup:
    """The sentence, the days that Parley wrote into it set apart from the article's words."""
    if not dates:
        return escape(text)
    return Markup("").join(_apart(text))


def _apart(text: str) -> Iterator[Markup]:
    at = 0
    for bracket in BRACKETED.finditer(text):
        yield escape(text[at : bracket.start()])
        yield Markup('<span class="resolved" title="The day that the words before mean">{}</span>').format(
            bracket.group()
        )
        at = bracket.end()
    yield escape(text[at:])


def _dated(window: DateInterval | None, end: str) -> str:
    """One end of a window as it may be typed: `2019-05-01`; empty when it is open."""
    if window is None:
        return ""
    day = window.first if end == "first" else window.last
    return day.isoformat() if day else ""
