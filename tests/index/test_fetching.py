from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore
import pytest

from index.articles import Draft
from index.errors import FetchError
from index.fetching import FetchOptions, GuardedBackend, fetch, refusal_of
from index.readers import Problem, ReadOptions, read_inputs

STORY = b"<title>Talks</title><article><p>Ministers met in Geneva on Tuesday to talk about steel duties.</p></article>"
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


@pytest.mark.loopback
def test_a_page_is_fetched_whole() -> None:
    with serving(answer()) as url:
        found = fetch(f"{url}/a?b=1#part", options=private())
    assert (found.content, found.content_type, found.charset) == (PAGE, "text/html", "utf-8")
    assert found.url == f"{url}/a?b=1"


@pytest.mark.loopback
def test_a_compressed_page_is_unpacked_and_a_bomb_is_not() -> None:
    with serving(answer(gzip.compress(PAGE), Content_Encoding="gzip")) as url:
        assert fetch(url, options=private()).content == PAGE
    bomb = gzip.compress(b"0" * 50_000_000)
    with (
        serving(answer(bomb, Content_Encoding="gzip")) as url,
        pytest.raises(FetchError, match="max_fetch_mb"),
    ):
        fetch(url, options=private(max_mb=1))


@pytest.mark.loopback
@pytest.mark.parametrize(
    "raw",
    [
        answer(Content_Length="500"),
        answer(gzip.compress(PAGE * 50)[:-20], Content_Encoding="gzip"),
        answer(b"not gzip at all", Content_Encoding="gzip"),
        answer(Content_Encoding="br"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"garbage\r\n\r\n",
        b"",
    ],
)
def test_a_body_that_is_cut_or_not_what_it_is_said_to_be_is_refused(raw: bytes) -> None:
    with serving(raw) as url, pytest.raises(FetchError):
        fetch(url, options=private())


@pytest.mark.loopback
def test_an_endless_body_ends_at_the_limit() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    with serving([head, *[b"x" * 100_000] * 50]) as url, pytest.raises(FetchError, match="larger than 1 MB"):
        fetch(url, options=private(max_mb=1))


@pytest.mark.loopback
@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_slow_drip_ends_at_the_deadline(start: bytes) -> None:
    began = time.monotonic()
    with (
        serving([start, *[b"x"] * 200], drip_s=0.05) as url,
        pytest.raises(FetchError, match="fetch_timeout_s"),
    ):
        fetch(url, options=private(timeout_s=0.6))
    assert time.monotonic() - began < 3


@pytest.mark.loopback
def test_redirects_are_followed_to_a_limit() -> None:
    there = answer(b"", "302 Found", Location="/there?x=1")
    with serving(there, answer()) as url:
        assert fetch(url, options=private()).url == f"{url}/there?x=1"
    with serving(there) as url, pytest.raises(FetchError, match="max_redirects"):
        fetch(url, options=private(max_redirects=3))
    with serving(answer(b"", "302 Found")) as url, pytest.raises(FetchError, match="where"):
        fetch(url, options=private())


@pytest.mark.loopback
@pytest.mark.parametrize(
    "status", ["403 Forbidden", "404 Not Found", "451 Unavailable", "500 Oops", "204 None", "304 x"]
)
def test_a_refusal_by_the_server_names_its_status(status: str) -> None:
    with serving(answer(b"", status)) as url, pytest.raises(FetchError, match=status[:3]):
        fetch(url, options=private())


@pytest.mark.loopback
@pytest.mark.parametrize("wait", ["120", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_the_time_to_wait_is_kept(wait: str) -> None:
    with serving(answer(b"", "429 Too Many", Retry_After=wait)) as url, pytest.raises(FetchError) as caught:
        fetch(url, options=private())
    assert caught.value.retry_after_s
    assert caught.value.retry_after_s >= 120
    assert "Retry-After" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "data:text/html,x",
        "gopher://news.example",
        "http://user:secret@news.example/",
        "http://user@news.example/",
        "http://user:secret@[::1",
        "http://user:secret@[::ffff:\ufffd]/",
        "http://news.example:22/",
        "http://news.example:6379/",
        "http:///nowhere",
        "http://[::1",
        "http://a b/",
        "",
    ],
)
def test_addresses_of_other_kinds_are_refused_before_anything_is_resolved(url: str) -> None:
    asked: list[str] = []

    def note(host: str, port: int) -> list[str]:
        asked.append(host)
        return []

    with pytest.raises(FetchError) as caught:
        fetch(url, options=FetchOptions(), resolver=note)
    assert asked == []
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:4136:e378::1", "fe80::1",
        "fe80::1%eth0", "::1%lo", "::ffff:7f00:1", "::ffff:a9fe:a9fe", "64:ff9b::10.0.0.1",
        "0:0:0:0:0:ffff:127.0.0.1", "2002:a9fe:a9fe::", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "2001:db8::1", "nonsense",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert refusal_of(address)
    sockets = NoSockets(answer())
    with pytest.raises(FetchError):
        fetch("http://news.example/", options=FetchOptions(), resolver=lambda *_: [address], backend=sockets)
    assert sockets.connected == []


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_not(address: str) -> None:
    assert refusal_of(address) == ""


@pytest.mark.loopback
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "0x7f000001", "127.1", "127.0.1", "017700000001",
        "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]",
        "[64:ff9b::7f00:1]",
        "[::1%25lo]", "[fe80::1%25eth0]", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
    ],
)  # fmt: skip
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"http://{host}:8080/", options=FetchOptions(timeout_s=5))


def test_one_refused_address_among_several_refuses_the_name() -> None:
    sockets = NoSockets(answer())
    both = ["8.8.8.8", "127.0.0.1"]
    with pytest.raises(FetchError, match="loopback"):
        fetch("http://news.example/", options=FetchOptions(), resolver=lambda *_: both, backend=sockets)


