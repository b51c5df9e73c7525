"""How large a request may be: told by its header where that is honest, and counted while it comes."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serving import ServingSettings
from assistant.web.paths import ARTICLES, LOGIN, door_of, path_of, within
from assistant.web.problems import Problem, refusal

__all__ = ["Sizes"]

LOGIN_BYTES = 10_000


class Sizes:
    """ASGI middleware over the doors and the login; the page has limits of its own."""

    def __init__(self, app: ASGIApp, settings: ServingSettings) -> None:
        self.app = app
        self._body = settings.max_body_kb * 1024
        self._upload = settings.max_upload_mb * 1024 * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, unless it is too large or becomes so."""
        most = self._most(scope) if scope["type"] == "http" else None
        if most is None:
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            problem = Problem(
                type="urn:parley:too-large",
                title="Content too large",
                status=413,
                detail=f"the request has {int(declared):,} bytes",
                hint=f"at most {most:,} are taken here",
            )
            await refusal(scope, problem, {"Connection": "close"})(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, f"the request has more than {most:,} bytes")
            return message

        await self.app(scope, counted, send)

    def _most(self, scope: Scope) -> int | None:
        if within(scope, ARTICLES):
            return self._upload
        if path_of(scope) == LOGIN:
            return LOGIN_BYTES
        return self._body if door_of(scope) else None
