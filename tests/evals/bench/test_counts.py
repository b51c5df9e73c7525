"""How much work loading and asking do, in counts: unlike times they are the same on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from assistant import Assistant, Settings
from assistant.language.identities import identity_asked
from assistant.questions import understand
from evals.bench.articles import write_articles
from evals.bench.material import DatedQuestion, Material, material_of
from index.embedding import HashingEmbedder, Vectors
from index.keywords import KeywordIndex
from index.vectors import VectorIndex

ARTICLES = 70
MOST_STATEMENTS_AN_ARTICLE = 9
MOST_STATEMENTS_AN_ANSWER = 40


class _Counting(HashingEmbedder):
    def __init__(self) -> None:
        super().__init__(32)
        self.passages = self.questions = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.passages += len(texts)
        return super().embed(texts)

    def embed_query(self, text: str) -> Vectors:
        self.questions += 1
        vector: Vectors = super().embed([text])[0]
        return vector


@pytest.fixture(scope="module")
def material() -> Material:
    return material_of(None, ARTICLES)


@pytest.fixture
def opened(tmp_path: Path, material: Material) -> Iterator[tuple[Assistant, _Counting, Path]]:
    embedder = _Counting()
    file = tmp_path / "articles.jsonl"
    write_articles(material.articles, file)
    with Assistant(Settings(library=tmp_path / "library"), embedder=embedder) as parley:
        yield parley, embedder, file


def _statements(parley: Assistant) -> list[str]:
    said: list[str] = []
    event.listen(parley.library.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


def test_loading_embeds_each_passage_once_and_again_nothing(opened: tuple[Assistant, _Counting, Path]) -> None:
    parley, embedder, file = opened
    said = _statements(parley)
    parley.load([file])
    passages = parley.library.counts()[1]
    assert passages > ARTICLES
    assert embedder.passages == passages
    assert len(said) <= MOST_STATEMENTS_AN_ARTICLE * ARTICLES
    said.clear()
    parley.load([file])
    assert embedder.passages == passages
    assert len(said) <= ARTICLES


def _looks_once(asked: DatedQuestion) -> bool:
    """Whether it is no question for which more passages may be looked at: about a period, or about who somebody is."""
    understood = understand(asked.question, as_of=date.fromisoformat(asked.as_of))
    return understood.window is None and not identity_asked(asked.question)


def test_an_answer_searches_each_index_once_and_asks_the_database_a_fixed_number_of_times(
    opened: tuple[Assistant, _Counting, Path], material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    parley, embedder, file = opened
    parley.load([file])
    calls: Counter[str] = Counter()
    for owner, name in ((VectorIndex, "search"), (KeywordIndex, "search_passages"), (KeywordIndex, "search_articles")):
        whole = getattr(owner, name)

        def counted(*given: object, _whole: Any = whole, _name: str = name, **named: object) -> object:
            calls[_name] += 1
            return _whole(*given, **named)

        monkeypatch.setattr(owner, name, counted)
    said = _statements(parley)
    plain = [each for each in material.questions if each.question.startswith(("Who", "What")) and _looks_once(each)][
        :10
    ]
    assert len(plain) == 10
    for each in plain:
        calls.clear()
        said.clear()
        embedder.questions = embedder.passages = 0
        parley.ask(each.question, as_of=each.as_of, mode="extractive")
        assert embedder.questions == 1
        assert embedder.passages == 0
        assert calls["search_passages"] == calls["search_articles"] == 1
        assert 1 <= calls["search"] <= 2, "one fetch, or a wider one where little of it passes"
        assert len([one for one in said if one != "BEGIN"]) <= MOST_STATEMENTS_AN_ANSWER
