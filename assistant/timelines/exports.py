"""A timeline written out: Markdown and CSV to work on, JSON, iCalendar, and the picture and page of their own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

from assistant.timelines.calendar_file import calendar
from assistant.timelines.models import EventState, Timeline, TimelineEvent
from assistant.timelines.page import page
from assistant.timelines.picture import picture
from assistant.timelines.wording import about_gap, about_search, day_words, state_words
from index.errors import UsageError

__all__ = ["TIMELINE_FORMATS", "exported"]

COLUMNS = (
    "first", "last", "precision", "basis", "state", "event", "states", "independent_sources",
    "citation", "source", "title", "published", "url", "quote", "article_id", "start", "end",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def exported(timeline: Timeline, form: str, *, made: datetime | None = None) -> str:
    """The whole text of a file. `made` stamps a calendar; now when not given.

    Raises: UsageError for a format that is not in `TIMELINE_FORMATS`.
    """
    if form == "ics":
        return calendar(timeline, made or datetime.now(tz=UTC))
    if form not in WRITERS:
        raise UsageError(f"no timeline format {form!r}", hint=f"choose from {', '.join(TIMELINE_FORMATS)}")
    return WRITERS[form](timeline)


def _markdown(timeline: Timeline) -> str:
    lines = [f"# {_plain(timeline.topic)}", ""]
    lines += [_markdown_line(event) for event in timeline.events] or [f"No events: {_plain(timeline.refusal_reason)}."]
    lines += ["", *(f"{_plain(each)}." for each in (*about_gap(timeline), about_search(timeline), *timeline.warnings))]
    if timeline.citations:
        lines += ["", "## Citations", ""]
    for each in timeline.citations:
        quote = _plain(" ".join(each.quote.split()))
        where = f"{_plain(each.source or 'unnamed outlet')}, “{_plain(each.title)}”, {each.published}"
        link = f" <{each.url}>" if re.fullmatch(r"https?://[^\s<>]+", each.url) else ""
        lines.append(f"{each.n}. “{quote}” {where}, {_plain(each.article_id)}:{each.start}-{each.end}{link}")
    return "\n".join(lines) + "\n"


def _markdown_line(event: TimelineEvent) -> str:
    numbers = "".join(f"[{n}]" for n in event.citations)
    states = state_words(event)
    return f"- **{day_words(event)}**: {_plain(event.text)} {numbers}{f' *{_plain(states)}*' if states else ''}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _csv(timeline: Timeline) -> str:
    """One row a citation of an event, under a header."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    cited = {each.n: each for each in timeline.citations}
    for event in timeline.events:
        facts = (
            event.interval.first, event.interval.last, event.interval.precision, event.basis, event.state, event.text,
            "; ".join(map(_state, event.states)), event.independent_sources,
        )  # fmt: skip
        for n in event.citations:
            one = cited[n]
            source = (one.source, one.title, one.published.value, one.url, one.quote, one.article_id)
            rows.writerow([_cell(each) for each in (*facts, n, *source, one.start, one.end)])
    return file.getvalue()


def _state(state: EventState) -> str:
    return f"{state.kind} (reported {state.reported})"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _json(timeline: Timeline) -> str:
    return timeline.model_dump_json(indent=2) + "\n"


WRITERS: dict[str, Callable[[Timeline], str]] = {
    "md": _markdown,
    "csv": _csv,
    "json": _json,
    "svg": picture,
    "html": page,
}
TIMELINE_FORMATS = ("md", "csv", "json", "ics", "svg", "html")
"""Every format by its name."""
