"""A document as one HTML page: no scripts, no requests, everything escaped, light and dark."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from assistant.answers import Answer, Citation, Support
from assistant.documents.parts import Entry, Script, date_lines, is_link, place_of, quote_of, said, search_lines

__all__ = ["html_page"]

STYLE = """
:root{color-scheme:light dark;--ink:#1d2530;--soft:#5c6775;--line:#d9dee5;--paper:#fff;--link:#1f5fae;--doubt:#a3400b}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--line:#333c47;--paper:#14181e;--link:#7db4f5;
 --doubt:#f0a36f}}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
 font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:46rem;margin:auto;padding:1.25rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.15rem;margin-top:2.5rem;border-top:1px solid var(--line);padding-top:1.25rem}
h3{font-size:.95rem;margin:1.25rem 0 .35rem;color:var(--soft)}
ol,ul{padding-left:1.4rem;margin:.3rem 0}
li{margin:.4rem 0}
q{quotes:none}
cite,.facts,time{font-style:normal;color:var(--soft);font-size:.9rem}
cite{display:block}
a{color:var(--link)}
.doubt{color:var(--doubt)}
li:target{outline:2px solid var(--link);outline-offset:4px}
@media print{body{font-size:11pt}h2{break-after:avoid}li{break-inside:avoid}}
"""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def html_page(script: Script) -> str:
    """The whole page; its policy forbids scripts and every request."""
    digest = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    alone = len(script.entries) == 1 and script.entries[0].question == script.title
    body = [line for n, entry in enumerate(script.entries, start=1) for line in _entry(entry, n, alone=alone)]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(script.title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{_text(script.title)}</h1>",
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _entry(entry: Entry, number: int, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield f"<h2>{_text(entry.question)}</h2>"
    if entry.at:
        yield f'<p class="facts">{_text(entry.at)}</p>'
    if entry.answer is None:
        yield "<p>Stopped before its end.</p>"
        return
    yield from _answer(entry.answer, number)


def _answer(answer: Answer, number: int) -> Iterator[str]:
    yield from (f"<p>{_text(line)}</p>" for line in said(answer))
    if answer.sentences:
        sentences = []
        for each in answer.sentences:
            marks = "".join(f'<a href="#s{number}-{n}">[{n}]</a>' for n in each.citations)
            doubt = ' <em class="doubt">(not supported by its sources)</em>'
            sentences.append(f"{_text(each.text)} {marks}{doubt if each.support is Support.UNSUPPORTED else ''}")
        yield f"<p>{' '.join(sentences)}</p>"
    if answer.citations:
        yield "<h3>Sources</h3><ol>"
        yield from (_citation(each, number) for each in answer.citations)
        yield "</ol>"
    for heading, listed in (("Dates", date_lines(answer)), ("What was searched", search_lines(answer))):
        if listed:
            items = "".join(f"<li>{_text(line)}</li>" for line in listed)
            yield f'<h3>{heading}</h3><ul class="facts">{items}</ul>'


def _citation(citation: Citation, number: int) -> str:
    link = ""
    if is_link(citation.url):
        address = _text(citation.url)
        link = f' <a href="{address}" rel="noopener noreferrer">{address}</a>'
    elif citation.url:
        link = f" {_text(citation.url)}"
    return (
        f'<li id="s{number}-{citation.n}"><q>{_text(quote_of(citation))}</q>'
        f"<cite>{_text(place_of(citation))}{link}</cite></li>"
    )


def _text(text: str) -> str:
    return escape(UNPRINTABLE.sub("", text))