def test_a_redirect_to_a_private_address_is_refused() -> None:
    for location in ("http://inside.example/", "http://169.254.169.254/latest/", "file:///etc/passwd"):
        sockets = NoSockets(answer(b"", "302 Found", Location=location), answer())
        addresses = {"news": "8.8.8.8", "inside": "10.0.0.1", "169": "169.254.169.254"}
        with pytest.raises(FetchError):
            fetch("http://news.example/", options=FetchOptions(), resolver=names(**addresses), backend=sockets)
        assert sockets.connected == ["8.8.8.8"]


def test_the_address_that_was_judged_is_the_one_connected_to() -> None:
    changing = iter([["8.8.8.8"], ["127.0.0.1"]])
    sockets = NoSockets(answer())
    found = fetch("http://news.example/", options=FetchOptions(), resolver=lambda *_: next(changing), backend=sockets)
    assert found.content == PAGE
    assert sockets.connected == ["8.8.8.8"]


def test_a_name_that_changes_its_address_between_two_hops_is_judged_again() -> None:
    changing = iter([["8.8.8.8"], ["127.0.0.1"]])
    sockets = NoSockets(answer(b"", "302 Found", Location="/again"), answer())
    with pytest.raises(FetchError, match=r"'news\.example' is 127\.0\.0\.1, a loopback address"):
        fetch("http://news.example/", options=FetchOptions(), resolver=lambda *_: next(changing), backend=sockets)
    assert sockets.connected == ["8.8.8.8"]


@pytest.mark.loopback
def test_a_hostile_server_that_is_reached_by_name_gets_no_connection_of_another_kind() -> None:
    """The server is on loopback, allowed for the first hop alone; each place it sends to is refused."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    for location in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:text/html,x",
        "http://a:b@127.0.0.1/",
        "//[",
    ):
        with serving(answer(b"", "301 Moved", Location=location), answer()) as url, pytest.raises(FetchError) as caught:
            fetch(url.replace("127.0.0.1", "news.example"), options=private(), resolver=resolver)
        assert "a:b" not in str(caught.value)
    assert set(asked) == {"news.example"}
    with serving(answer()) as url, pytest.raises(FetchError, match="a loopback address"):
        fetch(
            url.replace("127.0.0.1", "news.example").rsplit(":", 1)[0] + ":8080/",
            options=FetchOptions(),
            resolver=resolver,
        )


@pytest.mark.loopback
def test_twenty_redirects_end_at_the_limit_and_cost_no_more_connections() -> None:
    hops = [answer(b"", "302 Found", Location=f"/{number}") for number in range(20)]
    with serving(*hops, answer()) as url, pytest.raises(FetchError, match="more than 5 redirects; raise max_redirects"):
        fetch(url, options=private())


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("content_type", "charset"),
    [("text/html; charset=utf-16", "utf-16"), ("text/html; charset=no-such", "no-such"), ("image/png", ""), ("", "")],
)
def test_what_a_server_says_of_a_page_does_not_make_mojibake_of_it(content_type: str, charset: str) -> None:
    page = (
        "<title>Été</title><article><p>Les négociations ont échoué mardi à Genève, a dit un porte-parole.</p></article>"
    )
    with serving(answer(page.encode(), Content_Type=content_type)) as url:
        [draft] = read_inputs([url], ReadOptions(allow_private=True))
    assert isinstance(draft, Draft)
    assert "négociations ont échoué" in draft.text
    assert draft.title == "Été"


@pytest.mark.loopback
def test_a_refused_address_is_a_line_without_its_password_and_the_others_go_on() -> None:
    with serving(answer(b"", "429 Too Many Requests", Retry_After="120")) as busy, serving(answer(STORY)) as well:
        first, second, third = read_inputs(
            [busy, "http://user:secret@a.example/", well], ReadOptions(allow_private=True)
        )
    assert isinstance(first, Problem)
    assert first.reason == "the server answered 429 Too Many Requests; it asks to wait 120 s (Retry-After)"
    assert isinstance(second, Problem)
    assert second.place == "http://…@a.example/"
    assert isinstance(third, Draft)


def test_a_name_without_an_address_is_said() -> None:
    with pytest.raises(FetchError, match="no address"):
        fetch("http://news.example/", options=FetchOptions(), resolver=lambda *_: [], backend=NoSockets())


def test_a_name_service_that_hangs_ends_at_the_deadline() -> None:
    released = threading.Event()

    def hang(host: str, port: int) -> Sequence[str]:
        released.wait(5)
        return []

    try:
        with pytest.raises(FetchError, match="fetch_timeout_s"):
            fetch(
                "http://news.example/",
                options=FetchOptions(timeout_s=0.2),
                resolver=hang,
                backend=NoSockets(),
            )
    finally:
        released.set()


@pytest.mark.loopback
def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with serving(answer()) as url:
        port = int(url.rpartition(":")[2])
        found = fetch(f"http://news.example:{port}/", options=private(), resolver=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert found.content == PAGE


@pytest.mark.loopback
def test_a_server_that_is_not_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="connection failed"):
        fetch(f"http://127.0.0.1:{port}/", options=private())


@pytest.mark.loopback
def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving(answer()) as url:
        assert fetch(url, options=private()).content == PAGE


def test_the_guard_passes_the_time_left_on() -> None:
    guard = GuardedBackend(
        time.monotonic() - 1, allow_private=True, resolver=lambda *_: ["127.0.0.1"], inner=NoSockets(b"")
    )
    with pytest.raises(httpcore.TimeoutException):
        guard.connect_tcp("news.example", 80)
