"""Vectors on a real Chroma server: the same finds as in a folder, and what becomes of a server that is not well."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from index.articles import Article
from index.chroma_server import ChromaServer, ChromaSettings
from index.embedding import HashingEmbedder
from index.errors import IndexStale, LibraryUnreachable
from index.filters import SearchFilter
from index.vectors import VectorIndex
from tests.servers.chroma import ChromaProcess, free_port

from .index_making import an_article, stored

pytestmark = pytest.mark.loopback

EMBEDDER = HashingEmbedder()
ARTICLES = [
    an_article(f"a{number:02}", f"Steel duties of ministry {number}. " * 30, day=f"2019-{number % 12 + 1:02}-10")
    for number in range(24)
]
CANARY = "canary-key-0a1b2c3d"


def write(index: VectorIndex, articles: list[Article], replace: tuple[str, ...] = ()) -> None:
    pairs = [(article, stored(article).passages) for article in articles]
    index.write(pairs, EMBEDDER.embed([each.text for _, parts in pairs for each in parts]), replace)


def server_at(url: str, **given: object) -> ChromaServer:
    return ChromaServer(ChromaSettings.model_validate({"url": url, "timeout_s": 1.5, "write_timeout_s": 20, **given}))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path_factory.mktemp("chroma")) as process:
        yield process


def test_a_server_finds_what_a_folder_finds(running: ChromaProcess, tmp_path: Path) -> None:
    with closing(server_at(running.url)) as server:
        here, there = VectorIndex.in_folder(tmp_path), VectorIndex.on_server(server, "same", create=True)
        for index in (here, there):
            write(index, ARTICLES)
            write(index, [ARTICLES[3]], replace=(ARTICLES[3].id, ARTICLES[5].id))
        assert here.ids() == there.ids() != set()
        assert here.count() == there.count() == len(there.ids())
        question = EMBEDDER.embed_query("duties of ministry 7")
        for where in (SearchFilter(), SearchFilter(not_after=date(2019, 6, 1)), SearchFilter(sources=("nobody",))):
            mine, theirs = here.search(question, 10, where), there.search(question, 10, where)
            assert list(theirs.values()) == pytest.approx(list(mine.values()), abs=1e-5)  # ids that tie may differ
            assert bool(theirs) == (not where.sources)
        here.close()


def test_no_embedding_function_is_ever_given_to_the_server(running: ChromaProcess) -> None:
    with closing(server_at(running.url)) as server:
        VectorIndex.on_server(server, "plain", create=True)
        told = server.reading(lambda client: client.get_collection("plain", embedding_function=None))
        configured = json.dumps(told.configuration_json)
    assert '"hnsw"' in configured
    assert '"space": "cosine"' in configured
    assert told.configuration_json.get("embedding_function") in (None, {"type": "legacy"})


def test_a_collection_that_is_not_there_asks_for_a_rebuild(running: ChromaProcess) -> None:
    with closing(server_at(running.url)) as server, pytest.raises(IndexStale, match=r"gone.*parley rebuild"):
        VectorIndex.on_server(server, "gone")


def test_old_collections_go_and_others_stay(running: ChromaProcess) -> None:
    with closing(server_at(running.url)) as server:
        for name in ("mine-1", "mine-2", "other-1"):
            server.create(name)
        server.drop_all_but("mine-2", "mine-")
        names = {each.name for each in server.reading(lambda client: client.list_collections())}
    assert {"mine-2", "other-1"} <= names
    assert "mine-1" not in names


def test_a_server_that_is_started_anew_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    with ChromaProcess(tmp_path) as process, closing(server_at(process.url)) as server:
        index = VectorIndex.on_server(server, "kept", create=True)
        write(index, ARTICLES[:12])
        process.stop()
        again = threading.Timer(1.0, process.start)
        again.start()
        write(index, ARTICLES[12:])  # waits for the server
        again.join()
        assert index.ids() == {part.id for article in ARTICLES for part in stored(article).passages}
        assert index.search(EMBEDDER.embed_query("duties"), 5, SearchFilter())


def test_a_server_that_is_down_is_said_within_the_deadline_and_then_at_once(tmp_path: Path) -> None:
    with ChromaProcess(tmp_path) as process, closing(server_at(process.url)) as server:
        index = VectorIndex.on_server(server, "down", create=True)
        write(index, ARTICLES[:3])
        process.stop()
        question = EMBEDDER.embed_query("duties")
        began = time.monotonic()
        with pytest.raises(IndexStale, match=r"127\.0\.0\.1.*does not answer.*PARLEY_CHROMA_URL"):
            index.search(question, 5, SearchFilter())
        assert time.monotonic() - began < 4
        began = time.monotonic()
        with pytest.raises(IndexStale, match="does not answer"):
            index.search(question, 5, SearchFilter())
        assert time.monotonic() - began < 0.2
        process.start()
        server._down_until = 0.0
        assert index.search(question, 5, SearchFilter())


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        began = time.monotonic()
        with (
            closing(server_at(f"http://127.0.0.1:{silent.getsockname()[1]}")) as server,
            pytest.raises(LibraryUnreachable, match="does not answer") as caught,
        ):
            VectorIndex.on_server(server, "silent")
    assert caught.value.retryable
    assert time.monotonic() - began < 6


@contextmanager
def scripted(status: int, body: bytes, certificate: Path | None = None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that gives one answer to everything, and keeps the headers that it was sent."""
    seen: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(dict(self.headers.items()))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the base class looks for these names

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
        scheme = "https"
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{httpd.server_port}", seen
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


