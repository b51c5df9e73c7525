"""A stand-in for the assistant that is measured: it finds and answers what the test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from assistant.answers import Answer
from index.articles import Article, Passage
from index.retrieval import ScoredPassage
from tests.evals.making import a_refusal


class Scripted:
    """Answers by question; refuses what it was told nothing about. Keeps what it was asked."""

    def __init__(
        self,
        found: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        self._found = found or {}
        self._answers = answers or {}
        self.searched: list[tuple[str, int, str | None]] = []
        self.asked: list[tuple[str, str | None]] = []

    def search(self, question: str, *, k: int, as_of: str | None = None) -> list[ScoredPassage]:
        self.searched.append((question, k, as_of))
        pairs = list(self._found.get(question, ()))[:k]
        return [a_find(identity, text, rank) for rank, (identity, text) in enumerate(pairs, start=1)]

    def ask(self, question: str, *, as_of: str | None = None) -> Answer:
        self.asked.append((question, as_of))
        return self._answers.get(question) or a_refusal()


def a_find(identity: str, text: str, rank: int) -> ScoredPassage:
    article = Article(
        id=identity,
        title="",
        text=text,
        loaded_at=datetime(2026, 1, 1, tzinfo=UTC),
        content_hash="h",
        story_id=identity,
    )
    passage = Passage(identity, 0, 0, len(text), text, 1)
    return ScoredPassage(passage=passage, article=article, score=1 / rank, rank=rank, similarity=0.0)
