"""A GET that follows redirects by hand, judges each hop, and returns the whole body or nothing."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx
from pydantic import BaseModel, ConfigDict, Field

from index.errors import FetchError
from index.fetching.bodies import read_body
from index.fetching.connecting import GuardedBackend, Resolver, resolve
from index.fetching.refusals import refused
from index.logins import without_login

__all__ = ["FetchOptions", "Fetched", "fetch"]

PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


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
        resolver=resolver or resolve,
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


def _checked(url: str, options: FetchOptions) -> httpx.URL:
    """The address, when its form is allowed; what it leads to is judged when connecting."""
    shown = without_login(url)[:200]
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{shown!r} is not an address: {without_login(str(error))}") from error
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{target.scheme!r} addresses are not fetched", hint="only http and https are")
    if not _names_a_host(target):
        raise FetchError(f"{shown!r} names no host")
    if target.userinfo:
        raise FetchError("addresses with a user name or password are not fetched")
    port = target.port or (443 if target.scheme == "https" else 80)
    if port not in PORTS and not options.allow_private:
        raise FetchError(f"port {port} is not fetched from", hint="pass --allow-private if you mean it")
    return target.copy_with(fragment=None)


def _names_a_host(target: httpx.URL) -> bool:
    try:
        return re.fullmatch(rb"[\w.:-]+", target.raw_host) is not None
    except UnicodeError:
        return False  # letters inside the brackets of an IPv6 address


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
                raise refused(response.status, known)
            content = read_body(response, known, options.max_mb)
    except httpcore.TimeoutException as error:
        raise FetchError(f"no whole answer within {options.timeout_s:g} s", hint="raise fetch_timeout_s") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"the connection failed: {error or type(error).__name__}") from error
    kind, _, parameters = known.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return Fetched(str(target), content, kind.strip().lower(), charset.group(1) if charset else "")


def _redirect(target: httpx.URL, headers: httpx.Headers) -> str:
    location = headers.get("location", "")
    if not location:
        raise FetchError("the server redirects without saying where to")
    try:
        return str(target.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"the server redirects to {location[:200]!r}, which is no address") from error


def _user_agent() -> str:
    try:
        return f"Parley/{version('parley')} (reads pages that a person names)"
    except PackageNotFoundError:
        return "Parley (reads pages that a person names)"
