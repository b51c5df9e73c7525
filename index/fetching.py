"""One address to its bytes, and never to a place that the address was not meant for.

Every name is resolved once a hop, the addresses are judged, and the connection goes to the judged
address: what a name resolves to a moment later does not matter. Redirects are followed by hand, so
each hop is judged alike. Neither proxies nor anything else of the environment is used. robots.txt
is not asked, because a person names each address; what a server refuses is said.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpcore
import httpx
from pydantic import BaseModel, ConfigDict, Field

from index.errors import FetchError

__all__ = ["FetchOptions", "Fetched", "GuardedBackend", "fetch", "refusal_of"]

Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port to addresses, best first."""

PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSED_NETWORKS = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("::/96", "an IPv4-compatible or unspecified address"),
        ("64:ff9b::/96", "a NAT64 address"),
        ("64:ff9b:1::/48", "a NAT64 address"),
        ("2002::/16", "a 6to4 address"),
        ("2001::/32", "a Teredo address"),
        ("fec0::/10", "a site-local address"),
    )
)
"""IPv6 forms that stand for an IPv4 address or a site, which `is_global` does not look into."""
PLATFORM = frozenset({"168.63.129.16"})
"""Public by number, but a cloud platform's own service to its machines (Azure's wire server)."""
CHUNK_BYTES = 65_536


class FetchOptions(BaseModel):
    """The limits of one fetch."""

    model_config = ConfigDict(frozen=True)

    allow_private: bool = False
    """Connect to any address and port."""
    timeout_s: float = Field(default=20, gt=0)
    """For the whole of it, redirects included."""
    max_mb: int = Field(default=10, ge=1)
    """Of the body after decompression."""
    max_redirects: int = Field(default=5, ge=0)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, whole."""

    url: str
    """The last one, after redirects."""
    content: bytes
    """Decompressed."""
    content_type: str
    """In small letters, without parameters; empty when the server does not say."""
    charset: str
    """As the server says; empty when it does not."""


def fetch(
    url: str,
    *,
    options: FetchOptions,
    resolver: Resolver | None = None,
    backend: httpcore.NetworkBackend | None = None,
) -> Fetched:
    """Get one address. `resolver` and `backend` stand in for the name service and the sockets.

    Raises: FetchError, for what is refused here, for what the server refuses, and for a body that is
    too long, too slow or cut short. No part of a body is ever returned.
    """
    deadline = time.monotonic() + options.timeout_s
    guarded = GuardedBackend(
        deadline,
        allow_private=options.allow_private,
        resolver=resolver or _resolve,
        inner=backend or httpcore.SyncBackend(),
    )
    target = _checked(url, options)
    with httpcore.ConnectionPool(network_backend=guarded, max_connections=1) as pool:
        for _ in range(options.max_redirects + 1):
            answer = _get(pool, target, options)
            if isinstance(answer, Fetched):
                return answer
            target = _checked(answer, options)
    raise FetchError(f"more than {options.max_redirects} redirects", hint="raise max_redirects if that is meant")


def refusal_of(address: str) -> str:
    """Why an address is not connected to; empty when it is public."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    if isinstance(ip, ipaddress.IPv6Address):
        for network, what in REFUSED_NETWORKS:
            if ip in network:
                return "a loopback address" if ip.is_loopback else what
    kinds = (
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (str(ip) in PLATFORM, "a cloud platform's own address"),
        (ip.is_reserved or ip.is_unspecified, "a reserved address"),
        (not ip.is_global, "a private address"),
    )
    return next((what for refused, what in kinds if refused), "")


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


def _checked(url: str, options: FetchOptions) -> httpx.URL:
    """The address, when its form is allowed; what it leads to is judged when connecting."""
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{url[:200]!r} is not an address: {error}") from error
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{target.scheme!r} addresses are not fetched", hint="only http and https are")
    if not re.fullmatch(rb"[\w.:-]+", target.raw_host):
        raise FetchError(f"{url[:200]!r} names no host")
    if target.userinfo:
        raise FetchError("addresses with a user name or password are not fetched")
    port = target.port or (443 if target.scheme == "https" else 80)
    if port not in PORTS and not options.allow_private:
        raise FetchError(f"port {port} is not fetched from", hint="pass --allow-private if you mean it")
    return target.copy_with(fragment=None)


def _get(pool: httpcore.ConnectionPool, target: httpx.URL, options: FetchOptions) -> Fetched | str:
    """The body, or the address that the server redirects to."""
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": _user_agent(),
        "Accept": "text/html, application/xhtml+xml, application/xml, application/json, text/*, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    address = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
    try:
        with pool.stream("GET", address, headers=headers) as response:
            known = httpx.Headers(response.headers)
            if response.status in REDIRECTS:
                return _redirect(target, known)
            if response.status not in {200, 203}:
                raise _refused(response.status, known)
            content = _body(response, known, options)
    except httpcore.TimeoutException as error:
        raise FetchError(f"no whole answer within {options.timeout_s:g} s", hint="raise fetch_timeout_s") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"the connection failed: {error or type(error).__name__}") from error
    kind, _, parameters = known.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return Fetched(str(target), content, kind.strip().lower(), charset.group(1) if charset else "")


def _body(response: httpcore.Response, headers: httpx.Headers, options: FetchOptions) -> bytes:
    """The decompressed body, given up as soon as it is over the limit."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"the body is compressed as {encoding!r}, which was not asked for")
    limit = options.max_mb * 1_000_000
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in {"", "identity"} else None
    content = bytearray()
    with closing(response):
        for chunk in response.iter_stream():
            try:
                content += unzip.decompress(chunk, limit + 1 - len(content)) if unzip else chunk
            except zlib.error as error:
                raise FetchError(f"the body is not the {encoding} it is said to be") from error
            if len(content) > limit:
                raise FetchError(f"larger than {options.max_mb} MB", hint="raise max_fetch_mb")
    if unzip and not unzip.eof and content:
        raise FetchError("the body was cut short")
    return bytes(content)


def _redirect(target: httpx.URL, headers: httpx.Headers) -> str:
    location = headers.get("location", "")
    if not location:
        raise FetchError("the server redirects without saying where to")
    try:
        return str(target.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"the server redirects to {location[:200]!r}, which is no address") from error


def _refused(status: int, headers: httpx.Headers) -> FetchError:
    try:
        words = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        words = str(status)
    wait_s = _retry_after_s(headers.get("retry-after", ""))
    if wait_s is not None:
        hint = f"it asks to wait {wait_s:.0f} s (Retry-After)"
    elif status in {401, 402, 403, 451}:
        hint = "it does not give this page to programs; save the page and load the file"
    elif status == 429 or status >= 500:
        hint = "try again later"
    else:
        hint = ""
    return FetchError(f"the server answered {words}", hint=hint, retry_after_s=wait_s)


def _retry_after_s(value: str) -> float | None:
    """Seconds to wait, from either form of the header."""
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _resolve(host: str, port: int) -> Sequence[str]:
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


def _user_agent() -> str:
    try:
        return f"Parley/{version('parley')} (reads pages that a person names)"
    except PackageNotFoundError:
        return "Parley (reads pages that a person names)"
