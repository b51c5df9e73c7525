"""The front door: odd questions, missing parts, several askers at once, and settings that leave a trace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.answers import Answer, Usage
from assistant.settings import Settings
from index.embedding import HashingEmbedder
from index.errors import IndexStale, LibraryMissing, UsageError
from index.retrieval import RetrievalSettings
from tests.assistant.questions.test_questions import ODD
from tests.assistant.story_making import FISH, STALLED, STEEL, draft, fish_and_steel, library_of

STALL = "When did talks stall and why?"
QUESTIONS = [
    STALL,
    "Who is Ada Brook?",
    "How much is the levy on tuna?",
    "Why did the mill close a furnace?",
    "What did the European Commission say?",
    "What happened to steel orders in June 2019?",
]


@pytest.fixture(scope="module")
def parley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with fish_and_steel(tmp_path_factory.mktemp("fish")) as opened:
        yield opened


def timeless(answer: Answer) -> str:
    return answer.model_copy(update={"usage": Usage()}).model_dump_json()


# odd questions


@pytest.mark.parametrize("question", ODD, ids=[ascii(each)[:30] for each in ODD])
def test_odd_questions_are_answered_refused_or_said_to_be_none(parley: Assistant, question: str) -> None:
    if not any(letter.isalnum() for letter in question):
        with pytest.raises(UsageError, match="is no question"):
            parley.ask(question)
        assert parley.search(question) == []
        return
    answer = parley.ask(question, as_of="2019-07-31")
    assert answer.text
    assert bool(answer.citations) != answer.refused
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    for citation in answer.citations:
        article = parley.article(citation.article_id)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.quote


def test_a_long_question_is_answered_with_a_word_about_its_cut(parley: Assistant) -> None:
    answer = parley.ask("When did talks stall and why? " * 4000, as_of="2019-07-31")
    assert any("cut from" in warning for warning in answer.warnings)
    assert len(answer.query.question) == 2000


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"since": "2019-08-01", "until": "2019-07-01"}, "since 2019-08-01 is later than until 2019-07-01; swap them"),
        ({"as_of": "soon"}, "as_of: 'soon' is not a date"),
        ({"as_of": "2019-02-30"}, "as_of: '2019-02-30' is not a day that exists"),
        ({"since": ""}, "since: '' is not a date"),
        ({"until": "31.12.2019"}, "until: '31.12.2019' is not a date"),
        ({"k": 0}, "k cannot be 0; give 1 to 1000"),
        ({"k": 1001}, "k cannot be 1001"),
    ],
)
def test_what_cannot_be_meant_is_said(parley: Assistant, given: dict[str, Any], words: str) -> None:
    for ask in (parley.ask, parley.search):
        with pytest.raises(UsageError) as caught:
            ask(STALL, **given)
        assert words in str(caught.value)


def test_a_month_as_wall_is_its_last_day_and_as_until_includes_it(parley: Assistant) -> None:
    assert parley.ask(STALL, as_of="2019-07").query.as_of == date(2019, 7, 31)
    assert parley.ask(STALL, as_of=date(2019, 7, 31)).query.as_of == date(2019, 7, 31)
    assert {hit.article.id for hit in parley.search("talks steel", since="2019-07", until="2019-07")} == {
        "fish",
        "steel",
    }
    assert parley.search("talks steel", until="2019-06") == []


def test_an_as_of_in_the_future_is_no_fault(parley: Assistant) -> None:
    assert parley.ask(STALL, as_of="2999-12-31").citations[0].quote == STALLED


# missing parts


def test_an_empty_library_asks_for_articles(tmp_path: Path) -> None:
    with library_of(tmp_path) as parley:
        for ask in (parley.ask, parley.search):
            with pytest.raises(LibraryMissing, match="parley load"):
                ask(STALL)
        assert parley.articles() == []


def test_no_library_is_said_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="no library at"):
        Assistant.open(tmp_path / "none", embedding="hashing", create=False)
    assert not (tmp_path / "none").exists()


def test_without_vectors_the_answer_is_the_same_and_says_so(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        before = parley.ask(STALL, as_of="2019-07-31")
    for generation in (tmp_path / "indexes").iterdir():
        if generation.is_dir():
            shutil.rmtree(generation / "vectors")
    with Assistant.open(tmp_path, embedding="hashing") as parley:
        after = parley.ask(STALL, as_of="2019-07-31")
    assert after.text == before.text
    assert after.citations == before.citations
    [warning] = after.warnings
    assert warning.startswith("searched by keywords only")


def test_without_any_index_it_says_what_to_do_and_a_rebuild_helps(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        before = parley.ask(STALL, as_of="2019-07-31")
    shutil.rmtree(tmp_path / "indexes")
    with Assistant.open(tmp_path, embedding="hashing") as parley:
        with pytest.raises(IndexStale, match="parley rebuild"):
            parley.ask(STALL)
        assert parley.rebuild() == 2
        assert timeless(parley.ask(STALL, as_of="2019-07-31")) == timeless(before)


def test_a_removed_article_is_cited_no_more(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        assert parley.remove(["fish", "unknown"]) == 1
        assert parley.ask(STALL, as_of="2019-07-31").refused
        assert parley.article("fish") is None


# several askers


def test_eight_threads_get_the_answers_that_one_gets(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley:
        expected = [timeless(parley.ask(each, as_of="2019-07-31")) for each in QUESTIONS]
    with Assistant.open(tmp_path, embedding="hashing") as parley, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda each: timeless(parley.ask(each, as_of="2019-07-31")), QUESTIONS * 8))
    assert answers == expected * 8


def test_asking_goes_on_while_another_thread_loads(tmp_path: Path) -> None:
    with fish_and_steel(tmp_path) as parley, ThreadPoolExecutor(3) as threads:
        load = threads.submit(parley.load, [draft(f"{STEEL} Later.", id="more", title="More", day="2018-01-01")])
        answers = list(threads.map(lambda _: parley.ask(STALL, as_of="2019-07-31"), range(40)))
        assert load.result().added == 1
    assert {answer.citations[0].quote for answer in answers} == {STALLED}


# settings that leave a trace


def fingerprint(folder: Path, **changed: Any) -> str:
    with Assistant(Settings(library=folder, **{"embedding": "hashing", **changed})) as parley:
        if not parley.library.counts()[0]:
            parley.load([draft()])
        return parley.ask(STALL).fingerprint


def test_the_fingerprint_changes_with_the_settings_that_make_an_answer(tmp_path: Path) -> None:
    same = {fingerprint(tmp_path) for _ in range(2)}
    assert len(same) == 1
    changed = [
        fingerprint(tmp_path, k=7),
        fingerprint(tmp_path, retrieval=RetrievalSettings(recency_weight=0)),
        fingerprint(tmp_path, retrieval=RetrievalSettings(dense_weight=0)),
    ]
    assert len({*same, *changed}) == 4


def test_the_fingerprint_changes_with_the_embedder(tmp_path: Path) -> None:
    prints = set()
    for dimensions in (16, 32):
        settings = Settings(library=tmp_path / str(dimensions))
        with Assistant(settings, embedder=HashingEmbedder(dimensions)) as parley:
            parley.load([draft()])
            prints.add(parley.ask(STALL).fingerprint)
    assert len(prints) == 2


def test_the_settings_k_holds_unless_another_is_given(tmp_path: Path) -> None:
    text = "\n\n".join(f"{FISH} {n}" for n in range(12))
    with Assistant(Settings(library=tmp_path, embedding="hashing", k=2)) as parley:
        parley.load([draft(text)])
        assert len(parley.search("tuna")) == 2
        assert len(parley.search("tuna", k=3)) == 3
        assert parley.ask(STALL, k=3).query.k == 3
        assert parley.ask(STALL).query.k == 2
