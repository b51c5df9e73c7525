"""Every error at the doors in one form: `application/problem+json` (RFC 9457), or OpenAI's own under `/v1`.

Nothing of a traceback reaches a caller: it is logged under the request's id.
"""

from __future__ import annotations

import errno
import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Scope

from assistant.web.observing.request_ids import request_id
from assistant.web.paths import OPENAI, within
from index.errors import (
    ConversationMissing,
    DeadlineMissed,
    IndexStale,
    InputError,
    LibraryError,
    LibraryLocked,
    LibraryMissing,
    LibraryUnreachable,
    ModelBusy,
    ModelError,
    ModelTimeout,
    ParleyError,
    ServerBusy,
    StorageError,
    UsageError,
)

__all__ = [
    "OPENAI_PROBLEMS",
    "PROBLEMS",
    "FieldProblem",
    "OpenAIProblem",
    "Problem",
    "handle_problems",
    "openai_form",
    "problem_of",
    "refusal",
]

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 1
GONE = 499
"""What nginx calls a client that closed the connection; nobody is there to read it."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
STATUSES: tuple[tuple[type[ParleyError], int], ...] = (
    (ConversationMissing, 404),
    (UsageError, 422),
    (InputError, 422),
    (ModelBusy, 503),
    (ModelTimeout, 504),
    (ModelError, 502),
    (LibraryMissing, 409),
    (LibraryLocked, 503),
    (LibraryUnreachable, 503),
    (IndexStale, 503),
    (StorageError, 507),
    (LibraryError, 500),
    (ServerBusy, 503),
    (DeadlineMissed, 504),
    (ParleyError, 500),
)
"""The first that fits."""
OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class OpenAIError(BaseModel):
    """Why, in OpenAI's words."""

    message: str
    type: str
    param: str | None
    code: str | None
    request_id: str


class OpenAIProblem(BaseModel):
    """Why a request was not done, as OpenAI's clients read it."""

    error: OpenAIError


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    model_config = ConfigDict(frozen=True)

    field: str
    """`body.k`."""
    reason: str


class Problem(BaseModel):
    """Why a request was not done (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    """`urn:parley:library-missing`: the kind of error, for programs."""
    title: str
    """The kind in words."""
    status: int
    detail: str
    """What was wrong, naming the value."""
    hint: str = ""
    """What can be done."""
    retryable: bool = False
    """Whether the same request may succeed later without anybody changing anything."""
    retry_after_s: int | None = None
    """How long to wait before that, where it is known: the same as in the header `Retry-After`."""
    request_id: str = ""
    """The same as in the header `X-Request-ID` and in the server's log."""
    errors: list[FieldProblem] = []


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": words,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, words in {
        400: "The body cannot be read.",
        401: "A key or a login is needed.",
        403: "Another site's page asks, or the caller may not.",
        413: "The request is too large.",
        421: "The server does not go by that name.",
        422: "A value cannot be used.",
        429: "Too many requests of one caller.",
        500: "The library or the server is not well.",
        502: "The chat model did not do what was asked.",
        503: "Too many requests wait, or the library is being written.",
        504: "It took too long.",
        507: "The disk is full or may not be written to.",
    }.items()
}
"""What every operation may answer, for the OpenAPI document."""
OPENAI_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400 if status == 422 else status: {
        "description": told["description"],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OpenAIProblem"}}},
    }
    for status, told in {
        **PROBLEMS,
        404: {"description": "No such model."},
        409: {"description": "Nothing is loaded."},
    }.items()
}
"""The same at the door for OpenAI's clients."""


def problem_of(error: ParleyError) -> Problem:
    """An error of ours as a problem."""
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    name = type(error).__name__
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return Problem(
        type=f"urn:parley:{words.replace(' ', '-')}",
        title=words.capitalize(),
        status=status,
        detail=error.message,
        hint=error.hint,
        retryable=error.retryable or status == HTTPStatus.SERVICE_UNAVAILABLE,
        retry_after_s=_wait_s(error, status),
    )


def _wait_s(error: ParleyError, status: int) -> int | None:
    """As long as the chat model asks for, else a moment where too many wait."""
    if isinstance(error, ModelBusy) and error.retry_after_s is not None:
        return math.ceil(error.retry_after_s)
    return RETRY_AFTER_S if status == HTTPStatus.SERVICE_UNAVAILABLE else None


def refusal(scope: Scope, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response, in the form of the door that was knocked at."""
    problem = problem.model_copy(update={"request_id": request_id()})
    sent = {} if headers is None else dict(headers)
    if problem.retry_after_s is not None:
        sent["Retry-After"] = str(problem.retry_after_s)
    if within(scope, OPENAI):
        # OpenAI knows no 422
        return JSONResponse(openai_form(problem), 400 if problem.status == 422 else problem.status, sent)
    return JSONResponse(problem.model_dump(), problem.status, sent, media_type=MEDIA_TYPE)


def handle_problems(app: FastAPI) -> None:
    """Let the app answer errors in these forms."""

    @app.exception_handler(ParleyError)
    async def _ours(request: Request, error: ParleyError) -> Response:
        problem = problem_of(error)
        if problem.status >= 500:
            logger.warning("%s", error, exc_info=problem.status == 500)
        return refusal(request.scope, problem)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return refusal(request.scope, _of_fields(error))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return refusal(request.scope, _of_status(error.status_code, error.detail), error.headers)

    @app.exception_handler(OSError)
    async def _disk(request: Request, error: OSError) -> Response:
        if error.errno not in FULL:
            raise error
        logger.warning("no room for what was sent: %s", error)
        full = StorageError("the disk is full", hint="make room where temporary files are kept, and send it again")
        return refusal(request.scope, problem_of(full))

    @app.exception_handler(ClientDisconnect)
    async def _gone(_request: Request, _error: ClientDisconnect) -> Response:
        return Response(status_code=GONE)


def _of_status(status: int, detail: str) -> Problem:
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    return Problem(title=title, status=status, detail=detail)


def _of_fields(error: RequestValidationError) -> Problem:
    fields = [
        FieldProblem(
            field=".".join(str(part) for part in each["loc"]), reason=each["msg"].removeprefix("Value error, ")
        )
        for each in error.errors()[:20]
    ]
    first = fields[0] if fields else FieldProblem(field="body", reason="cannot be read")
    return Problem(
        type="urn:parley:invalid-request",
        title="Invalid request",
        status=422,
        detail=f"{first.field}: {first.reason}",
        errors=fields,
    )


def openai_form(problem: Problem) -> dict[str, Any]:
    """A problem as OpenAI's clients read it."""
    kind = "invalid_request_error" if problem.status < 500 else "server_error"
    error = OpenAIError(
        message=f"{problem.detail}; {problem.hint}" if problem.hint else problem.detail,
        type=OPENAI_TYPES.get(problem.status, kind),
        param=problem.errors[0].field.removeprefix("body.") if problem.errors else None,
        code=problem.type.rpartition(":")[2] if problem.type != "about:blank" else None,
        request_id=problem.request_id or request_id(),
    )
    return OpenAIProblem(error=error).model_dump()
