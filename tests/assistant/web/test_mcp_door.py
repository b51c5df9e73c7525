"""The tools for language models, by the protocol's own client: over HTTP and over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from assistant.answers import Answer
from assistant.timelines import Timeline
from assistant.web.doors import app_with_doors
from tests.assistant.web.serving import opened, running

STALL = "Why did talks in Washington stall?"


async def use(server: Any) -> dict[str, Any]:
    """What a program does that has just been told of the server."""
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        answer = await client.call_tool("ask", {"question": STALL, "as_of": "2019-06-30"})
        hits = await client.call_tool("search", {"query": "steel tariffs", "k": 2})
        timeline = await client.call_tool("timeline", {"topic": "steel tariffs", "as_of": "2019-06-30"})
        wrong = await client.call_tool("ask", {"question": "???"})
        loud = await client.call_tool("ask", {"question": STALL, "mode": "loud"})
        written = await client.call_tool("ask", {"question": STALL, "mode": "generative"})
        extracted = await client.call_tool("ask", {"question": STALL, "as_of": "2019-06-30", "mode": "extractive"})
        unfit = await client.call_tool("ask", {"question": STALL, "k": 0})
        return {
            "tools": {tool.name for tool in tools},
            "answer": answer.structured_content,
            "text": answer.content[0].text,  # type: ignore[union-attr]
            "hits": hits.structured_content,
            "timeline": timeline.structured_content,
            "wrong": (wrong.is_error, wrong.content[0].text),  # type: ignore[union-attr]
            "unfit": unfit.is_error,
            "loud": loud.is_error,
            "written": written.content[0].text,  # type: ignore[union-attr]
            "extracted": extracted.structured_content["mode"],
            "instructions": client.instructions,
        }


def check(used: dict[str, Any]) -> None:
    assert used["tools"] == {"ask", "search", "timeline"}
    answer = Answer.model_validate(used["answer"])
    assert "went back on promises" in answer.text
    assert "went back on promises" in used["text"]
    assert used["hits"]["hits"][0]["article_id"] == "steel"
    assert Timeline.model_validate(used["timeline"]).events
    failed, words = used["wrong"]
    assert failed
    assert "is no question" in words
    assert used["unfit"]
    assert used["loud"]
    assert "no chat model is set" in used["written"]
    assert used["extracted"] == "extractive"
    assert "do not answer from memory" in used["instructions"]


@pytest.mark.loopback
def test_the_tools_over_http(loaded: Path) -> None:
    with opened(loaded) as parley, running(app_with_doors(parley)) as address:
        check(asyncio.run(use(f"{address}/mcp")))


def test_the_tools_over_standard_input_and_output(loaded: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant.cli", "mcp", "--library", str(loaded)],
        env={**plain, "PARLEY_EMBEDDING": "hashing"},
    )
    check(asyncio.run(use(command)))


@pytest.mark.loopback
def test_the_tools_want_a_key_where_every_door_does(loaded: Path) -> None:
    import httpx

    with opened(loaded, api_keys=("a key",)) as parley, running(app_with_doors(parley)) as address:
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        assert httpx.post(f"{address}/mcp", json=body).status_code == 401
