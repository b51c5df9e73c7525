"""An article as it stands beside the answer, the quoted words lit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.web.page.markup import rendered
from index.articles import Article

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["article_markup", "lit_paragraphs"]

Piece = tuple[str, bool]
"""Some text, and whether it is lit."""
BLANK = re.compile(r"\n[ \t]*\n\s*")


def article_markup(parley: Assistant, article_id: str, start: int = 0, end: int = 0) -> str:
    """The whole article with `text[start:end]` lit; says so in words when the article is gone."""
    article = parley.article(article_id)
    if article is None:
        return rendered("gone")
    copies = [each for each in parley.library.members([article.story_id]).get(article.story_id, []) if each != article]
    return rendered("reader", article=article, copies=copies, paragraphs=list(lit_paragraphs(article, start, end)))


def lit_paragraphs(article: Article, start: int, end: int) -> Iterator[list[Piece]]:
    """The paragraphs of the text, those letters lit that stand from `start` to `end`; nothing is left out."""
    text = article.text
    for first, last in _paragraphs(text):
        lit = min(max(start, first), last)
        dark = min(max(end, lit), last)
        pieces = ((text[first:lit], False), (text[lit:dark], True), (text[dark:last], False))
        yield [piece for piece in pieces if piece[0]]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends; the blank lines between them belong to none."""
    at = 0
    for blank in BLANK.finditer(text):
        yield at, blank.start()
        at = blank.end()
    yield at, len(text)
