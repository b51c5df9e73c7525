"""A record of JSON, CSV or front matter to a Draft, by the names that its fields go by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from index.dates import DateOrigin, PublicationDate
from index.readers.contract import Problem
from index.readers.drafting import make_draft, skipped
from index.readers.markup import looks_like_html, text_of_html
from index.readers.written_dates import read_date

if TYPE_CHECKING:
    from index.articles import Draft

__all__ = ["Record", "draft_of_record", "has_text_field", "plain_value"]

Record = Mapping[str, object]

ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "articlebody", "articletext", "bodytext", "fulltext",
        "maintext", "contenttext", "contenthtml", "bodyhtml", "story", "html",
    ),
    "title": ("title", "headline", "webtitle", "head", "heading", "name"),
    "published": (
        "published", "date", "publishedat", "pubdate", "publishdate", "publicationdate", "datepublished",
        "datetime", "publishedon", "publishedtime", "publicationtime", "webpublicationdate", "issued",
        "timestamp", "created", "createdat", "time",
    ),
    "source": ("source", "outlet", "publisher", "site", "sitename", "newspaper", "provider", "publication"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "url": ("url", "link", "weburl", "canonicalurl", "permalink", "uri", "sourceurl"),
    "id": ("id", "guid", "_id", "uuid", "articleid", "docid"),
    "language": ("language", "lang", "locale"),
}  # fmt: skip
"""Names by field, the likeliest first, in small letters without separators."""
UPDATES = ("updated", "modified", "updatedat", "lastmodified", "datemodified")
WRAPPERS = ("fields", "_source", "attributes", "article", "document", "metadata", "meta")
"""Nested objects in which a field may stand when it does not stand in the record itself."""
INNER = ("name", "title", "rendered", "value", "text", "#text", "label", "href", "$oid", "$date")
"""Where the words are when a field is itself an object."""
MAX_DEPTH = 6


def draft_of_record(
    record: Record, *, place: str, fields: Mapping[str, str], notes: tuple[str, ...] = ()
) -> Draft | Problem:
    """The article in a record; a Problem that names the fields seen when none is known to hold the text."""
    if not record:
        return skipped(place, "an empty record")
    flat = _flat(record)
    if not has_text_field(record, fields):
        return _no_text_field(record, place, fields)
    values = {name: plain_value(_find(record, flat, name, fields)) for name in ALIASES if name != "published"}
    text, title = values["text"], values["title"]
    claims, doubts = _dates(record, flat, fields)
    return make_draft(
        place=place,
        text=text_of_html(text) if looks_like_html(text) else text,
        title=text_of_html(title) if looks_like_html(title) else title,
        id=values["id"],
        source=values["source"],
        author=values["author"],
        url=values["url"],
        language=values["language"],
        dates=claims,
        notes=(*notes, *doubts),
    )


def has_text_field(record: Record, fields: Mapping[str, str]) -> bool:
    """Whether the record names a field that may hold the article's text, even an empty one."""
    if "text" in fields:
        return _reach(record, fields["text"]) is not None
    flat = _flat(record)
    return any(alias in flat and not _is_records(flat[alias]) for alias in ALIASES["text"])


def plain_value(value: object, depth: int = 0) -> str:
    """The words of a field: text, a number, the name in an object, the items of a list."""
    if value is None or isinstance(value, bool) or depth > MAX_DEPTH:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, Mapping):
        inner = (plain_value(value.get(name), depth + 1) for name in INNER)
        return next((words for words in inner if words), "")
    if isinstance(value, Sequence):
        words = [plain_value(item, depth + 1) for item in islice(value, 10_000)]
        kept = [word for word in words if word]
        return ("\n\n" if any(len(word) > 120 for word in kept) else ", ").join(kept)
    return ""


def _dates(
    record: Record, flat: Mapping[str, object], fields: Mapping[str, str]
) -> tuple[tuple[PublicationDate, ...], tuple[str, ...]]:
    said = plain_value(_find(record, flat, "published", fields))
    note = ""
    if not said:
        said = next((plain_value(flat[name]) for name in UPDATES if plain_value(flat.get(name))), "")
        note = "the only date is of the last update" if said else ""
    if not said:
        return (), ()
    found = read_date(said, DateOrigin.METADATA)
    doubts = tuple(word for word in (note, found.doubt) if word)
    return (found.published,) if found.published else (), doubts


def _find(record: Record, flat: Mapping[str, object], name: str, fields: Mapping[str, str]) -> object:
    if name in fields:
        return _reach(record, fields[name])
    present = (flat[alias] for alias in ALIASES[name] if alias in flat)
    return next((value for value in present if plain_value(value)), None)


def _reach(record: Record, path: str) -> object:
    """The value under a name, or under a dotted path when no field has the whole name."""
    if path in record:
        return record[path]
    value: object = record
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def _flat(record: Record) -> dict[str, object]:
    """The record by small letters without separators; what it lacks is taken from its wrappers."""
    flat = {_plain_name(name): value for name, value in reversed(list(record.items()))}
    for wrapper in WRAPPERS:
        inner = flat.get(wrapper)
        if isinstance(inner, Mapping):
            for name, value in inner.items():
                flat.setdefault(_plain_name(name), value)
            if wrapper == "article":
                del flat[wrapper]
    return flat


def _plain_name(name: object) -> str:
    text = str(name).strip().lower()
    return text if text.startswith("_") else re.sub(r"[\s_.:-]", "", text)


def _is_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _no_text_field(record: Record, place: str, fields: Mapping[str, str]) -> Problem:
    names = ", ".join(str(name) for name in islice(record, 20))
    if "text" in fields:
        reason = f"no field {fields['text']!r} for the text; the fields are: {names}"
        return Problem(place=place, reason=reason, failed=True)
    lengths = {name: len(value) for name, value in record.items() if isinstance(value, str)}
    longest = max(lengths, key=lengths.__getitem__, default="NAME")
    reason = f"no text field; the fields are: {names}; name the one with the text: --field text={longest}"
    return Problem(place=place, reason=" ".join(reason.split()), failed=True)
