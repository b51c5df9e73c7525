"""`ask`, `search` and `timeline`: the wire forms are those of Python and of `--json`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.answers import Answer
from assistant.hits import search_hits
from assistant.timelines import Timeline
from assistant.web.api.bodies import AskBody, SearchBody, SearchReply, TimelineBody
from assistant.web.asking import answer_of, answering, while_connected
from assistant.web.event_stream import EventStream, begun, described, event
from assistant.web.observing.request_ids import request_id
from assistant.web.paths import API
from assistant.web.problems import PROBLEMS, problem_of
from assistant.web.served import Served
from assistant.web.workers import Lane
from index.errors import ParleyError

__all__ = ["router"]

EVENT_STREAM = described(
    "Events `searched`, `text`, `restart` and last `answer`, or `error` with a problem; the data of each is JSON.",
    *("searched", "text", "restart", "answer", "error"),
)


def router(served: Served) -> APIRouter:
    """The operations."""
    routes = APIRouter(
        prefix=API,
        tags=["questions"],
        responses={409: {**PROBLEMS[422], "description": "The library is empty."}, **PROBLEMS},
    )

    @routes.post("/ask", response_model=Answer, responses={200: {"content": EVENT_STREAM}})
    async def ask(body: AskBody, request: Request) -> Response:
        """Answer a question from the articles, with a citation under every sentence.

        A refusal is an answer too: `status` says so. With `stream` or `Accept: text/event-stream` the answer is
        told while it is made.
        """
        if body.stream or "text/event-stream" in request.headers.get("accept", ""):
            return EventStream(await while_connected(request, begun(_told(served, body))))
        work = answer_of(served, "api", body.question, body.narrowing(), body.said_before())
        answer = await while_connected(request, work)
        return Response(answer.model_dump_json(), media_type="application/json")

    @routes.post("/search")
    async def search(body: SearchBody, request: Request) -> SearchReply:
        """Find the passages that an answer would be looked for in, best first."""
        found = await while_connected(
            request, served.workers.run(Lane.LOOKING, lambda: served.parley.find(body.query, **body.narrowing()))
        )
        return SearchReply(hits=search_hits(found.passages), warnings=list(found.warnings))

    @routes.post("/timeline")
    async def timeline(body: TimelineBody, request: Request) -> Timeline:
        """Tell what happened when: dated events about a topic, each with its citations."""
        return await while_connected(
            request,
            served.workers.run(
                Lane.LOOKING, lambda: served.parley.timeline(body.topic, limit=body.limit, **body.narrowing())
            ),
        )

    return routes


async def _told(served: Served, body: AskBody) -> AsyncGenerator[str, None]:
    begins = True
    told = answering(served, "api", body.question, body.narrowing(), body.said_before())
    async with aclosing(told) as events:
        try:
            async for each in events:
                begins = False
                yield event(each.model_dump_json(), each.kind)
        except ParleyError as error:
            if begins:
                raise
            problem = problem_of(error).model_copy(update={"request_id": request_id()})
            yield event(problem.model_dump_json(), "error")
