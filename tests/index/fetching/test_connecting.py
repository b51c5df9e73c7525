from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence

import httpcore
import pytest

from index.errors import FetchError
from index.fetching import FetchOptions, GuardedBackend, fetch, refusal_of

from .fetching_servers import PAGE, NoSockets, answer, names, private, serving


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


def test_the_guard_passes_the_time_left_on() -> None:
    guard = GuardedBackend(
        time.monotonic() - 1, allow_private=True, resolver=lambda *_: ["127.0.0.1"], inner=NoSockets(b"")
    )
    with pytest.raises(httpcore.TimeoutException):
        guard.connect_tcp("news.example", 80)
