"""A tree of HTML or news markup to text: a blank line between blocks, none of the markup.

Works on elements of lxml and of ElementTree alike, without recursion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "local_name", "looks_like_html", "text_of_html", "text_of_tree"]

BLOCK_NAMES = """
    address article aside blockquote block body body.content bq bq2 caption center dd div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hl1 hl2 hr lead li main media nav nitf-table note
    ol p pre section table tbody thead tr ul
"""
DROPPED_NAMES = """
    script style noscript template iframe object svg math head button select option textarea input
    media-metadata media-producer
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
DROPPED = frozenset(DROPPED_NAMES.split())
BREAKS = frozenset({"br"})
CELLS = frozenset({"td", "th"})
HTML = re.compile(
    r"</(p|div|span|a|b|i|em|strong|li|ul|h[1-6]|table|blockquote|section|article)\s*>|<br\s*/?>",
    re.IGNORECASE,
)


class Element(Protocol):
    """What lxml's and ElementTree's elements share."""

    @property
    def tag(self) -> object:
        """The name; something that is no text for a comment."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def tail(self) -> str | None:
        """The text after the element."""

    def __iter__(self) -> Iterator[Element]: ...


def looks_like_html(text: str) -> bool:
    """Whether a field holds HTML rather than words."""
    return HTML.search(text) is not None


def text_of_html(html: str) -> str:
    """The text of an HTML fragment; entities are resolved."""
    import lxml.html
    from lxml.etree import LxmlError

    if not html.strip():
        return ""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        data = f"<div>{html}</div>".encode("utf-8", "replace")
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (LxmlError, ValueError):
        return re.sub(r"<[^>]{0,1000}>", " ", html)
    return text_of_tree(tree)


def text_of_tree(root: Element) -> str:
    """The text of an element, a blank line between its blocks."""
    pieces: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        name = local_name(item)
        around = "\n\n" if name in BLOCKS else "\n" if name in BREAKS else "\t" if name in CELLS else ""
        after = _spaced(item.tail) if item is not root else ""
        if not name or name in DROPPED:
            stack.append(after)
            continue
        pieces.append(around)
        pieces.append(_spaced(item.text))
        stack.append(("" if name in BREAKS else around) + after)
        stack.extend(reversed(list(item)))
    return _tidy("".join(pieces))


def local_name(element: Element) -> str:
    """The tag without its namespace, in small letters; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _tidy(text: str) -> str:
    cells = (line.split("\t") for line in text.split("\n"))
    joined = "\n".join("\t".join(" ".join(cell.split()) for cell in line).strip() for line in cells)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
