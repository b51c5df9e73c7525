"""The body of a response: decompressed as it comes, and given up when it is too long or cut short."""

from __future__ import annotations

import zlib
from contextlib import closing

import httpcore
import httpx

from index.errors import FetchError

__all__ = ["read_body"]


def read_body(response: httpcore.Response, headers: httpx.Headers, max_mb: int) -> bytes:
    """The decompressed body, given up as soon as it is over the limit. Raises: FetchError."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"the body is compressed as {encoding!r}, which was not asked for")
    limit = max_mb * 1_000_000
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in {"", "identity"} else None
    content = bytearray()
    with closing(response):
        for chunk in response.iter_stream():
            try:
                content += unzip.decompress(chunk, limit + 1 - len(content)) if unzip else chunk
            except zlib.error as error:
                raise FetchError(f"the body is not the {encoding} it is said to be") from error
            if len(content) > limit:
                raise FetchError(f"larger than {max_mb} MB", hint="raise max_fetch_mb")
    if unzip and not unzip.eof and content:
        raise FetchError("the body was cut short")
    return bytes(content)
