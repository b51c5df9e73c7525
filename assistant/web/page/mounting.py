"""The page on a FastAPI application: its assets, its theme, its limits, its policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio
from fastapi.staticfiles import StaticFiles

from assistant.web.page.building import build_page
from assistant.web.page.policy import PagePolicy
from assistant.web.page.theme import page_theme

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.served import Served

__all__ = ["mount_page"]

ASSETS = Path(__file__).parent / "assets"
MOST_WAITING = 500
"""Events of all open pages that Gradio keeps."""


def mount_page(app: FastAPI, served: Served, *, auth: Callable[..., Any] | None = None) -> None:
    """Put the page at `/` of the application. Everything that is to stand beside it is added before.

    `auth` is a FastAPI dependency that gives the name of whoever asks, None for nobody.
    """
    page = build_page(served)
    # how much is done at once is for the lanes to say: Gradio would let a slow model's askers hold all others
    page.queue(default_concurrency_limit=None, max_size=MOST_WAITING, api_open=False)
    app.mount("/parley-page", StaticFiles(directory=ASSETS), name="page-assets")
    app.add_middleware(PagePolicy)
    gradio.mount_gradio_app(
        app,
        page,
        path="/",
        server_name="127.0.0.1",
        footer_links=[],
        run_history=False,
        auth_dependency=auth,
        show_error=False,
        max_file_size=f"{served.parley.settings.loading.max_file_mb}mb",
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        favicon_path=str(ASSETS / "mark.svg"),
        theme=page_theme(),
    )
