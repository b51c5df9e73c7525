"""Server-sent events: the response that tells events as they come, and stops their making when the reader leaves.

The form: html.spec.whatwg.org, section 9.2.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

__all__ = ["EventStream", "begun", "described", "event"]

KEEP_ALIVE_S = 15.0
"""A comment is sent when nothing else was for so long, so that nothing on the way hangs up."""
SEND_S = 30.0
"""A reader who takes nothing for so long has left, whatever the connection says."""


def event(data: str, name: str = "") -> str:
    """One event; `data` may have several lines."""
    lines = [f"event: {name}"] if name else []
    return "\n".join([*lines, *(f"data: {line}" for line in data.split("\n")), "", ""])


def described(words: str, *names: str) -> dict[str, Any]:
    """Such a response for the OpenAPI document: what the whole is, in words, and the form of each event."""
    fields: dict[str, Any] = {"data": {"type": "string"}}
    if names:
        fields["event"] = {"type": "string", "enum": list(names)}
    item = {"type": "object", "properties": fields, "required": sorted(fields), "description": words}
    return {"text/event-stream": {"itemSchema": item}}


async def begun(events: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
    """The same events, the first of them waited for: what goes wrong before it can still be told by a status."""
    try:
        first = await anext(events)
    except BaseException:
        await events.aclose()
        raise

    async def again() -> AsyncGenerator[str, None]:
        try:
            yield first
            async for each in events:
                yield each
        finally:
            await events.aclose()

    return again()


class EventStream(Response):
    """Sends what the generator yields and closes it at the end, however that comes."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[str, None]) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._events = events
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send until the events end or the reader is gone."""
        telling = asyncio.ensure_future(self._tell(send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if telling.done():
                telling.result()
        except (OSError, ClientDisconnect):  # the reader left while something was sent
            pass
        finally:
            for each in (telling, leaving):
                each.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
            await self._events.aclose()

    async def _tell(self, to: Send) -> None:
        async def send(message: Message) -> None:
            try:
                await asyncio.wait_for(to(message), SEND_S)
            except TimeoutError:
                raise ClientDisconnect from None

        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for piece in _kept_alive(self._events):
            await send({"type": "http.response.body", "body": piece.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _kept_alive(events: AsyncIterator[str]) -> AsyncIterator[str]:
    following: asyncio.Future[str] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(_next(events))
            done, _ = await asyncio.wait({following}, timeout=KEEP_ALIVE_S)
            if not done:
                yield ": still at work\n\n"
                continue
            try:
                piece = following.result()
            except StopAsyncIteration:
                return
            following = None
            yield piece
    finally:
        if following is not None:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


async def _next(events: AsyncIterator[str]) -> str:
    return await anext(events)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
