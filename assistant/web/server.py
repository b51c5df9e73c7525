"""The web application: what stands behind which path of the one port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request

from assistant.web.doors import app_with_doors

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["create_app"]


def create_app(parley: Assistant, *, page: bool = True) -> FastAPI:
    """The application over one open library. The caller closes the library when serving has ended.

    The page is mounted at `/` and takes every path that nothing before it has taken; `page` off leaves it out.
    Raises: SettingsError when the settings would let in everybody who reaches the address.
    """
    app = app_with_doors(parley)
    if page:
        from assistant.web.page import mount_page  # which takes Gradio's seconds

        mount_page(app, app.state.served, auth=_user if app.state.callers.at_page else None)
    return app


def _user(request: Request) -> str | None:
    """Who has logged in."""
    return request.scope.get("parley.user") or None
