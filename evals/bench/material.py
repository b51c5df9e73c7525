"""What a measurement is made over: articles and questions of a folder that a user has, or made of the project's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.bench.articles import NewsArticle, made_articles, read_articles
from evals.gold_corpus import read_corpus
from evals.suites import find_suites
from index.errors import UsageError

__all__ = ["DatedQuestion", "Material", "material_of"]

MADE_WORDS = 1500
"""Of a made article, as of those of `news`; the project's own have a fifth of that."""
MADE = 2000
SEED = 7


class DatedQuestion(BaseModel):
    """A question and the day on which it is asked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    as_of: str


class Material(BaseModel):
    """Articles, and questions about them."""

    model_config = ConfigDict(frozen=True)

    name: str
    articles: tuple[NewsArticle, ...]
    questions: tuple[DatedQuestion, ...]

    def times(self, count: int) -> list[NewsArticle]:
        """So many times the articles: themselves, and more that are made of their words."""
        return [*self.articles, *made_articles(self.articles, len(self.articles) * (count - 1), SEED)]


def material_of(data: Path | None, articles: int | None = None) -> Material:
    """What stands in `data/news`, or without data as much made of the project's sample articles.

    `articles` limits how many. Raises: UsageError when the folder holds no such files.
    """
    if data is None:
        return _made(articles or MADE)
    folder = data / "news" if (data / "news").is_dir() else data
    try:
        found = read_articles(folder / "articles.jsonl")[:articles]
        with (folder / "questions.jsonl").open(encoding="utf-8") as lines:
            questions = [DatedQuestion.model_validate(json.loads(line)) for line in lines]
    except OSError as error:
        raise UsageError(
            f"{error.filename!r} cannot be read ({error.strerror})",
            hint="give a folder with articles.jsonl and questions.jsonl",
        ) from error
    return Material(name=f"{len(found)} articles of {folder.name}", articles=tuple(found), questions=tuple(questions))


def _made(count: int) -> Material:
    suites = find_suites(())
    own = [
        NewsArticle(
            id=each.id, title=each.title, text=each.text, published=each.published.value or "", source=each.source
        )
        for corpus in sorted({suite.corpus for suite in suites})
        for each in read_corpus(corpus).by_id.values()
    ]
    questions: Sequence[DatedQuestion] = [
        DatedQuestion(question=case.question, as_of=case.as_of.isoformat())
        for suite in suites
        for case in suite.cases
        if not case.history
    ]
    made = tuple(made_articles(own, count, SEED, MADE_WORDS))
    return Material(name=f"{count} articles made of the sample's words", articles=made, questions=tuple(questions))
