"""The login: a form that needs no script, and the way out."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import logging
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.web.paths import LOGIN
from assistant.web.security.callers import Callers
from assistant.web.security.rates import Rates
from assistant.web.security.sessions import COOKIE, LIFETIME_S

__all__ = ["router"]

logger = logging.getLogger(__name__)

TRIES_PER_MINUTE = 10
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 22rem; margin: 15vh auto; padding: 0 1rem; }
body { color: #1b1b1b; background: #fff; }
label { display: block; margin: 1rem 0 .3rem; }
input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .55rem; }
button { margin-top: 1.3rem; }
.wrong { color: #a11919; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } .wrong { color: #ff9c9c; } }
"""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)
MANY = "Too many tries. Wait a minute."
WRONG = "That name and password do not belong together."


def router(callers: Callers) -> APIRouter:
    """`/login` and `/logout`."""
    routes = APIRouter(include_in_schema=False)
    tries = Rates(TRIES_PER_MINUTE)
    one_at_a_time = asyncio.Semaphore(2)

    @routes.get(LOGIN, response_class=HTMLResponse)
    async def ask() -> HTMLResponse:
        """The form."""
        return _form("")

    @routes.post(LOGIN, response_class=HTMLResponse)
    async def enter(
        request: Request,
        name: Annotated[str, Form(max_length=100)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
    ) -> Response:
        """Log in."""
        address = request.client.host if request.client else "unknown"
        if tries.wait_s(address) or tries.wait_s(f"name:{name}"):
            return _form(MANY, 429)
        async with one_at_a_time:
            known = await asyncio.to_thread(callers.users.may_enter, name, password)
        if not known or callers.sessions is None:
            logger.warning("a login failed", extra={"fields": {"client": address}})
            return _form(WRONG, 401)
        response = RedirectResponse(_home(request), status_code=303)
        response.set_cookie(
            COOKIE,
            callers.sessions.begin(name),
            max_age=LIFETIME_S,
            path=_home(request),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return response

    @routes.post("/logout")
    async def leave(request: Request) -> Response:
        """Log out in this browser."""
        response = RedirectResponse(f"{request.scope.get('root_path', '')}{LOGIN}", status_code=303)
        response.delete_cookie(COOKIE, path=_home(request))
        return response

    return routes


def _home(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


def _form(said: str, status: int = 200) -> HTMLResponse:
    wrong = f'<p class="wrong" role="alert">{html.escape(said)}</p>' if said else ""
    return HTMLResponse(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Parley: log in</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body><main>'
        f"<h1>Parley</h1>{wrong}"
        '<form method="post"><label for="name">Name</label>'
        '<input id="name" name="name" autocomplete="username" required autofocus>'
        '<label for="password">Password</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" required>'
        "<button>Log in</button></form></main></body></html>",
        status_code=status,
        headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"},
    )
