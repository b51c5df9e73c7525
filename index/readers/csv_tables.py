"""CSV and TSV, streamed row by row; the separator is told from the header."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.decoding import decode_line, wide_encoding
from index.readers.drafting import one_line, skipped
from index.readers.records import draft_of_record, has_text_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.articles import Draft
    from index.readers.raw_input import RawInput

__all__ = ["read_csv"]

SEPARATORS = ",\t;|"


def read_csv(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article a row; a row is placed by its first line, as `file.csv:12`."""
    csv.field_size_limit(options.max_record_mb * 1_000_000)
    lines = _Lines(raw, options)
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    if not first:
        yield skipped(raw.place, "empty")
        return
    try:
        separator = _separator(first)
        names = next(csv.reader([first], delimiter=separator))
    except csv.Error as error:
        # csv's own words advise programmers
        where = "its first line holds a carriage return" if "\r" in first.rstrip("\r\n") else str(error)
        raise InputError(
            f"the header cannot be read: {where}", hint="save the table with line ends LF or CRLF"
        ) from error
    header = [one_line(name) or f"column{n}" for n, name in enumerate(names)]
    if not has_text_field(dict.fromkeys(header, ""), options.fields):
        raise InputError(_no_text_column(header, options))
    yield from _rows(raw.place, csv.reader(lines, delimiter=separator, strict=True), header, lines, options)


def _rows(
    place: str, reader: Iterator[list[str]], header: list[str], lines: _Lines, options: ReadOptions
) -> Iterator[Draft | Problem]:
    while True:
        start = f"{place}:{lines.number + 1}"
        try:
            row = next(reader, None)
        except (csv.Error, InputError) as error:
            yield Problem(place=start, reason=f"the row cannot be read: {error}", failed=True)
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            reason = f"{len(row)} cells under {len(header)} columns; is a quotation mark missing?"
            yield Problem(place=start, reason=reason, failed=True)
            continue
        record = dict(zip(header, row, strict=False))
        yield draft_of_record(record, place=start, fields=options.fields, notes=lines.take_notes())


class _Lines:
    """The decoded lines of a table; a line over the limit ends in an InputError."""

    def __init__(self, raw: RawInput, options: ReadOptions) -> None:
        self._lines = raw.lines(options.max_record_mb, wide_encoding(raw.head))
        self._limit_mb = options.max_record_mb
        self._notes: set[str] = set()
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        if line.data is None:
            raise InputError(f"a line longer than {self._limit_mb} MB", hint="raise max_record_mb")
        decoded = decode_line(line.data)
        if decoded.note:
            self._notes.add(decoded.note)
        text = decoded.text.replace("\x00", "")
        return text.removeprefix("\ufeff") if line.number == 1 else text

    def take_notes(self) -> tuple[str, ...]:
        """What was noted since the last row."""
        notes = tuple(sorted(self._notes))
        self._notes.clear()
        return notes


def _separator(header: str) -> str:
    """The separator that makes the most columns of the header."""
    return max(SEPARATORS, key=lambda each: len(next(csv.reader([header], delimiter=each))))


def _no_text_column(header: list[str], options: ReadOptions) -> str:
    names = ", ".join(header[:20])
    if wanted := options.fields.get("text"):
        return f"no column {wanted!r} for the text; the columns are: {names}"
    return f"no text column; the columns are: {names}; name the one with the text, as --field text={header[-1]}"
