"""Parley's tools for language models, by the Model Context Protocol: `ask`, `search`, `timeline`.

Over HTTP they stand at `/mcp` of the one port, without sessions, so that any replica can answer; `parley mcp` speaks
the same over standard input and output.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field
from starlette.types import ASGIApp

from assistant.answers import Answer
from assistant.hits import SearchHit, search_hits
from assistant.models.options import AnswerModeChoice
from assistant.questions.narrowing import Narrowing
from assistant.timelines import MOST_EVENTS, Timeline
from assistant.web.asking import answer_of
from assistant.web.served import Served
from assistant.web.workers import Lane
from index.errors import ParleyError

__all__ = ["http_door", "tools_over_stdio", "tools_server"]

T = TypeVar("T")

INSTRUCTIONS = (
    "Answers questions about trade news from the articles of one library. Every sentence of an answer cites the exact "
    "words of an article. A refusal (status no_evidence or out_of_range) means that the articles do not say it: tell "
    "the user so, and do not answer from memory instead."
)
READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)

Question = Annotated[str, Field(min_length=1, max_length=20_000)]
Day = Annotated[str | None, Field(description="YYYY-MM-DD, YYYY-MM or YYYY")]
AsOf = Annotated[str | None, Field(description="Look at nothing published after this day (YYYY-MM-DD, YYYY-MM, YYYY)")]
Outlets = Annotated[list[str] | None, Field(description="Only these outlets", max_length=100)]
Passages = Annotated[int | None, Field(ge=1, le=1000, description="How many passages to look at")]
Mode = Annotated[
    AnswerModeChoice | None,
    Field(description="Who writes: `auto` is the chat model where one is set; the server's own choice when not given"),
]


class Hits(BaseModel):
    """Passages, best first."""

    hits: list[SearchHit]


def tools_server(served: Served) -> MCPServer[Any]:
    """The three tools over one library."""
    server: MCPServer[Any] = MCPServer(
        "parley", title="Parley", instructions=INSTRUCTIONS, version=version("parley"), log_level="WARNING"
    )

    @server.tool(annotations=READS)
    async def ask(
        question: Question,
        *,
        as_of: AsOf = None,
        since: Day = None,
        until: Day = None,
        sources: Outlets = None,
        k: Passages = None,
        mode: Mode = None,
    ) -> Answer:
        """Answer a question about the news from the articles, with citations. Follow-ups must stand alone."""
        narrowing = Narrowing(**_narrowing(as_of, since, until, sources, k), mode=mode)
        return await _said(answer_of(served, "mcp", question, narrowing))

    @server.tool(annotations=READS)
    async def search(
        query: Question,
        *,
        as_of: AsOf = None,
        since: Day = None,
        until: Day = None,
        sources: Outlets = None,
        k: Passages = None,
    ) -> Hits:
        """Find the passages of the articles that fit a query best, each with its place."""
        narrowing = _narrowing(as_of, since, until, sources, k)
        found = await _said(served.workers.run(Lane.LOOKING, lambda: served.parley.find(query, **narrowing)))
        return Hits(hits=search_hits(found.passages))

    @server.tool(annotations=READS)
    async def timeline(
        topic: Question,
        *,
        as_of: AsOf = None,
        since: Day = None,
        until: Day = None,
        sources: Outlets = None,
        limit: Annotated[int, Field(ge=1, le=500, description="The most events")] = MOST_EVENTS,
    ) -> Timeline:
        """Tell what happened when about a topic: dated events with citations. `since` and `until` limit their days."""
        narrowing = _narrowing(as_of, since, until, sources, None)
        work = served.workers.run(Lane.LOOKING, lambda: served.parley.timeline(topic, limit=limit, **narrowing))
        return await _said(work)

    return server


def http_door(served: Served, max_body_bytes: int) -> tuple[ASGIApp, Callable[[], Any]]:
    """The app for `/mcp`, and what must be entered (`async with`) while it serves. Who may call is checked before."""
    server = tools_server(served)
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(stateless_http=True, max_request_body_size=max_body_bytes, transport_security=unchecked)
    manager: StreamableHTTPSessionManager = server.session_manager
    return manager.asgi_app, manager.run


def tools_over_stdio(served: Served) -> None:
    """Serve standard input and output until the caller hangs up."""
    tools_server(served).run("stdio")


def _narrowing(
    as_of: str | None, since: str | None, until: str | None, sources: list[str] | None, k: int | None
) -> Narrowing:
    return Narrowing(as_of=as_of, since=since, until=until, sources=tuple(sources or ()), k=k)


async def _said(work: Awaitable[T]) -> T:
    """The result; an error of ours in its own words, as the tool's."""
    try:
        return await work
    except ParleyError as error:
        raise ToolError(str(error)) from error
