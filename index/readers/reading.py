"""The table of readers, and the loop that gives each input to its reader.

One input that cannot be read never stops the others: it becomes a Problem.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, cast

from index.articles import Draft
from index.errors import InputError, UsageError
from index.logins import without_login
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import one_line
from index.readers.inputs import STDIN, FoundFile, WebAddress, expand
from index.readers.raw_input import RawInput, open_raw
from index.readers.sniffing import sniff

__all__ = ["READER_NAMES", "read_found", "read_inputs"]

Reader = Callable[[RawInput, ReadOptions], Iterator[Draft | Problem]]

READERS: dict[str, tuple[str, str]] = {
    "text": ("index.readers.plain_text", "read_text"),
    "markdown": ("index.readers.markdown", "read_markdown"),
    "json": ("index.readers.json_records", "read_json"),
    "jsonl": ("index.readers.json_records", "read_json_lines"),
    "ninjs": ("index.readers.json_records", "read_json"),
    "csv": ("index.readers.csv_tables", "read_csv"),
    "html": ("index.readers.html_pages", "read_html"),
    "pdf": ("index.readers.pdf_files", "read_pdf"),
    "docx": ("index.readers.word_files", "read_docx"),
    "feed": ("index.readers.feeds", "read_feed"),
    "nitf": ("index.readers.nitf", "read_nitf"),
    "newsml": ("index.readers.newsml", "read_newsml"),
}
"""Every format, and the function that reads it. Modules are loaded when their format turns up."""
READER_NAMES = tuple(READERS)


def read_inputs(
    inputs: Iterable[str],
    options: ReadOptions,
    *,
    stdin: BinaryIO | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Draft | Problem]:
    """Every article in the inputs, in their order, and a Problem for what gave none.

    `on_bytes` is told how many more bytes were read, for a progress bar; over all files the calls
    add up to `count_inputs(inputs).bytes`.

    Raises: UsageError at once, for a format that does not exist.
    """
    if options.format and options.format not in READERS:
        near = difflib.get_close_matches(options.format, READERS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(READERS)}"
        raise UsageError(f"no format {options.format!r}", hint=hint)
    return _read_all(inputs, options, stdin, on_bytes or (lambda _: None))


def _read_all(
    inputs: Iterable[str], options: ReadOptions, stdin: BinaryIO | None, on_bytes: Callable[[int], None]
) -> Iterator[Draft | Problem]:
    for found in expand(inputs):
        if isinstance(found, FoundFile) and found.path == STDIN:
            stream = stdin or sys.stdin.buffer
            yield from _read_stream(stream, found, options, on_bytes)
        else:
            yield from read_found(found, options, on_bytes)


def read_found(
    found: FoundFile | WebAddress | Problem, options: ReadOptions, on_bytes: Callable[[int], None]
) -> Iterator[Draft | Problem]:
    """Every article in one of what `expand` found, but for standard input."""
    if isinstance(found, Problem):
        yield found
    elif isinstance(found, WebAddress):
        yield from _read_address(found.url, options, on_bytes)
    else:
        yield from _read_file(found, options, on_bytes)


def _read_file(found: FoundFile, options: ReadOptions, on_bytes: Callable[[int], None]) -> Iterator[Draft | Problem]:
    read = 0

    def count(more: int) -> None:
        nonlocal read
        more = min(more, max(0, found.size - read))
        read += more
        on_bytes(more)

    try:
        # A pipe that took the file's place since it was looked at must not be waited for.
        descriptor = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        stream = os.fdopen(descriptor, "rb")
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
        yield Problem(place=found.place, reason=reason, failed=True)
    else:
        with closing(stream):
            yield from _read_stream(stream, found, options, count)
    on_bytes(max(0, found.size - read))


def _read_stream(
    stream: BinaryIO, found: FoundFile, options: ReadOptions, on_bytes: Callable[[int], None]
) -> Iterator[Draft | Problem]:
    place = found.place
    try:
        raw = open_raw(stream, place=place, name=os.path.basename(place), on_bytes=on_bytes)  # noqa: PTH119
        name = options.format or sniff(raw)
    except InputError as error:
        yield Problem(place=place, reason=str(error), failed=found.named)
        return
    except OSError as error:
        yield Problem(place=place, reason=f"cannot be read: {error.strerror or error}", failed=True)
        return
    yield from _read_raw(raw, name, options)


def _read_address(url: str, options: ReadOptions, on_bytes: Callable[[int], None]) -> Iterator[Draft | Problem]:
    from index.readers.web import open_address

    try:
        raw = open_address(url, options, on_bytes)
        name = options.format or sniff(raw)
    except InputError as error:
        yield Problem(place=one_line(without_login(url)), reason=str(error), failed=True)
        return
    yield from _read_raw(raw, name, options)


def _read_raw(raw: RawInput, name: str, options: ReadOptions) -> Iterator[Draft | Problem]:
    """What one reader finds; its failure, foreseen or not, is a Problem of this input alone."""
    try:
        for item in _reader(name)(raw, options):
            if isinstance(item, Draft) and options.source:
                yield item.model_copy(update={"source": one_line(options.source)})
            else:
                yield item
    except InputError as error:
        yield Problem(place=raw.place, reason=str(error), failed=True)
    except OSError as error:
        yield Problem(place=raw.place, reason=f"cannot be read: {error.strerror or error}", failed=True)
    except Exception as error:  # noqa: BLE001 - a parser's fault on one file must not stop the others
        reason = f"damaged or unusual: the {name} reader stopped with {type(error).__name__}: {error}"
        yield Problem(place=raw.place, reason=one_line(reason)[:300], failed=True)


def _reader(name: str) -> Reader:
    module, function = READERS[name]
    return cast("Reader", getattr(importlib.import_module(module), function))
