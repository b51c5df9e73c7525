"""HTTP to a model endpoint, within limits that hold whatever the server does, and cancellable from outside.

A deadline and a size limit are checked at every piece that arrives, so a server that drips comments
for ever is ended too. `Exchange.cancel` shuts the socket, which ends a read that is waiting in
another thread; the server sees the connection go.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

import httpx

__all__ = ["Exchange", "ExchangeTransport"]

LARGEST_BYTES = 8_000_000
"""Of one reply, frames of the stream included."""
CONNECT_S = 10.0


class Exchange:
    """One call under way, with all its requests."""

    current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)
    """The one that requests of this thread belong to."""

    def __init__(self, *, deadline: float, silence_s: float) -> None:
        """`deadline` counts as `time.monotonic()` does; `silence_s` is the longest wait for a piece."""
        self.deadline = deadline
        self.silence_s = silence_s
        self.content_type = ""
        """Of the last response."""
        self._sockets: list[socket.socket] = []
        self._streams: list[httpx.SyncByteStream] = []
        self._lock = threading.Lock()
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was ended from outside."""
        return self._cancelled.is_set()

    def cancelled_within(self, seconds: float) -> bool:
        """Wait as long, or until it is cancelled; whether it is."""
        return self._cancelled.wait(seconds)

    @property
    def left_s(self) -> float:
        """Seconds until the deadline; negative behind it."""
        return self.deadline - time.monotonic()

    def cancel(self) -> None:
        """End every request of this call, whatever thread waits for it. May be called twice."""
        with self._lock:
            self._cancelled.set()
            sockets, self._sockets = self._sockets, []
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def opened(self, stream: httpx.SyncByteStream) -> None:
        """Remember a response's body, to be closed at the end."""
        self._streams.append(stream)

    def finish(self) -> None:
        """Close what the client's library left open. Called by the thread that reads."""
        for each in self._streams:
            each.close()
        self._streams.clear()
        self._sockets.clear()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Httpcore's trace hook: remembers each socket that is opened."""
        if event != "connection.connect_tcp.complete":
            return
        opened = info["return_value"].get_extra_info("socket")
        with self._lock:
            if opened is not None and not self.cancelled:
                self._sockets.append(opened)
                return
        if opened is not None:
            opened.close()  # nobody else knows of it yet
        raise httpx.ConnectError("cancelled")


class ExchangeTransport(httpx.BaseTransport):
    """Sends requests on fresh connections, within the limits of the current exchange."""

    def __init__(self, proxy: str = "") -> None:
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0), proxy=proxy or None)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises: httpx's transport errors, and `httpx.ReadTimeout` at the deadline."""
        exchange = Exchange.current.get()
        if exchange is None:
            return self._inner.handle_request(request)
        left = exchange.left_s
        if left <= 0 or exchange.cancelled:
            raise httpx.ReadTimeout("no time is left for this request", request=request)
        wait = min(left, exchange.silence_s)
        request.extensions = {
            **request.extensions,
            "timeout": {"connect": min(left, CONNECT_S), "read": wait, "write": wait, "pool": wait},
            "trace": exchange.trace,
        }
        response = self._inner.handle_request(request)
        exchange.content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Limited(response.stream, exchange, request)
        exchange.opened(response.stream)
        return response

    def close(self) -> None:
        """Close what is open."""
        self._inner.close()


class _Limited(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, exchange: Exchange, request: httpx.Request) -> None:
        self._inner = inner
        self._exchange = exchange
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._inner:
            size += len(piece)
            if size > LARGEST_BYTES:
                raise httpx.ReadError(f"the reply is longer than {LARGEST_BYTES:,} bytes", request=self._request)
            if self._exchange.left_s <= 0:
                raise httpx.ReadTimeout("the deadline has passed", request=self._request)
            yield piece

    def close(self) -> None:
        self._inner.close()
