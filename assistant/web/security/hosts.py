"""By which name the server was called, and whose page calls: against rebinding of names and forged requests.

A page of another site may send requests here from a visitor's browser, and a name of its own may suddenly lead to
this address. Browsers tell both: in `Host`, `Origin` and `Sec-Fetch-Site`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers

__all__ = ["host_allowed", "origin_allowed"]

LOCAL = frozenset({"localhost"})


def host_allowed(host: str, names: Sequence[str], *, known_only: bool) -> bool:
    """Whether the server may be called so.

    Bare addresses and `localhost` cannot be rebound. Other names are taken when they are among `names`, or when
    callers must prove who they are anyway (`known_only`): a rebound name has no key and no session.
    """
    name = _name(host)
    if name is None:
        return False
    if name in LOCAL or name.endswith(".localhost") or _is_address(name):
        return True
    listed = {each.lower() for each in names}
    return name in listed or (known_only and not listed)


def origin_allowed(headers: Headers, origins: Sequence[str]) -> bool:
    """Whether the page that sends the request, if it is one, is our own or of a site that was let in."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") not in {"cross-site", "same-site"}
    if origin.lower().rstrip("/") in {each.lower().rstrip("/") for each in origins}:
        return True
    try:
        theirs = urlsplit(origin).netloc.lower()
    except ValueError:
        return False
    return bool(theirs) and theirs == headers.get("host", "").lower()


def _name(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - it raises when it is none
    except ValueError:
        return None
    if not parts.hostname or parts.path or parts.username is not None or parts.query or parts.fragment:
        return None
    return parts.hostname.lower().rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
