"""JSON: one object, a list, or an object with a list under a key; and JSON lines, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.decoding import decode, decode_line, wide_encoding
from index.readers.drafting import skipped
from index.readers.ninjs import draft_of_ninjs, is_ninjs
from index.readers.records import draft_of_record, has_text_field

if TYPE_CHECKING:
    from index.articles import Draft
    from index.readers.raw_input import RawInput

__all__ = ["read_json", "read_json_lines"]

LIST_NAMES = (
    "articles", "items", "results", "data", "documents", "docs", "records", "entries", "hits", "response",
    "news", "stories", "posts",
)  # fmt: skip
"""Where APIs put their list, the likeliest first."""
LIST_DEPTH = 4


def read_json(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read the articles of one JSON document; those of a list are placed as `file.json#3`."""
    decoded = decode(raw.read_all(options.max_file_mb, "max_file_mb"), raw.charset)
    try:
        document = _parse(decoded.text)
    except _NotJsonError as error:
        hint = "one object a line is read under the name .jsonl or with --format jsonl"
        raise InputError(str(error), hint=hint if error.more else "") from error
    notes = (decoded.note,) if decoded.note else ()
    records = _records(document, options)
    if records is None:
        yield _draft(document, raw.place, options, notes)
        return
    if not records:
        yield skipped(raw.place, "an empty list")
    for number, record in enumerate(records, start=1):
        yield _draft(record, f"{raw.place}#{number}", options, notes)


def read_json_lines(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article a line, in bounded memory; each bad line is listed as `file.jsonl:12`."""
    empty = True
    for line in raw.lines(options.max_record_mb, wide_encoding(raw.head)):
        place = f"{raw.place}:{line.number}"
        if line.data is None:
            empty = False
            reason = f"the line is longer than {options.max_record_mb} MB; raise max_record_mb"
            yield Problem(place=place, reason=reason, failed=True)
            continue
        decoded = decode_line(line.data)
        text = decoded.text.strip(" \t\r\n\ufeff\x00")
        if not text:
            continue
        empty = False
        try:
            record = _parse(text)
        except _NotJsonError as error:
            yield Problem(place=place, reason=str(error).replace("(line 1, column", "(column"), failed=True)
            continue
        yield _draft(record, place, options, (decoded.note,) if decoded.note else ())
    if empty:
        yield skipped(raw.place, "empty")


class _NotJsonError(ValueError):
    """The text is no JSON, or none that should be parsed."""

    def __init__(self, message: str, *, more: bool = False) -> None:
        super().__init__(message)
        self.more = more


def _parse(text: str) -> object:
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _NotJsonError(f"not JSON: {error.msg} ({where})", more=error.msg == "Extra data") from error
    except RecursionError as error:
        raise _NotJsonError("not read: nested too deeply") from error
    except ValueError as error:
        raise _NotJsonError(f"not JSON: {error}") from error
    return document


def _draft(record: object, place: str, options: ReadOptions, notes: tuple[str, ...]) -> Draft | Problem:
    if not isinstance(record, Mapping):
        reason = f"not an article: an object is expected, this is {type(record).__name__} {str(record)[:40]!r}"
        return Problem(place=place, reason=reason, failed=True)
    if is_ninjs(record) and not options.fields:
        return draft_of_ninjs(record, place=place, notes=notes)
    return draft_of_record(record, place=place, fields=options.fields, notes=notes)


def _records(document: object, options: ReadOptions, depth: int = 0) -> list[object] | None:
    """The list of records in a document; None when the document is itself a record."""
    if isinstance(document, list):
        return document
    if not isinstance(document, Mapping) or depth > LIST_DEPTH:
        return None
    if has_text_field(document, options.fields) or is_ninjs(document):
        return None
    names = [name for name in LIST_NAMES if name in document]
    names += [name for name in document if name not in LIST_NAMES]
    for name in names:
        value = document[name]
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            return value
        if isinstance(value, Mapping) and (inner := _records(value, options, depth + 1)) is not None:
            return inner
    only = document.get(names[0]) if len(names) == 1 else None
    return only if isinstance(only, list) else None
