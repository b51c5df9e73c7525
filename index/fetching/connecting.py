"""Connections that go to a judged address and nowhere else, and that end with one deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from index.errors import FetchError
from index.fetching.addresses import refusal_of

__all__ = ["GuardedBackend", "Resolver", "resolve"]

Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port to addresses, best first."""


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves, judges and connects in one step, and keeps one deadline over all reads and writes."""

    def __init__(
        self, deadline: float, *, allow_private: bool, resolver: Resolver, inner: httpcore.NetworkBackend
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolver = resolver
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers, if none of them is refused."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address answers")
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, _remaining(self._deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _DeadlineStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        addresses = _within(lambda: self._resolver(host, port), _remaining(self._deadline))
        if not addresses:
            raise FetchError(f"the name {host!r} has no address")
        for address in addresses:
            if not self._allow_private and (why := refusal_of(address)):
                raise FetchError(f"{host!r} is {address}, {why}", hint="pass --allow-private if you mean it")
        return addresses


class _DeadlineStream(httpcore.NetworkStream):
    """A stream whose every step must end before one deadline, so that dripping does not help."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, _remaining(self._deadline, timeout))
        return _DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host by the system's name service. Raises: FetchError when there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the name {host!r} cannot be resolved: {error}") from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _within(call: Callable[[], Sequence[str]], timeout_s: float) -> Sequence[str]:
    """The result of a call that knows no time limit itself, in a thread that is left behind if it hangs."""
    done: list[Sequence[str]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(call())
        except Exception as error:  # noqa: BLE001 - raised again by the caller below
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout_s)
    if failed:
        raise failed[0]
    if not done:
        raise httpcore.ConnectTimeout("the name service does not answer")
    return done[0]


def _remaining(deadline: float, timeout: float | None = None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(left, timeout)
