"""The readers of text and markup, each called for itself, so that a fault is not turned into a line of the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

from index.articles import Draft, clean_text
from index.errors import InputError
from index.readers import Problem, ReadOptions, read_inputs
from index.readers.raw_input import open_raw
from index.readers.reading import READERS, _reader
from tests.fuzzing.contract import Target

__all__ = [
    "CSV", "FEED", "HTML", "JSON", "JSONL", "MARKDOWN", "NEWSML", "NINJS", "NITF", "SNIFFED", "TEXT", "judged",
    "reading",
]  # fmt: skip

STORY = (
    "Ministers met in Geneva on Tuesday to revive talks on steel. Officials said that no date had been set.\n\n"
    "GENEVA, July 5, 2019 (Wire) — Importers have asked for clarity."
)
OPTIONS = ReadOptions(max_file_mb=1, max_record_mb=1, max_feed_entries=50, max_pages=20, max_unpacked_mb=5)
ENTITIES = b"&amp; &#60; &#x0; &nbsp; &lol; <![CDATA[ ]]> <!DOCTYPE <!ENTITY a <?xml encoding='utf-16'?>".split()


def reading(name: str) -> Callable[[bytes], None]:
    """A run of one reader over any bytes."""
    extension = {"markdown": ".md", "html": ".html", "csv": ".csv", "jsonl": ".jsonl"}.get(name, ".txt")

    def run(data: bytes) -> None:
        raw = open_raw(BytesIO(data), place=f"a{extension}", name=f"a{extension}", url="http://a.example/2019/07/05/b")
        with suppress(InputError):
            for item in _reader(name)(raw, OPTIONS):
                judged(item)

    assert name in READERS
    return run


def judged(item: Draft | Problem) -> None:
    """What holds for all that a reader gives."""
    assert isinstance(item, Draft | Problem)
    item.model_dump_json()
    if isinstance(item, Draft):
        assert item.text.strip()
        assert item.text == clean_text(item.text)
        assert "\n" not in item.title + item.source + item.author
    else:
        assert item.reason
        assert "\n" not in item.reason


def _sniffed(data: bytes) -> None:
    for item in read_inputs(["-"], OPTIONS, stdin=BytesIO(data)):
        judged(item)
        assert not (isinstance(item, Problem) and item.reason.startswith("damaged or unusual")), item.reason


MARKDOWN_SEEDS = (
    f"---\ntitle: Talks\ndate: 2019-07-05\nsource: Ledger\ntags: [a, b]\n---\n# Talks\n\n{STORY}".encode(),
    b"# T\n\n> **bold** _it_ [link](http://a.example/b) ![i](x.png) `code`\n\n```py\nx\n```\n- one\n- two\n\n"
    b"| a | b |\n|---|---|\n| c | d |\n\nText[^1] here.\n\n[^1]: Note.\n\n<b>raw</b> &amp; <!-- gone -->\n",
)
HTML_SEED = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks</title>'
    '<meta property="article:published_time" content="2019-07-05T10:00:00Z"><meta name="author" content="Jo Doe">'
    '<link rel="canonical" href="http://a.example/b"><script type="application/ld+json">{"@context":'
    '"https://schema.org","@type":"NewsArticle","headline":"Talks","datePublished":"2019-07-05","author":[{"name":'
    '"Jo"}],"publisher":{"name":"Ledger"}}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Talks'
    f"</h1><time datetime='2019-07-05'>July 5</time><p>{STORY}</p><ul><li>One.</li></ul><table><tr><td>a</td></tr>"
    "</table></article></body></html>"
).encode()
RECORD = {
    "id": "r1",
    "title": "Talks",
    "text": STORY,
    "published": "2019-07-05T10:00:00Z",
    "source": {"name": "Ledger"},
    "author": ["Jo Doe"],
    "url": "http://a.example/b",
}
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ledger</title><language>en</language>'
    "<item><title>Talks &amp; tariffs</title><link>/b?x=1</link><pubDate>Fri, 05 Jul 2019 10:00:00 GMT</pubDate>"
    f"<dc:creator>Jo</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>{STORY}</p>]]>"
    '</content:encoded><guid isPermaLink="false">u:1</guid></item></channel></rss>'
).encode()
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><title>Ledger</title><entry><title '
    'type="html">&lt;b&gt;Talks&lt;/b&gt;</title><link rel="alternate" href="b"/><updated>2019-07-05T10:00:00Z'
    '</updated><author><name>Jo</name></author><summary>Short.</summary><content type="xhtml"><div '
    f'xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry></feed>'
).encode()
NINJS_SEED = json.dumps(
    {
        "uri": "urn:1",
        "type": "text",
        "versioncreated": "2019-07-05T10:00:00Z",
        "headlines": [{"role": "main", "value": "Talks"}],
        "bodies": [{"contenttype": "text/html", "value": f"<p>{STORY}</p>"}],
        "infosources": [{"name": "Ledger"}],
        "language": "en",
    }
).encode()
NITF_SEED = (
    '<?xml version="1.0"?><nitf xml:lang="en"><head><title>slug</title><docdata><doc-id id-string="n1"/><date.issue '
    'norm="20190705T233000-0500"/></docdata><pubdata name="Ledger" date.publication="20190706"/></head><body>'
    "<body.head><hedline><hl1>Talks</hl1></hedline><byline>By Jo</byline></body.head><body.content><p>"
    f"{STORY}</p></body.content></body></nitf>"
).encode()
NEWSML_SEED = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u:1" xml:lang="en"><itemMeta><provider><name>Ledger'
    "</name></provider><versionCreated>2019-07-06T01:00:00Z</versionCreated></itemMeta><contentMeta><headline>Talks"
    '</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html '
    f'xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html></inlineXML></contentSet></newsItem>'
).encode()
JSON_TOKENS = b'{ } [ ] , : " null true 1e999 -0 "text": "body": "articles": "date": "@type": \\u0000 \\ud83d'.split()
MARKUP = (
    b"<p> </p> <br> <div> </div> <article> <script> </script> <table><tr><td> <time> <meta "
    b"<title> <b> style= href='javascript:x' datetime='2019-02-30' content=".split()
)

TEXT = Target(
    reading("text"), (STORY.encode(), b"Steel talks resume\n\n" + STORY.encode()), (b"PHOTO: ", b"Published: ")
)
MARKDOWN = Target(
    reading("markdown"),
    MARKDOWN_SEEDS,
    tuple(b"--- # ** __ ` ``` [ ]( ![ > | <!-- title: date: &a *a !!python".split()),
)
HTML = Target(reading("html"), (HTML_SEED,), (*MARKUP, *ENTITIES))
JSON = Target(
    reading("json"), (json.dumps(RECORD).encode(), json.dumps({"articles": [RECORD]}).encode()), tuple(JSON_TOKENS)
)
JSONL = Target(reading("jsonl"), (b"\n".join([json.dumps(RECORD).encode()] * 2),), tuple(JSON_TOKENS))
CSV = Target(
    reading("csv"),
    (b'title,text,date\n"Talks, again","' + STORY.encode() + b'",2019-07-05\n', b"a\ttext\nb\tc\n"),
    (b'"', b'""', b",", b";", b"\t", b"|", b"\r", b"\n", b"text"),
)
FEED = Target(reading("feed"), (RSS, ATOM), (*MARKUP, *ENTITIES, b"<item>", b"<entry>", b"<link>", b"<pubDate>"))
NINJS = Target(reading("ninjs"), (NINJS_SEED,), tuple(JSON_TOKENS))
NITF = Target(reading("nitf"), (NITF_SEED,), (*MARKUP, *ENTITIES))
NEWSML = Target(reading("newsml"), (NEWSML_SEED,), (*MARKUP, *ENTITIES))
SNIFFED = Target(
    _sniffed,
    (
        *(STORY.encode(encoding) for encoding in ("utf-8", "utf-16", "utf-32", "cp1252")),
        *(RSS, ATOM, NITF_SEED, NEWSML_SEED, NINJS_SEED, json.dumps(RECORD).encode(), MARKDOWN_SEEDS[0]),
        *(b"title,text\na,b\n", b"PK\x03\x04x"),
    ),
    (*ENTITIES, *JSON_TOKENS, b"\xff\xfe", b"\xfe\xff", b"%PDF-", b"<html>", b"<rss>", b"---\n"),
)
