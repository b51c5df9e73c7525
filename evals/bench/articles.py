"""Articles to measure with: those of a file, and as many more as are wanted, made of their words.

A made article is a chain of pieces of 4 to 9 words: each piece goes on where the last word of the one before stands
elsewhere. So words are as frequent as in the real articles, hardly a sentence stands twice, and nothing is a copy of
anything. The same seed makes the same articles.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

__all__ = ["NewsArticle", "made_articles", "read_articles", "write_articles"]

PIECE_WORDS = (4, 9)
PARAGRAPH_SENTENCES = 2
TITLE_WORDS = 9
ENDS = (".", "!", "?", ".”", '."')


class NewsArticle(BaseModel):
    """One line of a file of articles."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    title: str
    text: str
    published: str = ""
    source: str = ""

    @field_validator("published", "source", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return "" if value is None else value


def read_articles(path: Path) -> list[NewsArticle]:
    """The articles of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [NewsArticle.model_validate_json(line) for line in lines]


def write_articles(articles: Iterable[NewsArticle], path: Path) -> None:
    """Write them as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for each in articles:
            file.write(json.dumps(each.model_dump(), ensure_ascii=False) + "\n")


def made_articles(
    like: Sequence[NewsArticle], count: int, seed: int, words: int | None = None
) -> Iterator[NewsArticle]:
    """So many articles of the words of others, with their dates and outlets; `words` long, or as long as they are.

    Raises: ValueError when there is not a word to begin with.
    """
    chooser = random.Random(seed)  # noqa: S311 - the same articles every time is what is wanted
    chain = _Chain(like)
    for number in range(count):
        model = chooser.choice(like)
        yield NewsArticle(
            id=f"made-{seed}-{number}",
            title=" ".join(chain.words(chooser, TITLE_WORDS)),
            text=chain.text(chooser, words or max(len(model.text.split()), 1)),
            published=model.published,
            source=model.source,
        )


class _Chain:
    """The words of all articles in a row, and where each of them stands."""

    def __init__(self, articles: Sequence[NewsArticle]) -> None:
        self._words = [word for article in articles for word in article.text.split()]
        if not self._words:
            raise ValueError("articles without a word")
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)
        self._begins = [0, *(place + 1 for place, word in enumerate(self._words[:-1]) if word.endswith(ENDS))]

    def words(self, chooser: random.Random, least: int) -> list[str]:
        """A chain of at least so many words, from the beginning of a sentence."""
        found: list[str] = []
        place = chooser.choice(self._begins)
        while len(found) < least:
            piece = self._words[place : place + chooser.randint(*PIECE_WORDS)]
            found += piece
            elsewhere = self._places[piece[-1]]
            place = chooser.choice(elsewhere) + 1
            if place >= len(self._words):
                place = chooser.choice(self._begins)
        return found

    def text(self, chooser: random.Random, least: int) -> str:
        """The same as paragraphs of a few sentences."""
        words = self.words(chooser, least)
        ends = [place + 1 for place, word in enumerate(words) if word.endswith(ENDS)][
            PARAGRAPH_SENTENCES - 1 :: PARAGRAPH_SENTENCES
        ]
        edges = [0, *ends[: bisect_left(ends, len(words))], len(words)]
        return "\n\n".join(" ".join(words[first:last]) for first, last in pairwise(edges))
