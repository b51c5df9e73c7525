"""How the command speaks: results on standard output, all else on standard error, in any locale.

Colours only on a terminal and without NO_COLOR; a reader that has gone away (`| head`) is no error.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any, TextIO

import typer

from index.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "WIDEST",
    "as_json",
    "error_line",
    "given_text",
    "is_live",
    "make_safe",
    "out",
    "out_json",
    "out_json_line",
    "plural",
    "printable",
    "say",
    "styled",
    "wrapped",
    "write_piece",
]

WIDEST = 100
"""Columns of running text on a wide terminal."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What could move the cursor, colour the screen or turn the reading order round."""
NO_CHARACTER = re.compile(r"[\ud800-\udfff]+")


def make_safe() -> None:
    """Let no character that the locale lacks stop the output."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def out(text: str = "") -> None:
    """A line of the result. Raises: StorageError when it cannot be written."""
    _write(sys.stdout, f"{text}\n")


def write_piece(text: str) -> None:
    """A piece of a line of the result. Raises: StorageError when it cannot be written."""
    _write(sys.stdout, text)


def say(line: str) -> None:
    """A line beside the result: progress, notes, errors."""
    _write(sys.stderr, f"{line}\n")


def error_line(message: str) -> None:
    """What went wrong, in one line."""
    say(f"{styled('error:', 'red', sys.stderr)} {printable(' '.join(message.split()))}")


def out_json(value: Any) -> None:
    """One JSON document: a pydantic model, a list of them, or plain values."""
    out(as_json(value))


def out_json_line(value: Any) -> None:
    """The same on one line."""
    out(as_json(value, indent=None))


def as_json(value: Any, *, indent: int | None = 2) -> str:
    """A value as JSON, escaped to ASCII where standard output cannot carry more."""
    unicode_output = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    return json.dumps(_plain(value), ensure_ascii=not unicode_output, indent=indent)


def styled(text: str, style: str, stream: TextIO | None = None) -> str:
    """Text in bold or a colour where the stream is a terminal that wants it."""
    if not is_live(stream or sys.stdout) or os.environ.get("NO_COLOR"):
        return text
    return typer.style(text, bold=True) if style == "bold" else typer.style(text, fg=style)


def is_live(stream: TextIO) -> bool:
    """Whether a person watches the stream on a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Text broken to the terminal's width; left whole, for `grep`, where there is no terminal."""
    start = indent if first is None else first
    lines = printable(text).split("\n")
    if not sys.stdout.isatty():
        return "\n".join(f"{indent if n else start}{line}" for n, line in enumerate(lines))
    width = min(shutil.get_terminal_size().columns, WIDEST)
    filled = (
        textwrap.fill(
            line,
            max(width, 30),
            initial_indent=indent if n else start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for n, line in enumerate(lines)
    )
    return "\n".join(filled)


def plural(count: int, noun: str) -> str:
    """`1 article`, `2,345 articles`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def given_text(words: str) -> str:
    """An argument as text that can be stored and sent: bytes that are no UTF-8 become replacement marks."""
    return unicodedata.normalize("NFC", NO_CHARACTER.sub("\ufffd", words))


def printable(text: str) -> str:
    """Text without what could move the cursor, colour the screen or turn the reading order round."""
    return CONTROL.sub("", text)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return _plain_list(value)
    dump = getattr(value, "model_dump", None)
    return dump(mode="json") if dump is not None else value


def _plain_list(values: Iterable[Any]) -> list[Any]:
    return [_plain(each) for each in values]


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise StorageError(f"the output cannot be written ({error.strerror})") from error


def _silence(stream: TextIO) -> None:
    """Send what follows, and what Python flushes at its end, to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
