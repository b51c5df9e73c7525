"""A door that is made when somebody first knocks at it, so that a server starts without it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import anyio.to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["LateDoor", "Made"]

Made = tuple[ASGIApp, Callable[[], AbstractAsyncContextManager[None]]]
"""An app, and what must be entered while it serves."""


class LateDoor:
    """An ASGI app in front of one that `make` makes, in a thread, at the first request.

    What `make` fails with is raised by every request.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._wanted = anyio.Event()
        self._settled = anyio.Event()
        self._app: ASGIApp | None = None
        self._failed: Exception | None = None

    @asynccontextmanager
    async def while_open(self) -> AsyncIterator[None]:
        """To be entered while the server runs: what the app needs is entered and left inside it, by one task."""
        async with anyio.create_task_group() as keeping:
            keeping.start_soon(self._keep)
            yield
            keeping.cancel_scope.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        self._wanted.set()
        await self._settled.wait()
        if self._failed is not None:
            raise self._failed
        assert self._app is not None
        await self._app(scope, receive, send)

    async def _keep(self) -> None:
        await self._wanted.wait()
        try:
            app, entered = await anyio.to_thread.run_sync(self._make)
        except Exception as error:  # noqa: BLE001 - it is said to each who asks
            self._failed = error
            self._settled.set()
            return
        async with entered():
            self._app = app
            self._settled.set()
            await anyio.sleep_forever()
