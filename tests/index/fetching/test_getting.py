from __future__ import annotations

import gzip
import time

import pytest

from index.articles import Draft
from index.errors import FetchError
from index.fetching import fetch
from index.readers import Problem, ReadOptions, read_inputs

from .fetching_servers import PAGE, answer, private, serving

STORY = b"<title>Talks</title><article><p>Ministers met in Geneva on Tuesday to talk about steel duties.</p></article>"


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


@pytest.mark.loopback
def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving(answer()) as url:
        assert fetch(url, options=private()).content == PAGE