@pytest.mark.parametrize(
    ("header", "sent"), [("X-Chroma-Token", CANARY), ("Authorization", f"Bearer {CANARY}")], ids=["cloud", "proxy"]
)
def test_the_key_goes_along_and_a_wrong_one_is_said_without_it(header: str, sent: str) -> None:
    with scripted(401, b'{"error":"AuthError","message":"Unauthorized"}') as (url, seen):
        given = {"key": SecretStr(CANARY), "key_header": header}
        with closing(server_at(url, **given)) as server, pytest.raises(LibraryUnreachable) as caught:
            VectorIndex.on_server(server, "any")
    assert "PARLEY_CHROMA_KEY" in str(caught.value)
    assert CANARY not in str(caught.value)
    assert seen
    for headers in seen:
        assert {name.lower(): value for name, value in headers.items()}[header.lower()] == sent


def test_a_busy_server_is_asked_again_until_the_deadline() -> None:
    with scripted(503, b'{"error":"Unavailable","message":"try later"}') as (url, seen):
        with closing(server_at(url)) as server, pytest.raises(LibraryUnreachable, match="does not answer"):
            VectorIndex.on_server(server, "any")
        assert len(seen) > 2


def test_a_certificate_that_nobody_vouches_for_is_said_with_the_setting(tmp_path: Path) -> None:
    pem = tmp_path / "server.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=elsewhere -keyout {pem}.key -out {pem}.crt"
        f" && cat {pem}.key {pem}.crt > {pem}",
        shell=True,
        check=True,
        capture_output=True,
    )
    with scripted(200, b"{}", pem) as (url, seen):
        for certificate in (None, Path(f"{pem}.crt")):  # unknown; known and of another name
            began = time.monotonic()
            with (
                closing(server_at(url, certificate=certificate)) as server,
                pytest.raises(LibraryUnreachable, match=r"(?i)certificate.*PARLEY_CHROMA_CERTIFICATE"),
            ):
                VectorIndex.on_server(server, "any")
            assert time.monotonic() - began < 2
        assert seen == []


@pytest.mark.parametrize(
    "url", ["chroma:8000", "ftp://chroma", "http://", "http://me:secret@chroma:8000", "http://c/x"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|name or password"):
        ChromaSettings(url=url)


def test_nobody_listening_is_said() -> None:
    with (
        closing(server_at(f"http://127.0.0.1:{free_port()}")) as server,
        pytest.raises(LibraryUnreachable, match="does not answer"),
    ):
        server.reading(lambda client: client.heartbeat())
