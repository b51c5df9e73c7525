"""`health` for those who watch the server, and `/metrics` for Prometheus."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from assistant.parley import Assistant
from assistant.web.api.bodies import Health, LibraryHealth
from assistant.web.observing.metrics import CONTENT_TYPE
from assistant.web.paths import HEALTH, METRICS
from assistant.web.problems import PROBLEMS
from assistant.web.served import Served
from assistant.web.workers import Lane
from index.errors import IndexStale, ParleyError

__all__ = ["router"]


def router(served: Served) -> APIRouter:
    """The operations."""
    routes = APIRouter(tags=["watching"])

    @routes.get(HEALTH, responses={503: {"model": Health, "description": "No question can be answered."}})
    async def health(request: Request, response: Response) -> Health:
        """Say whether questions can be answered. Needs no key; without one it tells no numbers."""
        try:
            found = await served.workers.run(Lane.LOOKING, lambda: _look(served.parley))
        except ParleyError as error:
            found = Health(status="degraded", version=version("parley"), problems=[str(error)])
        if found.status == "degraded":
            response.status_code = 503
        if not request.scope.get("parley.known", True):
            return Health(status=found.status, version=found.version)
        return found

    @routes.get(METRICS, response_class=PlainTextResponse, responses={401: PROBLEMS[401]})
    async def metrics() -> PlainTextResponse:
        """Tell the server's figures as Prometheus reads them."""
        articles, _ = await served.workers.run(Lane.LOOKING, served.parley.library.counts)
        return PlainTextResponse(served.figures.told(served.workers, articles), media_type=CONTENT_TYPE)

    return routes


def _look(parley: Assistant) -> Health:
    articles, passages = parley.library.counts()
    holds = LibraryHealth(articles=articles, passages=passages, waiting=parley.indexes.lag(parley.library))
    if not articles:
        return Health(status="empty", version=version("parley"), library=holds)
    problems = []
    for open_index in (parley.indexes.keywords, parley.indexes.vectors):
        try:
            open_index()
        except IndexStale as error:
            problems.append(str(error))
    # one index alone still answers, and says so
    status = "degraded" if len(problems) > 1 else "ok"
    return Health(status=status, version=version("parley"), library=holds, problems=problems)
