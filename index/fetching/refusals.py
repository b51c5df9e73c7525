"""What a server answers in place of a page, in words: the status, what to do, how long to wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from index.errors import FetchError

__all__ = ["refused"]


def refused(status: int, headers: httpx.Headers) -> FetchError:
    """The error for a status that is neither a page nor a redirect; it keeps `Retry-After`."""
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
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
