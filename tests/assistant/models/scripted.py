"""An OpenAI-compatible server that does as it is told, on loopback. Every fault is a way to answer."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Exchange"], None]
"""How one request is answered."""


@dataclass
class Exchange:
    """One request, and the means to answer it."""

    handler: BaseHTTPRequestHandler
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    server: ScriptedServer

    def head(self, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()

    def write(self, data: str | bytes) -> None:
        self.handler.wfile.write(data.encode() if isinstance(data, str) else data)
        self.handler.wfile.flush()

    @property
    def prompt(self) -> str:
        """All that the model is sent, as one text."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


@dataclass
class ScriptedServer:
    """Answers each request by the next of its replies; the last one stays."""

    replies: list[Reply]
    seen: list[Exchange] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    """Set when a client left before its answer was whole."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def calls(self) -> int:
        return len(self.seen)


@contextmanager
def serving(*replies: Reply) -> Iterator[ScriptedServer]:
    """The server, while the block runs."""
    scripted = ScriptedServer(list(replies))
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
            exchange = Exchange(self, self.path, {k.lower(): v for k, v in self.headers.items()}, body, scripted)
            with lock:
                reply = scripted.replies[min(len(scripted.seen), len(scripted.replies) - 1)]
                scripted.seen.append(exchange)
            try:
                reply(exchange)
            except (BrokenPipeError, ConnectionResetError):
                scripted.gone.set()

        def do_GET(self) -> None:
            exchange = Exchange(self, self.path, {}, {}, scripted)
            exchange.head()
            exchange.write(json.dumps({"object": "list", "data": [{"id": "small", "object": "model"}]}))

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    scripted.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ways to answer


def says(text: str, *, pieces: int = 0, usage: bool = True, finish: str | None = "stop", pause_s: float = 0) -> Reply:
    """The text, streamed word by word or in so many pieces, or whole when the client does not ask for a stream."""

    def reply(exchange: Exchange) -> None:
        counted = {"prompt_tokens": 101, "completion_tokens": 11, "total_tokens": 112}
        if not exchange.body.get("stream"):
            exchange.head()
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": finish}
            whole: dict[str, Any] = {"id": "x", "object": "chat.completion", "created": 1, "model": "m"}
            exchange.write(json.dumps({**whole, "choices": [choice], **({"usage": counted} if usage else {})}))
            return
        exchange.head(kind="text/event-stream")
        words = text.split(" ")
        step = max(len(words) // pieces, 1) if pieces else 1
        for i in range(0, len(words), step):
            piece = " ".join(words[i : i + step])
            exchange.write(frame({"content": f" {piece}" if i else piece}))
            time.sleep(pause_s)
        if finish:
            exchange.write(frame({}, finish=finish))
        if usage and exchange.body.get("stream_options", {}).get("include_usage"):
            exchange.write(chunk([], usage=counted))
        exchange.write("data: [DONE]\n\n")

    return reply


def frame(delta: dict[str, Any], finish: str | None = None) -> str:
    return chunk([{"index": 0, "delta": delta, "finish_reason": finish}])


def chunk(choices: list[dict[str, Any]], **more: Any) -> str:
    whole = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices, **more}
    return f"data: {json.dumps(whole)}\n\n"


def fails(status: int, message: str = "no", *, code: str = "", param: str = "", **headers: str) -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.head(status, **headers)
        exchange.write(json.dumps({"error": {"message": message, "code": code or None, "param": param or None}}))

    return reply


def sends(data: str | bytes, kind: str = "text/event-stream", status: int = 200) -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.head(status, kind)
        exchange.write(data)

    return reply


def hangs(seconds: float = 20.0, first: str = "") -> Reply:
    """Sends the first words, if any, and then nothing; notices when the client leaves."""

    def reply(exchange: Exchange) -> None:
        if first:
            exchange.head(kind="text/event-stream")
            exchange.write(frame({"content": first}))
        _wait_for_leave(exchange, seconds)

    return reply


def drips(seconds: float = 20.0) -> Reply:
    """Comments of the protocol for ever, and no word."""

    def reply(exchange: Exchange) -> None:
        exchange.head(kind="text/event-stream")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            exchange.write(": still here\n\n")
            time.sleep(0.02)

    return reply


def cut(text: str) -> Reply:
    """Some words, and then the connection is gone."""

    def reply(exchange: Exchange) -> None:
        handler = exchange.handler
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        data = frame({"content": text}).encode()
        handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        handler.wfile.flush()
        handler.connection.shutdown(2)

    return reply


def _wait_for_leave(exchange: Exchange, seconds: float) -> None:
    connection = exchange.handler.connection
    connection.settimeout(seconds)
    try:
        if connection.recv(1) == b"":
            exchange.server.gone.set()
    except TimeoutError:
        return
    except OSError:
        exchange.server.gone.set()
