"""The door-keeper: every request passes here before anything reads it."""

from __future__ import annotations

import math

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving import ServingSettings
from assistant.web.observing.figures import Figures
from assistant.web.paths import HEALTH, LOGIN, door_of, path_of
from assistant.web.problems import Problem, refusal
from assistant.web.security.callers import Caller, Callers
from assistant.web.security.hosts import host_allowed, origin_allowed
from assistant.web.security.rates import Rates

__all__ = ["Guard"]

SAFE = frozenset({"GET", "HEAD"})
WRONG_KEYS_PER_MINUTE = 30


class Guard:
    """ASGI middleware: host and origin, key or session, rate. Sets `parley.user` and `parley.known` in the scope."""

    def __init__(self, app: ASGIApp, settings: ServingSettings, callers: Callers, figures: Figures) -> None:
        self.app = app
        self._settings = settings
        self._callers = callers
        self._figures = figures
        self._rates = Rates(settings.requests_per_minute)
        self._wrong = Rates(WRONG_KEYS_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        caller = self._callers.caller(scope)
        scope["parley.user"] = caller.user
        scope["parley.known"] = caller.known or not self._callers.at_doors
        response = self._refused(scope, caller)
        if response is None:
            await self.app(scope, receive, send)
        else:
            await response(scope, receive, send)

    def _refused(self, scope: Scope, caller: Caller) -> Response | None:
        return self._wrong_place(scope) or self._wrong_caller(scope, caller) or self._too_often(scope, caller)

    def _wrong_place(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        settings = self._settings
        host = headers.get("host", "")
        if not host_allowed(host, settings.allowed_hosts, known_only=self._callers.at_doors and self._callers.at_page):
            return self._no(
                scope,
                "host",
                Problem(
                    type="urn:parley:unknown-host",
                    title="Unknown host",
                    status=421,
                    detail=f"this server does not go by the name {host[:200]!r}",
                    hint="add it to PARLEY_SERVING__ALLOWED_HOSTS",
                ),
            )
        looks = scope.get("method") in SAFE and "origin" not in headers
        if not looks and not origin_allowed(headers, settings.allowed_origins):
            return self._no(
                scope,
                "origin",
                Problem(
                    type="urn:parley:foreign-origin",
                    title="Foreign origin",
                    status=403,
                    detail=f"a page of {headers.get('origin', 'another site')[:200]!r} may not call this server",
                    hint="add the site to PARLEY_SERVING__ALLOWED_ORIGINS if it is meant to",
                ),
            )
        return None

    def _wrong_caller(self, scope: Scope, caller: Caller) -> Response | None:
        if caller.wrong_key:
            wait_s = self._wrong.wait_s(caller.name)
            return self._slow(scope, wait_s) if wait_s else self._unknown(scope, "the key is not one of this server's")
        if caller.known or path_of(scope) in {HEALTH, LOGIN} or _preflight(scope):
            return None
        if door_of(scope):
            return self._unknown(scope, "a key is needed") if self._callers.at_doors else None
        return self._to_login(scope)

    def _to_login(self, scope: Scope) -> Response | None:
        if self._callers.page_closed:
            return self._unknown(scope, "nobody can log in to the page: no users are set")
        if not self._callers.at_page:
            return None
        if scope.get("method") in SAFE and "text/html" in Headers(scope=scope).get("accept", ""):
            return RedirectResponse(f"{scope.get('root_path', '')}{LOGIN}", status_code=303)
        return self._unknown(scope, "log in first")

    def _too_often(self, scope: Scope, caller: Caller) -> Response | None:
        if not door_of(scope) or path_of(scope) == HEALTH:
            return None
        wait_s = self._rates.wait_s(caller.name)
        return self._slow(scope, wait_s) if wait_s else None

    def _unknown(self, scope: Scope, detail: str) -> Response:
        problem = Problem(
            type="urn:parley:unknown-caller",
            title="Unknown caller",
            status=401,
            detail=detail,
            hint="send `Authorization: Bearer KEY`, or log in",
        )
        return self._no(scope, "caller", problem, {"WWW-Authenticate": 'Bearer realm="parley"'})

    def _slow(self, scope: Scope, wait_s: float) -> Response:
        problem = Problem(
            type="urn:parley:too-many-requests",
            title="Too many requests",
            status=429,
            detail="too many requests came from one caller",
            hint=f"wait {math.ceil(wait_s)} s",
            retryable=True,
            retry_after_s=math.ceil(wait_s),
        )
        return self._no(scope, "rate", problem)

    def _no(self, scope: Scope, reason: str, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        self._figures.refused.add(reason)
        return refusal(scope, problem, headers)


def _preflight(scope: Scope) -> bool:
    return scope.get("method") == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)
