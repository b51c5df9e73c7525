"""All doors on one app, in front of whatever page it shows: routes, errors, and the layers around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from assistant.web import api, openai_door
from assistant.web.late_door import LateDoor, Made
from assistant.web.observing.spans import send_spans
from assistant.web.observing.watching import Watching
from assistant.web.paths import MCP
from assistant.web.prefix import Prefix
from assistant.web.problems import OpenAIProblem, Problem, handle_problems
from assistant.web.security import login
from assistant.web.security.callers import Callers, check_exposure
from assistant.web.security.guard import Guard
from assistant.web.security.sizes import Sizes
from assistant.web.served import Served

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["app_with_doors"]


def app_with_doors(parley: Assistant) -> FastAPI:
    """An app with every door, to be served or to have a page mounted at `/` afterwards.

    Raises: SettingsError when the settings would let in everybody who reaches the address.
    """
    served = Served.of(parley)
    settings = served.settings
    check_exposure(settings, parley.folder)
    # every replica must know who has logged in at another
    secret = (lambda: parley.library.secret("session_secret")) if parley.settings.database_url else None
    callers = Callers(settings, parley.folder, secret)
    if settings.otlp_endpoint:
        send_spans(settings.otlp_endpoint)

    def tools() -> Made:
        from assistant.web.mcp_door import http_door  # a second of imports, for a door that many never use

        return http_door(served, settings.max_body_kb * 1024)

    mcp = LateDoor(tools)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(served.workers.close)
            await stack.enter_async_context(mcp.while_open())
            yield

    app = FastAPI(
        title="Parley",
        description="Answers questions about trade news from your own articles, with the exact words under each.",
        version=version("parley"),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=running,
        redirect_slashes=False,
    )
    app.state.served = served
    app.state.callers = callers
    handle_problems(app)
    app.include_router(api.router(served))
    app.include_router(openai_door.router(served))
    app.router.routes.append(Route(MCP, mcp, include_in_schema=False))
    if callers.users:
        app.include_router(login.router(callers))
    _describe_problems(app)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.allowed_origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    app.add_middleware(Sizes, settings=settings)
    app.add_middleware(Guard, settings=settings, callers=callers, figures=served.figures)
    app.add_middleware(Watching, figures=served.figures)
    app.add_middleware(Prefix, path=settings.root_path)
    return app


def _describe_problems(app: FastAPI) -> None:
    """Put the form of errors, which no route names, into the document."""
    plain = app.openapi

    def described() -> dict[str, object]:
        document = plain()
        schemas = document["components"]["schemas"]
        for model in (Problem, OpenAIProblem):
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(schema.pop("$defs", {}))
            schemas[model.__name__] = schema
        return document

    app.openapi = described  # type: ignore[method-assign]
