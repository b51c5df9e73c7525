"""The id of the request at work: taken from the caller or made, sent back, and in every line of the log."""

from __future__ import annotations

import logging
import re
import uuid
from contextvars import ContextVar

__all__ = ["HEADER", "RequestIdFilter", "accepted_or_new", "current", "request_id"]

HEADER = "x-request-id"
ACCEPTED = re.compile(r"[A-Za-z0-9._:-]{1,100}")
"""Nothing that could break a line of the log."""

current: ContextVar[str] = ContextVar("parley_request_id", default="")


def request_id() -> str:
    """The id of the request at work; empty outside of one."""
    return current.get()


def accepted_or_new(sent: str) -> str:
    """The caller's own id when it can be used, else a new one."""
    return sent if ACCEPTED.fullmatch(sent) else uuid.uuid4().hex


class RequestIdFilter(logging.Filter):
    """Gives each record the id of the request that it was written in, as `request_id`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every record."""
        record.request_id = request_id() or "-"
        return True
