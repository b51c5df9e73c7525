"""The table, sniffing, decoding, and what holds for every input."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from index.articles import Draft, clean_text
from index.dating import settle_date
from index.errors import UsageError
from index.readers import READER_NAMES, Problem, ReadOptions, read_inputs
from index.readers.decoding import decode, wide_encoding
from index.readers.reading import READERS, _reader

from .reading_tools import STORY, read, written

STARTS = [
    b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<?xml version='1.0'?><rss><channel><item>", b"<nitf>",
    b"<newsItem>", b'{"text": "', b'[{"text":', b"title,text\n", b"---\ntitle: ", b"\xff\xfe", b"\xef\xbb\xbf",
    b'{"uri": 1, "bodies": [', b"<feed><entry>", b'<script type="application/ld+json">{"@type": "Article",',
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    extension=st.sampled_from(["", ".txt", ".md", ".html", ".pdf", ".docx", ".json", ".jsonl", ".csv", ".xml"]),
    forced=st.sampled_from(["", "", *READER_NAMES]),
)
def test_any_bytes_give_drafts_and_problems_and_never_raise(
    start: bytes, rest: bytes, extension: str, forced: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"any{extension}"
        path.write_bytes(start + rest)
        for item in read_inputs([str(path)], ReadOptions(format=forced)):
            assert isinstance(item, Draft | Problem)
            if isinstance(item, Draft):
                assert item.text == clean_text(item.text)
                assert item.text
                item.model_dump_json()


@pytest.mark.parametrize("extension", [".md", ".txt", ".html", ".xml", ".csv", ".json"])
@pytest.mark.parametrize(
    "unit",
    ["<!---->", "<!--", "[", "![", "[a](", "**a ", "__a ", "`", "```\n", "\\", "<", "<p> ", "# ", "> ", "\t", "\u00a0",
     "- - ", "<?x?>", "<!x[", "{", '{"a":', '"', ",", "a_", "Published: ", "\n\n", "2019-", "5 May "],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(tmp_path: Path, extension: str, unit: str) -> None:
    path = written(tmp_path, f"a{extension}", unit * (40_000 // len(unit)) + "x")
    began = time.monotonic()
    for draft in read(path).drafts:
        settle_date(draft, ReadOptions(), today=date(2024, 6, 1))
    assert time.monotonic() - began < 5


def test_every_reader_of_the_table_exists() -> None:
    assert all(callable(_reader(name)) for name in READERS)


def test_importing_the_readers_loads_no_heavy_library() -> None:
    code = (
        "import sys, index.readers, index.dating;"
        "heavy = {'trafilatura', 'htmldate', 'lxml', 'pypdf', 'docx', 'feedparser', 'httpx', 'ruamel'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "Office"),
        ("a.md", b"\x1f\x8b\x08\x00", "unpack"),
        ("a.txt", b"\x00" * 1000, "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    problem = read(written(tmp_path, name, content)).problem
    assert problem.failed
    assert words in problem.reason
    assert not read(tmp_path).problem.failed, "in a folder, it is only passed over"


def test_the_content_goes_before_the_name(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.csv", f"<!doctype html><p>{STORY}</p>")).problems
    assert read(written(tmp_path, "a.txt", '{"text": "Steel fell."}')).only.text == "Steel fell."
    assert read(written(tmp_path, "b.txt", f"[Updated] {STORY}")).only.text.startswith("[Updated]")
    assert read(written(tmp_path, "c.txt", f"<em>{STORY}")).only.text.startswith("<em>")
    assert read(written(tmp_path, "d", f"---\ntitle: Steel\n---\n{STORY}")).only.title == "Steel"
    assert read(written(tmp_path, "e.txt", f"< {STORY}")).only.text.startswith("<")


def test_a_forced_format_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "title;text\nSteel;Steel fell.\n")
    assert read(path, format="csv").only.title == "Steel"


def test_options_that_do_not_exist_are_refused() -> None:
    with pytest.raises(UsageError, match="'html'"):
        read_inputs([], ReadOptions(format="htm"))
    with pytest.raises(ValidationError, match="headline"):
        ReadOptions(fields={"headline": "x"})


def test_a_given_outlet_wins(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", '{"text": "Steel fell.", "source": "Other"}')
    assert read(path, source="The Daily Ledger").only.source == "The Daily Ledger"


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        ("Zölle auf Stahl – “steil”", "utf-8", ""),
        ("Zölle auf Stahl", "utf-8-sig", ""),
        ("Zölle auf Stahl", "utf-16", ""),
        ("Zölle auf Stahl", "utf-32", ""),
        ("Zölle auf Stahl", "utf-16-le", "utf-16-le"),
        ("Zölle auf Stahl", "utf-16-be", "utf-16-be"),
        ("Zölle auf Stahl, sagte “er”", "cp1252", "windows-1252"),
        ("Les négociations à Genève ont été arrêtées.", "latin-1", "windows-1252"),
        ("Переговоры о пошлинах на сталь были остановлены в мае. " * 5, "cp1251", "decoded as"),
        ("关税谈判在五月份陷入停滞，双方没有确定新的日期。" * 5, "gb18030", "decoded as"),
    ],
)
def test_encodings_are_told_and_guesses_are_said(text: str, encoding: str, note: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert note in decoded.note
    assert bool(decoded.note) == bool(note)


def test_a_few_broken_bytes_do_not_turn_utf8_into_mojibake() -> None:
    data = ("Zölle auf Stahl – “steil”. " * 20).encode() + b"\xff\xfe"
    decoded = decode(data)
    assert decoded.text.startswith("Zölle auf Stahl – “steil”.")
    assert "not UTF-8" in decoded.note


def test_a_declared_charset_is_believed_only_when_it_fits() -> None:
    assert decode("Пошлины".encode("koi8-r"), "koi8-r").text == "Пошлины"
    assert decode("Zölle".encode(), "ascii").text == "Zölle"
    assert decode("Zölle".encode("latin-1"), "no-such-charset").text == "Zölle"


def test_plain_text_is_not_taken_for_a_wide_encoding() -> None:
    assert wide_encoding(b"abcdef") == ""
    assert wide_encoding(b"") == ""


@pytest.mark.loopback
def test_pages_and_feeds_are_read_from_their_addresses() -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    pages = {
        "/a": ("text/html; charset=latin-1", f"<html><h1>Zölle</h1><article><p>{STORY}</p></article></html>"),
        "/feed": ("text/plain", "<rss version='2.0'><channel><item><link>/1</link><description>Steel fell."
                                "</description></item></channel></rss>"),
        "/t": ("text/csv", "title,text\nSteel,Steel fell.\n"),
    }  # fmt: skip

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = pages.get(self.path, ("text/html", ""))
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content.encode("latin-1"))

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            base = f"http://127.0.0.1:{server.server_port}"
            outcome = read(*(f"{base}{path}" for path in ("/a", "/missing", "/feed", "/t")), allow_private=True)
            refused = read(f"{base}/a").problem
        finally:
            server.shutdown()
            thread.join()
    page, entry, row = outcome.drafts
    assert (page.title, page.url, page.place) == ("Zölle", f"{base}/a", f"{base}/a")
    assert page.text.startswith("Ministers")
    assert (entry.text, entry.url) == ("Steel fell.", f"{base}/1")
    assert row.place == f"{base}/t:2"
    assert "404" in outcome.problems[0].reason
    assert refused.failed
