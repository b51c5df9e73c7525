"""What the browser is told that the page may do: no script but its own, no address but its own.

Every response carries the policy. In the page itself, which Gradio writes, each of its scripts gets a number used
once, and what would lead elsewhere or speak of Gradio's own site is taken out.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["PagePolicy"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

POLICY = (
    "default-src 'none'",
    # Gradio makes functions of its own listeners' code, which is what 'unsafe-eval' lets it do; no markup runs
    "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
FOREIGN = re.compile(
    rb"""<meta\s+(?:property|name)="(?:og|twitter):[^>]*>|<link[^>]+(?:manifest|https?://)[^>]*>"""
    rb"""|<script[^>]+src="https?://[^>]*></script>"""
)
SCRIPT = re.compile(rb"<script\b")
FONT = (
    b'<link rel="preload" as="font" type="font/woff2" crossorigin '
    b'href="./static/fonts/IBMPlexSans/IBMPlexSans-%s.woff2">'
)
OWN = (
    FONT % b"Regular"
    + FONT % b"Bold"
    + b'<link rel="stylesheet" href="./parley-page/page.css"><script defer src="./parley-page/page.js"></script>'
)
MARKER = b"<gradio-app"


class PagePolicy:
    """ASGI middleware. It holds back HTML alone, and only as long as it takes to write the numbers into it."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response through the policy."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # a page that is to be written into must come as it is, not compressed
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        wants_page = any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
        await self._app({**scope, "headers": headers} if wants_page else scope, receive, _Guarded(send).send)


class _Guarded:
    """One response on its way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = self._with_policy(message["headers"])
            message = {**message, "headers": headers}
            if _is_html(headers):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self._start)
            return
        await self._send(message)

    def _with_policy(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        known = {name.lower() for name, _ in given}
        policy = "; ".join(POLICY).format(nonce=self._nonce)
        wanted = {"content-security-policy": policy, **HEADERS}
        more = [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in known]
        return [*given, *more]

    async def _send_page(self, start: Message) -> None:
        body = bytes(self._body)
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        if MARKER in body and not any(name.lower() == b"content-encoding" for name, _ in headers):
            body = FOREIGN.sub(b"", body)
            body = body.replace(b"</head>", OWN + b"</head>", 1)
            body = SCRIPT.sub(b'<script nonce="' + self._nonce.encode() + b'"', body)
            headers = [(name, value) for name, value in headers if name.lower() != b"cache-control"]
            headers.append((b"cache-control", b"no-store"))
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_html(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
