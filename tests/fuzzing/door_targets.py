"""What programs send: bodies of the doors, and whole requests to an application over three articles."""

from __future__ import annotations

import atexit
import json
import tempfile
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient
from pydantic import ValidationError

from assistant import Assistant, Settings
from assistant.serving import ServingSettings
from assistant.web.api.bodies import ArticlesBody, AskBody, SearchBody, TimelineBody
from assistant.web.doors import app_with_doors
from assistant.web.openai_door.bodies import CompletionBody
from assistant.web.openai_door.history import question_of, said_before
from assistant.web.security.hosts import host_allowed
from assistant.web.security.sessions import Sessions
from assistant.web.security.users import read_users
from index.errors import UsageError
from tests.assistant.conftest import write_corpus
from tests.fuzzing.contract import Target

__all__ = ["BODIES", "COOKIES", "REQUESTS"]

BODY_KINDS = (AskBody, SearchBody, TimelineBody, ArticlesBody, CompletionBody)
PATHS = ("/api/v1/ask", "/api/v1/search", "/api/v1/timeline", "/v1/chat/completions", "/mcp", "/api/v1/articles/x")
HEADS = ("application/json", "", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")
TOLD = {200, 202, 204, 400, 404, 405, 406, 409, 413, 415, 422}


def _body(data: bytes) -> None:
    for kind in BODY_KINDS:
        with suppress(ValidationError, UsageError):
            body = kind.model_validate_json(data)
            json.loads(body.model_dump_json())
            if isinstance(body, CompletionBody):
                question_of(body.messages)
                said_before(body.messages)
            elif isinstance(body, ArticlesBody):
                body.inputs()
            else:
                body.narrowing()


@cache
def _client() -> TestClient:
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    settings = Settings(library=folder / "library", embedding="hashing", serving=ServingSettings(requests_per_minute=0))
    parley = stack.enter_context(Assistant(settings))
    parley.load([write_corpus(folder / "articles.jsonl")])
    client = TestClient(app_with_doors(parley), base_url="http://127.0.0.1:7860", raise_server_exceptions=False)
    return stack.enter_context(client)


def _request(data: bytes) -> None:
    """The first byte chooses the path, the second the kind of body, and the rest is sent."""
    choice = [*data[:2], 0, 0]
    method = "DELETE" if PATHS[choice[0] % len(PATHS)].endswith("/x") else "POST"
    kind = HEADS[choice[1] % len(HEADS)]
    accepts = {"Accept": "application/json, text/event-stream"}
    headers = {"Content-Type": kind, **accepts} if kind else accepts
    reply = _client().request(method, PATHS[choice[0] % len(PATHS)], content=data[2:], headers=headers)
    assert reply.status_code in TOLD, (reply.status_code, reply.text[:200])
    assert "Traceback" not in reply.text


def _cookie(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    assert Sessions(b"secret", read_users(Path("no such file"))).user(text) == ""
    host_allowed(text, ("desk.example",), known_only=bool(len(data) % 2))


ASKED = (
    b'{"question": "Why did talks stall?", "as_of": "2019-06-30", "sources": ["Meridian Wire"], "k": 5, "stream": true}'
)
TALKED = (
    b'{"model": "parley", "messages": [{"role": "user", "content": [{"type": "text", "text": "Why?"}]}, '
    b'{"role": "assistant", "content": null}, {"role": "user", "content": "And then?"}], "stream": false, "n": 1}'
)
ADDED = b'{"articles": [{"text": "Duties rose.", "published": "2019-05", "id": "a/b"}], "urls": ["http://a.example/"]}'
CALLED = (
    b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": '
    b'{"query": "steel", "k": 2}}}'
)
BODIES = Target(
    _body,
    (ASKED, TALKED, ADDED, b'{"topic": "steel", "limit": 3, "since": "2019"}'),
    (
        *b'{ } [ ] : , " null true false 1 1.0 -1 1e999 "question" "messages" "content" "history" "mode" "k"'.split(),
        b'"\\ud800"',
        b'"since": "2020-02-30"',
    ),
)
REQUESTS = Target(
    _request,
    (
        *(bytes([path, 0]) + ASKED for path in range(3)),
        bytes([3, 0]) + TALKED,
        bytes([4, 0]) + CALLED,
        b'\x04\x00{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}',
        b"\x01\x03--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n",
        b"\x05\x00",
    ),
    BODIES.tokens,
)
COOKIES = Target(
    _cookie,
    (
        b"MTU2MjMyMDgwMDphbm4=.0123abcd",
        b"desk.example:443",
        b"[::1]:7860",
        b"a@desk.example",
        b"127.0.0.1.evil.example",
    ),
    (*b". : = @ [ ] // %00 localhost 127.0.0.1 :99999 xn--".split(), b"\xff"),
)
