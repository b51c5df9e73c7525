"""Addresses: what was fetched, as an input like any other."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote, urlsplit

from index.readers.contract import ReadOptions
from index.readers.drafting import one_line
from index.readers.raw_input import RawInput, open_raw

__all__ = ["open_address"]


def open_address(url: str, options: ReadOptions, on_bytes: Callable[[int], None]) -> RawInput:
    """Fetch an address; its place is the one that was named, its url the one that answered.

    Raises: FetchError.
    """
    from index.fetching import FetchOptions, fetch

    limits = FetchOptions(
        allow_private=options.allow_private,
        timeout_s=options.fetch_timeout_s,
        max_mb=options.max_fetch_mb,
        max_redirects=options.max_redirects,
    )
    fetched = fetch(url, options=limits)
    return open_raw(
        BytesIO(fetched.content),
        place=one_line(url),
        name=unquote(urlsplit(fetched.url).path).rpartition("/")[2],
        url=fetched.url,
        content_type=fetched.content_type,
        charset=fetched.charset,
        on_bytes=on_bytes,
    )
