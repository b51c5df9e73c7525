from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore

from index.fetching import FetchOptions

PAGE = b"<p>Officials met to talk about steel.</p>"


@contextmanager
def serving(*answers: bytes | Sequence[bytes], drip_s: float = 0.0) -> Iterator[str]:
    """Serve raw answers, one a connection, the last one for all further ones."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    stop = threading.Event()

    def serve() -> None:
        number = 0
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            answer = answers[min(number, len(answers) - 1)]
            number += 1
            with connection:
                connection.settimeout(2)
                try:
                    connection.recv(65536)
                    for piece in [answer] if isinstance(answer, bytes) else answer:
                        connection.sendall(piece)
                        if stop.wait(drip_s):
                            break
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        thread.join()
        listener.close()


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    lines = {"Content-Length": str(len(body)), "Content-Type": "text/html; charset=utf-8"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def private(**limits: float) -> FetchOptions:
    return FetchOptions.model_validate({"allow_private": True, "timeout_s": 5, **limits})


class NoSockets(httpcore.NetworkBackend):
    """Notes where a connection would go, and answers each with the next prepared bytes."""

    def __init__(self, *answers: bytes) -> None:
        self.connected: list[str] = []
        self._answers = list(answers)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        return httpcore.MockStream([self._answers.pop(0)])


def names(**addresses: str) -> Any:
    return lambda host, port: [addresses[host.partition(".")[0]]]
