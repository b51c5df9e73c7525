"""One opened input: its bytes as a stream, with the beginning already looked at.

Limits on memory are kept here: `read_all` for formats that need the whole, `lines` for those that
do not.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from index.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

__all__ = ["HEAD_BYTES", "Line", "RawInput", "open_raw"]

HEAD_BYTES = 65_536
"""How much of an input is looked at to tell what it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an input."""

    number: int
    """From 1."""
    data: bytes | None
    """Without its end; None when it was longer than the limit."""


@dataclass(frozen=True, slots=True)
class RawInput:
    """An input before anything is known of its format."""

    place: str
    name: str
    """The last part of the path or of the address."""
    head: bytes
    """The first `HEAD_BYTES`, or all when there are fewer."""
    stream: BinaryIO
    """From the first byte on, `head` included. Read once."""
    url: str = ""
    content_type: str = ""
    """As the server says, without parameters."""
    charset: str = ""
    """As the server says."""

    def read_all(self, limit_mb: int, setting: str) -> bytes:
        """Everything, or InputError naming the setting when there is more than the limit."""
        data = self.stream.read(limit_mb * 1_000_000 + 1)
        if len(data) > limit_mb * 1_000_000:
            raise InputError(f"larger than {limit_mb} MB", hint=f"raise {setting} or split the file")
        return data

    def lines(self, limit_mb: int, encoding: str = "") -> Iterator[Line]:
        r"""Lines ended by `\n` alone, whatever else the text holds; longer ones come as None.

        `encoding`: of a file in which `\n` is more than one byte; lines then come as UTF-8.
        """
        stream = self.stream
        if encoding:
            stream = io.BufferedReader(_Recoded(stream, encoding), HEAD_BYTES)
        limit = limit_mb * 1_000_000
        number = 0
        while data := stream.readline(limit + 1):
            number += 1
            if len(data) <= limit or data.endswith(b"\n"):
                yield Line(number, data)
                continue
            while data and not data.endswith(b"\n"):
                data = stream.readline(HEAD_BYTES)
            yield Line(number, None)


def open_raw(
    stream: BinaryIO,
    *,
    place: str,
    name: str,
    url: str = "",
    content_type: str = "",
    charset: str = "",
    on_bytes: Callable[[int], None] | None = None,
) -> RawInput:
    """Look at the beginning of a stream that need not be seekable."""
    counted = _Counted(stream, on_bytes)
    head = b""
    while len(head) < HEAD_BYTES and (more := counted.take(HEAD_BYTES - len(head))):
        head += more
    counted.put_back(head)
    buffered = io.BufferedReader(counted, HEAD_BYTES)
    return RawInput(place, name, head, buffered, url, content_type, charset)


class _Counted(io.RawIOBase):
    """Reports bytes as they are taken from below, and can hand the first of them out again."""

    def __init__(self, below: BinaryIO, on_bytes: Callable[[int], None] | None) -> None:
        self._below = below
        self._on_bytes = on_bytes
        self._again = b""

    def readable(self) -> bool:
        return True

    def take(self, size: int) -> bytes:
        data = self._below.read(size)
        if data and self._on_bytes:
            self._on_bytes(len(data))
        return data

    def put_back(self, data: bytes) -> None:
        self._again = data

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if self._again:
            data, self._again = self._again[: len(view)], self._again[len(view) :]
        else:
            data = self.take(len(view))
        view[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """Another encoding as UTF-8; what cannot be decoded becomes U+FFFD."""

    def __init__(self, below: BinaryIO, encoding: str) -> None:
        self._below = below
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self._ready:
            data = self._below.read(HEAD_BYTES)
            text = self._decoder.decode(data, final=not data)
            self._ready = text.encode("utf-8", "replace")
            if not data:
                break
        data, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(data)] = data
        return len(data)
