"""The server's log: one line a record on standard error, as text or as JSON, with the request's id."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from assistant.web.observing.request_ids import RequestIdFilter

__all__ = ["JsonLines", "TextLines", "configure_logs"]

LOGGERS = ("assistant", "index", "uvicorn.error")
QUIET = ("uvicorn.access", "mcp", "httpx", "httpx2")
"""What they tell of requests is told by our own line."""


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request_id, what the record carries as `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON on one line."""
        told = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", "-"),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """`2026-01-31T12:00:00.000+00:00 INFO 3f2a… message`; line ends inside a message are shown as such."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, a traceback below it."""
        when = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        said = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        line = f"{when} {record.levelname} {getattr(record, 'request_id', '-')} {said}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure_logs(form: str, level: str = "info", stream: TextIO | None = None) -> logging.Handler:
    """Send our records and the web server's to standard error, in this form (`text` or `json`), and only there."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    handler.addFilter(RequestIdFilter())
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level.upper())
        logger.propagate = False
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler
