"""The library's articles: listed, read, added by JSON, address or upload, removed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Query, Request, UploadFile
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.web.api.bodies import ArticleLine, ArticleList, ArticlesBody, Day
from assistant.web.api.uploads import load_uploads
from assistant.web.asking import while_connected
from assistant.web.paths import ARTICLES
from assistant.web.problems import PROBLEMS
from assistant.web.served import Served
from assistant.web.workers import Lane
from index.articles import Article
from index.errors import UsageError
from index.loading import LoadReport

__all__ = ["router"]

MISSING: dict[int | str, dict[str, Any]] = {404: {**PROBLEMS[422], "description": "There is no such article."}}
ArticleId = Annotated[str, Path(min_length=1, max_length=500)]


def router(served: Served) -> APIRouter:
    """The operations."""
    routes = APIRouter(prefix=ARTICLES, tags=["articles"], responses=PROBLEMS)
    _looking(routes, served)
    _adding(routes, served)
    return routes


def _looking(routes: APIRouter, served: Served) -> None:
    @routes.get("")
    async def list_articles(
        *,
        source: Annotated[str | None, Query(max_length=500, description="Only this outlet.")] = None,
        since: Annotated[Day | None, Query(description="The first publication day, included.")] = None,
        until: Annotated[Day | None, Query(description="The last one, included.")] = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    ) -> ArticleList:
        """List articles, newest first, undated last."""

        def look() -> ArticleList:
            found = served.parley.articles(source=source, since=since, until=until, limit=limit + 1, offset=offset)
            return ArticleList(articles=[ArticleLine.of(each) for each in found[:limit]], more=len(found) > limit)

        return await served.workers.run(Lane.LOOKING, look)

    @routes.get("/{article_id:path}", responses=MISSING)
    async def get_article(article_id: ArticleId) -> Article:
        """Give one article with its whole text: citations' `start` and `end` count in it."""
        found = await served.workers.run(Lane.LOOKING, lambda: served.parley.article(article_id))
        if found is None:
            raise _no_such(article_id)
        return found


def _adding(routes: APIRouter, served: Served) -> None:
    @routes.post("")
    async def add_articles(body: ArticlesBody, request: Request) -> LoadReport:
        """Add articles given as JSON, or fetch addresses. Returns when all is stored and can be found."""
        inputs = body.inputs()
        options: dict[str, Any] = {"published": body.published, "source": body.source}
        return await while_connected(
            request, served.workers.run(Lane.LOADING, lambda: served.parley.load(inputs, **options))
        )

    @routes.post("/upload")
    async def upload_articles(
        request: Request,
        files: Annotated[
            list[UploadFile], File(min_length=1, description="Files of any format that `parley load` reads.")
        ],
        *,
        published: Annotated[str, Form(max_length=10, description="The publication date of everything.")] = "",
        source: Annotated[str, Form(max_length=500, description="The outlet of everything.")] = "",
    ) -> LoadReport:
        """Add files. Each line of the report names the file by its own name."""
        if len(files) > served.settings.max_upload_files:
            raise UsageError(
                f"{len(files)} files at once", hint=f"at most {served.settings.max_upload_files} are taken"
            )
        options = {"published": published or None, "source": source}
        return await while_connected(
            request, served.workers.run(Lane.LOADING, lambda: load_uploads(served.parley, files, options))
        )

    @routes.delete("/{article_id:path}", status_code=204, responses=MISSING)
    async def remove_article(article_id: ArticleId) -> Response:
        """Remove one article and all that was derived from it."""
        removed = await served.workers.run(Lane.LOADING, lambda: served.parley.remove([article_id]))
        if not removed:
            raise _no_such(article_id)
        return Response(status_code=204)


def _no_such(article_id: str) -> HTTPException:
    return HTTPException(404, f"no article {article_id!r}")
