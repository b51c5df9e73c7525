"""The two operations."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.streaming import AnswerEvent, TextEvent
from assistant.web.asking import answer_of, answering, while_connected
from assistant.web.event_stream import EventStream, begun, described, event
from assistant.web.openai_door.bodies import Completion, CompletionBody, Delta, ModelCard, ModelList
from assistant.web.openai_door.history import question_of, said_before
from assistant.web.openai_door.replies import Reply
from assistant.web.paths import OPENAI
from assistant.web.problems import OPENAI_PROBLEMS, openai_form, problem_of
from assistant.web.served import Served
from index.errors import ParleyError, UsageError

__all__ = ["router"]

MODEL = "parley"
DOOR = "openai"
EVENT_STREAM = described("Chunks, the last one `[DONE]`.")


def router(served: Served) -> APIRouter:
    """The operations, with their paths."""
    routes = APIRouter(prefix=OPENAI, tags=["for OpenAI's clients"], responses=OPENAI_PROBLEMS)
    card = ModelCard(id=MODEL, created=int(time.time()), owned_by="parley")

    @routes.get("/models")
    async def list_models() -> ModelList:
        """List the models: there is one."""
        return ModelList(data=[card])

    @routes.get("/models/{model}")
    async def get_model(model: str) -> ModelCard:
        """Describe a model."""
        if model != MODEL:
            raise _no_such(model)
        return card

    @routes.post("/chat/completions", response_model=Completion, responses={200: {"content": EVENT_STREAM}})
    async def complete(body: CompletionBody, request: Request) -> Response:
        """Answer the last message from the articles. Citations come as annotations, and whole under `parley`."""
        _check(body)
        reply = Reply(f"chatcmpl-{uuid.uuid4().hex}", int(time.time()), MODEL, str(request.base_url).rstrip("/"))
        if body.stream:
            return EventStream(await while_connected(request, begun(_told(served, body, reply))))
        question, history = question_of(body.messages), said_before(body.messages)
        answer = await while_connected(request, answer_of(served, DOOR, question, body.narrowing(), history))
        return Response(reply.whole(answer).model_dump_json(), media_type="application/json")

    return routes


async def _told(served: Served, body: CompletionBody, reply: Reply) -> AsyncGenerator[str, None]:
    question, history = question_of(body.messages), said_before(body.messages)
    said, begins = "", True
    wants_usage = body.stream_options is not None and body.stream_options.include_usage
    async with aclosing(answering(served, DOOR, question, body.narrowing(), history)) as events:
        try:
            async for each in events:
                if begins:
                    begins = False
                    yield reply.chunk(Delta(role="assistant", content=""))
                if isinstance(each, TextEvent):
                    said += each.text
                    yield reply.chunk(Delta(content=each.text))
                elif isinstance(each, AnswerEvent):
                    for piece in reply.ending(each.answer, said, usage=wants_usage):
                        yield piece
        except ParleyError as error:
            if begins:
                raise
            yield event(json.dumps(openai_form(problem_of(error))))


def _check(body: CompletionBody) -> None:
    if body.model != MODEL:
        raise _no_such(body.model)
    if body.n is not None and body.n != 1:
        raise UsageError(f"n cannot be {body.n}", hint="there is one answer")
    if body.tools:
        raise UsageError("tools are not called here", hint="leave `tools` out")
    if body.response_format and body.response_format.get("type") != "text":
        raise UsageError(
            f"response_format cannot be {str(body.response_format.get('type'))!r}",
            hint="the answer is text; its structure is under `parley`",
        )


def _no_such(model: str) -> HTTPException:
    return HTTPException(404, f"no model {model[:200]!r}; there is {MODEL!r}")
