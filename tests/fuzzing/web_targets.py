"""Addresses, and what servers answer."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore

from index.articles import canonical_url
from index.errors import FetchError
from index.fetching import FetchOptions, fetch, refusal_of
from tests.fuzzing.contract import Target

__all__ = ["ADDRESSES", "REPLIES"]

PUBLIC = "93.184.215.14"
OPTIONS = FetchOptions(max_mb=1, timeout_s=4)


class Prepared(httpcore.NetworkBackend):
    """Answers every connection with the same bytes, and notes where it went."""

    def __init__(self, reply: bytes) -> None:
        self._reply = reply
        self.connected: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        return httpcore.MockStream([self._reply])


def _fetched(url: str, reply: bytes, address: str = PUBLIC) -> None:
    sockets = Prepared(reply)
    with suppress(FetchError):
        found = fetch(url, options=OPTIONS, resolver=lambda *_: [address], backend=sockets)
        assert len(found.content) <= OPTIONS.max_mb * 1_000_000
    assert set(sockets.connected) <= {PUBLIC}


def _address(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    canonical_url(text)
    allowed = not refusal_of(text)
    _fetched(text, b"HTTP/1.1 200 OK\r\n\r\n")
    _fetched("http://a.example/", b"HTTP/1.1 302 Found\r\nLocation: " + data.replace(b"\n", b"") + b"\r\n\r\n")
    if not allowed:
        _fetched("http://a.example/", b"HTTP/1.1 200 OK\r\n\r\n", address=text)


def _reply(data: bytes) -> None:
    _fetched("http://a.example/", data)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
ADDRESSES = Target(
    _address,
    tuple(
        each.encode()
        for each in (
            "http://a.example:8080/b/../c?x=1&utm_source=y#z", "https://bücher.example/é", "http://[::ffff:127.0.0.1]/",
            "http://2130706433/", "http://0x7f.1/", "http://a@b:80/", "//a.example/b", "file:///etc/passwd", "::1",
            "64:ff9b::7f00:1", "fe80::1%eth0", "127.0.0.1", "169.254.169.254",
        )
    ),
    tuple(b"@ : / // ? # % %00 %2e %0a [ ] :: xn-- . 127.0.0.1 0x 0177 localhost \\ http: ; \xe3\x80\x82".split()),
)  # fmt: skip
REPLIES = Target(
    _reply,
    (
        HEAD + b"Content-Length: 10\r\n\r\n<p>abc</p>",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n0\r\n\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>abc</p>" * 20, mtime=0),
        b"HTTP/1.1 429 Too Many\r\nRetry-After: 120\r\n\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: http://10.0.0.1/\r\n\r\n",
    ),
    tuple(
        b"HTTP/1.1 HTTP/1.0 100 200 302 204 \r\n Location: Content-Length: Retry-After: chunked gzip deflate br ; "
        b"charset=".split(b" ")
    ),
)
