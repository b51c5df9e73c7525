"""A timeline as one HTML page: the picture, then every event with the words it rests on. No scripts, no requests."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from assistant.answers import Citation
from assistant.timelines.models import StateKind, Timeline, TimelineEvent
from assistant.timelines.picture import STYLE as PICTURE_STYLE
from assistant.timelines.picture import UNPRINTABLE, picture
from assistant.timelines.wording import about_gap, about_search, day_words, state_words

__all__ = ["page"]

STYLE = """
:root{color-scheme:light dark;--ink:#1d2530;--soft:#5c6775;--line:#d9dee5;--paper:#fff;--link:#1f5fae}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--line:#333c47;--paper:#14181e;--link:#7db4f5}}
body{margin:0;background:var(--paper);color:var(--ink);
 font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:76rem;margin:auto;padding:1.25rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:0 0 .75rem}
.facts{color:var(--soft);font-size:.9rem;margin:0 0 1.5rem}
.parts{display:grid;gap:2rem}
svg.timeline{width:100%;max-width:34rem;height:auto;display:block}
ol{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line);padding:.8rem 0}
time{font-weight:600}
.state{font-size:.85rem;color:var(--soft);margin-left:.5rem}
li p{margin:.2rem 0}
details{margin-top:.35rem;font-size:.92rem}
summary{cursor:pointer;color:var(--soft)}
blockquote{margin:.6rem 0;padding-left:.8rem;border-left:3px solid var(--line)}
cite{display:block;font-style:normal;color:var(--soft);font-size:.88rem}
a{color:var(--link)}
@media (min-width:64rem){.parts{grid-template-columns:minmax(0,34rem) minmax(0,1fr);align-items:start}}
"""
ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def page(timeline: Timeline) -> str:
    """The whole document."""
    style = PICTURE_STYLE + STYLE
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'"
    cited = {each.n: each for each in timeline.citations}
    facts = [*about_gap(timeline), about_search(timeline), *timeline.warnings]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(timeline.topic)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{_text(timeline.topic)}</h1>",
            f'<p class="facts">{"<br>".join(_text(f"{each}.") for each in facts)}</p>',
            *(_parts(timeline, cited) if timeline.events else [f"<p>{_text(_none(timeline))}</p>"]),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _parts(timeline: Timeline, cited: dict[int, Citation]) -> Iterator[str]:
    yield '<div class="parts">'
    yield f"<div>{picture(timeline, styled=False)}</div>"
    yield "<section><h2>Events and the words they rest on</h2><ol>"
    for event in timeline.events:
        yield _item(event, cited)
    yield "</ol></section></div>"


def _none(timeline: Timeline) -> str:
    return f"No events: {timeline.refusal_reason}."


def _item(event: TimelineEvent, cited: dict[int, Citation]) -> str:
    told = f'<p class="state">{_text(words)}</p>' if (words := state_words(event)) else ""
    state = "" if event.state is StateKind.DONE else f'<span class="state">{event.state}</span>'
    count = len(event.citations)
    outlets = "1 outlet" if event.independent_sources == 1 else f"{event.independent_sources} independent outlets"
    return (
        f"<li><time>{_text(day_words(event))}</time>{state}<p>{_text(event.text)} {_numbers(event)}</p>"
        f"{told}"
        f"<details><summary>{count} quote{'' if count == 1 else 's'}, {outlets}</summary>"
        f"{''.join(_quote(cited[n]) for n in event.citations)}</details></li>"
    )


def _numbers(event: TimelineEvent) -> str:
    return "".join(f"[{n}]" for n in event.citations)


def _quote(citation: Citation) -> str:
    title = _text(citation.title or "untitled")
    if ADDRESS.fullmatch(citation.url):
        title = f'<a href="{_text(citation.url)}" rel="noopener noreferrer">{title}</a>'
    place = f"{citation.article_id}:{citation.start}-{citation.end}"
    copies = f", and {len(citation.also_in)} copied" if citation.also_in else ""
    return (
        f"<blockquote>[{citation.n}] “{_text(citation.quote)}”<cite>{_text(citation.source or 'unnamed outlet')}, "
        f"{title}, {_text(str(citation.published))}, {_text(place)}{copies}</cite></blockquote>"
    )


def _text(text: str) -> str:
    return escape(UNPRINTABLE.sub("", text))


def _digest(style: str) -> str:
    return b64encode(hashlib.sha256(style.encode()).digest()).decode()
