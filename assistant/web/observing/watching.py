"""The outermost layer: gives each request its id, and tells the log and the metrics what became of it."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.observing.figures import Figures
from assistant.web.observing.request_ids import HEADER, accepted_or_new, current
from assistant.web.paths import door_of, path_of
from assistant.web.problems import Problem, refusal

__all__ = ["Watching"]

logger = logging.getLogger(__name__)


class Watching:
    """ASGI middleware. An error that nobody caught becomes a problem without a traceback; the log has that."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app = app
        self.figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on and watch."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        identity = accepted_or_new(Headers(scope=scope).get(HEADER, ""))
        token = current.set(identity)
        seen = _Seen(identity, send)
        started = time.perf_counter()
        try:
            await self.app(scope, receive, seen.send)
        except Exception:
            logger.exception("unexpected error in %s %s", scope["method"], path_of(scope))
            if not seen.status:
                await refusal(scope, _UNEXPECTED)(scope, receive, seen.send)
        finally:
            self._tell(scope, seen, time.perf_counter() - started)
            current.reset(token)

    def _tell(self, scope: Scope, seen: _Seen, seconds: float) -> None:
        door = door_of(scope)
        method, route = _method(scope), _route(scope, door)
        self.figures.requests.add(door or "page", method, route, str(seen.status))
        self.figures.seconds.observe(seconds, door or "page", route)
        if not seen.finished:
            self.figures.gone.add(door or "page")
        fields = {
            "method": method,
            "path": path_of(scope)[:200],
            "status": seen.status,
            "milliseconds": round(seconds * 1000, 1),
            "client": (scope.get("client") or ("-",))[0],
            "user": scope.get("parley.user", ""),
            "finished": seen.finished,
        }
        logger.info(
            "%s %s %s %.1f ms%s",
            fields["method"],
            ascii(fields["path"])[1:-1],
            seen.status,
            seconds * 1000,
            "" if seen.finished else ", the caller left",
            extra={"fields": fields},
        )


class _Seen:
    """What went out."""

    def __init__(self, identity: str, send: Send) -> None:
        self._identity, self._send = identity, send
        self.status = 0
        self.finished = False

    async def send(self, message: Message) -> None:
        """Send it on, with the id and without leave to guess types."""
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            headers = MutableHeaders(scope=message)
            headers[HEADER] = self._identity
            headers.setdefault("x-content-type-options", "nosniff")
            headers.setdefault("referrer-policy", "no-referrer")
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            self.finished = True
        await self._send(message)


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNEXPECTED = Problem(
    type="urn:parley:unexpected",
    title="Unexpected error",
    status=500,
    detail="something went wrong in the server",
    hint="the server's log has it under this request's id",
)


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in METHODS else "other"


def _route(scope: Scope, door: str) -> str:
    """The route's own pattern, not the path: a figure an id would never end."""
    route = scope.get("route")
    pattern = getattr(route, "path_format", None)
    return str(pattern) if door and pattern else door or "page"
