"""A timeline as an iCalendar file (RFC 5545): one all-day entry an event, a span where the day is not known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from assistant.timelines.models import StateKind, Timeline, TimelineEvent
from assistant.timelines.wording import day_words, state_words

__all__ = ["calendar"]

STATUS = {
    StateKind.PLANNED: "TENTATIVE",
    StateKind.POSTPONED: "TENTATIVE",
    StateKind.DONE: "CONFIRMED",
    StateKind.CANCELLED: "CANCELLED",
}
OCTETS = 75
"""Longest line, its end not counted (section 3.1)."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
SHORTEST = 80
"""Letters of a summary before it may end at a word."""


def calendar(timeline: Timeline, made: datetime) -> str:
    """The file's text with CRLF line ends. The same event keeps its UID as long as its sentence and days stay."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parley//timeline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(timeline.topic)}",
        *(line for event in timeline.events for line in _entry(event, timeline, made)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(event: TimelineEvent, timeline: Timeline, made: datetime) -> Iterator[str]:
    first, last = event.interval.first, event.interval.last
    assert first
    assert last
    cited = [each for each in timeline.citations if each.n in event.citations]
    main = next(each for each in cited if each.n == event.citations[0])
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(main.article_id, main.start, first, last)}"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_date(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_date(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(_summary(event))}"
    quotes = [f"“{' '.join(each.quote.split())}” {each.source}, {each.published} {each.url}".strip() for each in cited]
    told = [day_words(event), event.text, state_words(event), *quotes]
    yield f"DESCRIPTION:{_escaped(chr(10).join(each for each in told if each))}"
    if re.fullmatch(r"https?://[\x21-\x7e]+", main.url):
        yield f"URL:{main.url}"
    yield f"STATUS:{STATUS[event.state]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(event: TimelineEvent) -> str:
    state = "" if event.state is StateKind.DONE else f"{event.state.capitalize()}: "
    text = event.text
    if len(text) > SHORTEST + 40:
        end = text.find(" ", SHORTEST)
        text = f"{text[: end if 0 < end <= SHORTEST + 40 else SHORTEST]}…"
    return f"{state}{text}"


def _uid(article_id: str, start: int, first: date, last: date) -> str:
    digest = hashlib.sha256(f"{article_id}\x1f{start}\x1f{first}\x1f{last}".encode()).hexdigest()[:24]
    return f"{digest}@parley"


def _date(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    r"""TEXT of section 3.3.11: `\`, `;` and `,` behind a backslash, line ends as `\n`, no other control characters."""
    kept = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, later ones behind a space, no character cut in two."""
    piece = ""
    size = 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
