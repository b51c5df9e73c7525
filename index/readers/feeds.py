"""RSS and Atom: one article an entry, from the bytes of the feed alone; no link is followed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from index.articles import Draft
from index.dates import DateOrigin, PublicationDate
from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import make_draft, skipped
from index.readers.feed_length import first_entries
from index.readers.markup import text_of_html
from index.readers.raw_input import RawInput
from index.readers.records import plain_value
from index.readers.written_dates import read_date
from index.readers.xml_trees import guard_xml

__all__ = ["read_feed"]


def read_feed(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read the entries of a feed in its order; they are placed as `feed.xml#3`."""
    data = raw.read_all(options.max_file_mb, "max_file_mb")
    guard_xml(data)
    short = first_entries(data, options.max_feed_entries)
    feed = _parsed(short.data, raw)
    if not feed.entries:
        if feed.bozo:
            raise InputError(f"the feed cannot be read: {feed.get('bozo_exception')}")
        yield skipped(raw.place, "a feed without entries")
        return
    outlet = plain_value(feed.feed.get("title"))
    language = plain_value(feed.feed.get("language"))
    note = "the feed is malformed; what could be read of it was" if feed.bozo else ""
    for number, entry in enumerate(feed.entries[: options.max_feed_entries], start=1):
        yield _draft(entry, f"{raw.place}#{number}", outlet, language, note)
    entries = max(short.entries, len(feed.entries))
    if entries > options.max_feed_entries:
        reason = f"{entries} entries; the first {options.max_feed_entries} were read (max_feed_entries)"
        yield Problem(place=raw.place, reason=reason, failed=False)


def _parsed(data: bytes, raw: RawInput) -> Any:
    headers = {"content-type": raw.content_type or "application/xml"}
    if raw.charset:
        headers["content-type"] += f"; charset={raw.charset}"
    if raw.url:
        headers["content-location"] = raw.url
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import feedparser

        try:
            return feedparser.parse(io.BytesIO(data), response_headers=headers)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise InputError(f"the feed cannot be read: {error}") from error


def _draft(entry: Any, place: str, outlet: str, language: str, note: str) -> Draft | Problem:
    contents = [plain_value(each.get("value")) for each in entry.get("content", ())]
    full = max(contents, key=len, default="")
    summary = plain_value(entry.get("summary"))
    text = text_of_html(full if len(full) >= len(summary) else summary)
    claims, doubts = _dates(entry)
    link = plain_value(entry.get("link"))
    whole = link.startswith(("http://", "https://"))
    doubt = "" if whole or not link else f"its link {link[:80]!r} leads nowhere without the address of the feed"
    return make_draft(
        place=place,
        text=text,
        title=text_of_html(plain_value(entry.get("title"))),
        source=plain_value(entry.get("source", {}).get("title")) or outlet,
        author=plain_value(entry.get("author")),
        url=link if whole else "",
        language=plain_value(entry.get("language")) or language,
        dates=claims,
        notes=("" if full else "only the feed's summary, not the whole article", note, *doubts, doubt),
    )


def _dates(entry: Any) -> tuple[tuple[PublicationDate, ...], tuple[str, ...]]:
    """The day as the feed wrote it, in its own zone; the day of an update when there is no other."""
    # `in` and `get` differ here: feedparser answers get("published") with the update, and a warning.
    names = dict(entry)
    for name in ("published", "created", "issued", "date", "updated"):
        said = plain_value(names.get(name))
        if said:
            found = read_date(said, DateOrigin.METADATA)
            update = "the only date is of the last update" if name == "updated" else ""
            doubts = tuple(word for word in (found.doubt, update) if word)
            return ((found.published,) if found.published else ()), doubts
    return (), ()
