"""An address of a server that a setting names."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["http_address"]


def http_address(address: str, *, example: str, path: bool = True) -> str:
    """The address without white space around it and strokes at its end; empty stays empty.

    Raises: ValueError, naming the example, for what is no HTTP address or has a path where none may be; and for one
    with a name or password in it.
    """
    address = address.strip().rstrip("/")
    if not address:
        return address
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or (parts.path and not path):
        raise ValueError(f"give an address such as {example}")
    if parts.username or parts.password:
        raise ValueError("a name or password does not belong into the address; give the key apart")
    return address
