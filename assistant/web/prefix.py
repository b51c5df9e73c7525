"""The path under which a proxy shows the server, put where everything behind looks for it.

Some proxies take it off before they hand a request on, some leave it: either way the request's path has it
afterwards, as ASGI wants it, and `root_path` names it.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Prefix"]


class Prefix:
    """ASGI middleware; without a path it changes nothing."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app = app
        self._path = f"/{path.strip('/')}" if path.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with its whole path."""
        if self._path and scope["type"] in {"http", "websocket"}:
            path = str(scope["path"])
            if path != self._path and not path.startswith(f"{self._path}/"):
                raw = scope.get("raw_path")
                scope = {**scope, "path": self._path + path, "raw_path": self._path.encode() + raw if raw else raw}
            scope = {**scope, "root_path": self._path}
        await self.app(scope, receive, send)
