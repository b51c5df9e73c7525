"""A web page: its main text without menus and notices, and what its markup says about it."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from typing import Any

from index.articles import Draft, clean_text
from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.decoding import decode
from index.readers.drafting import make_draft, one_line, skipped
from index.readers.page_metadata import page_metadata
from index.readers.raw_input import RawInput

__all__ = ["read_html"]

META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
NOTICE_CHARACTERS = 800
"""An error page or a consent notice says no more than this; an article about them does."""
ERROR_PAGE = re.compile(
    r"\W*(?:error\W*)?(?:40\d|410|429|50\d)"
    r"(?:\W*(?:error|not found|forbidden|page|gone|bad|internal|service|gateway|too many|unauthori[sz]ed)\b.*)?\W*"
    r"|.{0,40}\b(?:not found|no longer (?:available|exists)|access denied|forbidden|just a moment"
    r"|attention required|security check|service unavailable|bad gateway|internal server error"
    r"|are you (?:a )?(?:human|robot)|verify (?:that )?you are .{0,20})\s*(?:[|:!?.…–—-].{0,40})?",
    re.IGNORECASE,
)
"""Titles as a whole: `500 companies ask for relief` is news."""
ERROR_TEXT = re.compile(
    r"the page (?:that )?you (?:are looking|requested|were looking)|page .{0,40}(?:not|n['’]t) be found"
    r"|page (?:was )?not found|(?:enable|turn on|requires) javascript|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|unusual (?:traffic|activity) from your",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"cookie|consent|tracking technolog|privacy (?:policy|settings|choices)|advertising partners"
    r"|accept all|reject all|manage (?:my )?(?:options|preferences|settings)",
    re.IGNORECASE,
)
TO_THE_READER = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?。！？…][\"”’')\]]*$")


def read_html(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article from one page; a page without one is skipped with the reason."""
    data = raw.read_all(options.max_file_mb, "max_file_mb")
    declared = META_CHARSET.search(raw.head[:4096]) or XML_CHARSET.search(raw.head[:200])
    decoded = decode(data, raw.charset or (declared.group(1).decode() if declared else ""))
    tree = _tree(clean_text(decoded.text))
    if tree is None:
        yield skipped(raw.place, "no text")
        return
    page = page_metadata(tree, raw.url)
    text = _main_text(tree, page.title)
    if why := _no_article(text, page.title):
        yield skipped(raw.place, why)
        return
    yield make_draft(
        place=raw.place,
        text=text,
        title=page.title,
        source=page.source,
        author=page.author,
        url=page.url,
        language=page.language,
        dates=page.dates,
        notes=(decoded.note, *page.doubts),
    )


def _tree(html: str) -> Any:
    import lxml.html
    from lxml.etree import LxmlError

    if not html.strip():
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"the HTML cannot be read: {error}") from error


def _main_text(tree: Any, title: str) -> str:
    """The article's paragraphs, a blank line between them; the title is not repeated."""
    import trafilatura
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    config = use_config()
    # Below these sizes trafilatura falls back to one paragraph of everything on the page.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    found = trafilatura.bare_extraction(copy.deepcopy(tree), include_comments=False, config=config)
    text = str(getattr(found, "text", None) or "")
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line]
    if kept and title and one_line(kept[0]).casefold() == title.casefold():
        kept = kept[1:]
    return "\n\n".join(kept)


def _no_article(text: str, title: str) -> str:
    """Why the main text is no article; empty when it is one."""
    if not text.strip():
        return "no article in the page"
    if len(text) < NOTICE_CHARACTERS:
        if ERROR_PAGE.fullmatch(title) or ERROR_TEXT.search(text):
            return f"an error page, not an article: {(title or text)[:60]!r}"
        lines = [line for line in text.split("\n") if line]
        about_consent = sum(len(line) for line in lines if CONSENT.search(line) and TO_THE_READER.search(line))
        if about_consent > 0.5 * sum(len(line) for line in lines):
            return "only a cookie or consent notice, no article"
    if not any(SENTENCE.search(line) and len(line) > 20 for line in text.split("\n")):
        return "no article in the page, only headings and links"
    return ""
