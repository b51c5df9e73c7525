"""The web application: what stands behind which path of the one port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["create_app"]


def create_app(parley: Assistant, *, page: bool = True) -> FastAPI:
    """The application over one open library. The caller closes the library when serving has ended.

    The page is mounted at `/` and takes every path that nothing before it has taken; `page` off leaves it out.
    """
    app = FastAPI(title="Parley", docs_url=None, redoc_url=None, openapi_url=None)
    if page:
        from assistant.web.page import mount_page  # which takes Gradio's seconds

        mount_page(app, parley)
    return app
