"""Passages come best first, one story at a time, newest preferred where that is wanted, from the right days only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Draft
from index.dates import DateInterval, DateOrigin, Precision, PublicationDate
from index.errors import IndexStale
from index.filters import SearchFilter
from index.library import Library, StoredArticle
from index.readers import ReadOptions
from index.retrieval import Found, Query, RetrievalSettings, Retriever

from .index_making import indexes_in, loader_in, stored, write_records

TODAY = date(2019, 12, 31)
STEEL = "Steel tariffs rose in the valley and the mills closed one furnace after another, officials said at noon."


class Corpus:
    """A library in a folder and a retriever over it."""

    def __init__(self, folder: Path, **weights: float) -> None:
        self.folder = folder
        self.library = Library.in_folder(folder)
        self.indexes = indexes_in(folder)
        self.retriever = Retriever(self.library, self.indexes, RetrievalSettings(**weights))

    def find(self, text: str, *, today: date = TODAY, **given_: object) -> Found:
        return self.retriever.retrieve(Query(text=text, today=today, **given_))

    def order(self, text: str, *, today: date = TODAY, **given_: object) -> list[str]:
        found = self.find(text, today=today, **given_)
        return list(dict.fromkeys(each.article.id for each in found.passages))

    def close(self) -> None:
        self.indexes.close()
        self.library.close()


def load(folder: Path, *drafts: Draft, **weights: float) -> Corpus:
    folder.mkdir(exist_ok=True)
    loader_in(folder).load(list(drafts), ReadOptions())
    return Corpus(folder, **weights)


def draft(identity: str, text: str = STEEL, day: str | None = "2019-06-01", source: str = "Cape Ledger") -> Draft:
    dates = (PublicationDate.of(day, DateOrigin.METADATA),) if day else ()
    return Draft(text=text, place="", id=identity, title=f"Note {identity}", source=source, dates=dates)


def between(first: str, last: str) -> DateInterval:
    return DateInterval(first=date.fromisoformat(first), last=date.fromisoformat(last), precision=Precision.RANGE)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("many")
    loader_in(folder).load([str(write_records(folder / "records.jsonl", 60))], ReadOptions())
    corpus = Corpus(folder)
    yield corpus
    corpus.close()


QUERIES = st.lists(
    st.sampled_from("tariff steel soybeans truce quota Beijing aluminium zanzibar the 2019 “ * : ( 谈判".split()),
    max_size=6,
).map(" ".join)
WINDOWS = st.none() | st.builds(
    lambda first, days: DateInterval(first=first, last=first + timedelta(days=days), precision=Precision.RANGE),
    st.dates(date(2018, 12, 1), date(2020, 1, 31)),
    st.integers(0, 200),
)
WHERE = st.builds(
    SearchFilter,
    not_after=st.none() | st.dates(date(2018, 12, 1), date(2020, 1, 31)),
    window=WINDOWS,
    sources=st.lists(st.sampled_from(["Cape Ledger", "the examiner", "Nobody"]), max_size=2).map(tuple),
)


@given(
    st.builds(
        Query,
        text=QUERIES,
        k=st.integers(1, 40),
        where=WHERE,
        today=st.just(TODAY),
        recency=st.booleans(),
        prefer=WINDOWS,
    )
)
@settings(max_examples=60)
def test_any_query_gives_at_most_k_exact_passages_ranked_from_1_that_the_filter_lets_pass(
    many: Corpus, query: Query
) -> None:
    found = many.retriever.retrieve(query)
    where = query.where
    assert found.warnings == ()
    passages = found.passages
    assert len(passages) <= query.k
    assert [each.rank for each in passages] == list(range(1, len(passages) + 1))
    assert len({each.passage.id for each in passages}) == len(passages)
    for each in passages:
        assert each.article.text[each.passage.start : each.passage.end] == each.passage.text
        assert each.passage.article_id == each.article.id
        days = each.article.published.interval
        assert days is not None
        assert where.not_after is None or (days.last is not None and days.last <= where.not_after)
        assert where.window is None or days.overlaps(where.window)
        assert not where.sources or each.article.source.lower() in {source.lower() for source in where.sources}
        assert -1 - 1e-6 <= each.similarity <= 1 + 1e-6


@given(QUERIES, st.integers(1, 60))
@settings(max_examples=40)
def test_the_head_of_each_story_comes_before_any_copy_and_each_part_is_best_first(
    many: Corpus, text: str, k: int
) -> None:
    passages = many.find(text, k=k).passages
    heads: dict[str, str] = {}
    is_copy = [heads.setdefault(each.article.story_id, each.article.id) != each.article.id for each in passages]
    assert is_copy == sorted(is_copy)
    for part in (False, True):
        scores = [each.score for each, copy in zip(passages, is_copy, strict=True) if copy is part]
        assert scores == sorted(scores, reverse=True)


@given(QUERIES, st.integers(1, 30))
@settings(max_examples=20)
def test_a_smaller_k_is_the_beginning_of_a_larger_one(many: Corpus, text: str, k: int) -> None:
    few, more = ([each.passage.id for each in many.find(text, k=size).passages] for size in (k, k + 10))
    assert more[:k] == few


def test_there_are_copies_to_tell_apart(many: Corpus) -> None:
    passages = many.find("tariff steel", k=200).passages
    assert len({each.article.story_id for each in passages}) < len({each.article.id for each in passages})


def test_the_rest_of_a_heads_article_comes_before_its_copy(tmp_path: Path) -> None:
    long = "\n\n".join(f"{STEEL} Part {part} of the story tells of steel and of quota {part}." for part in range(12))
    corpus = load(
        tmp_path,
        draft("first", long, "2019-12-30"),
        draft("copy", f"{long}\n\nMore later.", "2019-12-29"),
        draft("other", "Tuna steel was seen.", "1990-01-01"),
    )
    order = [each.article.id for each in corpus.find("steel tariffs quota", k=100).passages]
    assert order.count("first") > 1
    assert order.index("copy") == order.count("first") + 1
    assert set(order[order.index("copy") :]) == {"copy"}
    corpus.close()


def test_places_are_spent_on_different_stories(tmp_path: Path) -> None:
    copies = [draft(f"copy{n}", STEEL, f"2019-12-2{n}", f"Post {n}") for n in range(6)]
    others = [
        draft("mills", "Steel mills in Callow hired two hundred men in spring, the owners said.", "2019-12-20"),
        draft("ships", "Two steel ships were launched at Port Elder before a crowd of children.", "2019-12-20"),
        draft("rails", "The railway bought steel rails from Ostland for the line to the coast.", "2019-12-20"),
    ]
    corpus = load(tmp_path, *copies, *others)
    passages = corpus.find("steel tariffs rose in the valley", k=4).passages
    assert len({each.article.story_id for each in passages}) == 4
    corpus.close()


VERSIONS = {
    "first": (STEEL, "2019-12-29"),
    "corrected": (f"(Corrects number of mills in first paragraph)\n\n{STEEL}", "2019-12-28"),
    "later": (f"{STEEL}\n\nCorrection: an earlier version misnamed the valley.", "2019-12-30"),
    "copy": (STEEL, "2019-12-31"),
}


@pytest.mark.parametrize(
    ("loaded", "head"),
    [
        (("first", "copy"), "copy"),
        (("first", "corrected", "copy"), "corrected"),
        (("copy", "later", "corrected", "first"), "later"),
    ],
)
def test_the_newest_corrected_version_stands_for_its_story(tmp_path: Path, loaded: tuple[str, ...], head: str) -> None:
    corpus = load(tmp_path, *(draft(name, *VERSIONS[name], f"{name} post") for name in loaded))
    order = corpus.order("steel tariffs rose in the valley")
    assert order[0] == head
    assert set(order) == set(loaded)
    corpus.close()


def test_before_the_correction_the_first_version_stands(tmp_path: Path) -> None:
    corpus = load(tmp_path, *(draft(name, *VERSIONS[name], f"{name} post") for name in ("first", "later")))
    wall = SearchFilter(not_after=date(2019, 12, 29))
    assert corpus.order("steel tariffs rose in the valley", where=wall) == ["first"]
    corpus.close()


def test_of_articles_alike_the_newest_comes_first_and_an_undated_one_last(tmp_path: Path) -> None:
    texts = {n: f"{STEEL} {word}" for n, word in enumerate("Alpha Bravo Carol Delta".split())}
    corpus = load(
        tmp_path,
        draft("old", texts[0], "2015-01-01"),
        draft("new", texts[1], "2019-12-30"),
        draft("month", texts[2], "2019-11"),
        draft("undated", texts[3], None),
    )
    k, query = 10, "steel tariffs rose in the valley"
    assert corpus.order(query, k=k)[0] == "new"
    scores = {each.article.id: each.score for each in corpus.find(query, k=k).passages}
    assert scores["new"] > scores["month"] > scores["old"] > scores["undated"] > 0
    corpus.close()


def test_newness_changes_nothing_where_the_question_names_its_time(tmp_path: Path) -> None:
    drafts = (draft("best", f"{STEEL} Steel tariffs!", "1987-01-01"), draft("new", "Steel was seen.", "2019-12-30"))
    corpus = load(tmp_path, *drafts)
    assert corpus.order("steel tariffs rose", recency=False)[0] == "best"
    for weight in (0.0, 10.0):
        other = Corpus(tmp_path, recency_weight=weight)
        same = [(each.passage.id, each.score) for each in other.find("steel tariffs rose", recency=False).passages] == [
            (each.passage.id, each.score) for each in corpus.find("steel tariffs rose", recency=False).passages
        ]
        other.close()
        assert same
    corpus.close()


def test_articles_that_are_all_old_keep_their_order(tmp_path: Path) -> None:
    words = "tuna levy port envoy quota truce mills furnace".split()
    drafts = [
        draft(f"a{n}", f"Steel tariffs and {' '.join(words[: n + 1])}. {STEEL[: 20 + n]}", f"1987-{n + 1:02}-15")
        for n in range(8)
    ]
    corpus = load(tmp_path, *drafts)
    query = "steel tariffs on tuna, quota and truce"
    assert corpus.order(query, recency=True) == corpus.order(query, recency=False)
    corpus.close()


def test_the_period_asked_about_is_preferred_and_nothing_is_left_out(tmp_path: Path) -> None:
    days = {"before": "2018-01-10", "inside": "2018-03-10", "soon after": "2018-05-10", "long after": "2018-12-10"}
    corpus = load(
        tmp_path,
        *(draft(identity, f"{STEEL} {identity}.", day) for identity, day in days.items()),
    )
    march = between("2018-03-01", "2018-03-31")
    order = corpus.order("steel tariffs rose", prefer=march, recency=False)
    assert set(order) == set(days)
    assert set(order[:2]) == {"inside", "soon after"}
    scores = {each.article.id: each.score for each in corpus.find("steel", prefer=march, recency=False).passages}
    plain = {each.article.id: each.score for each in corpus.find("steel", recency=False).passages}
    assert {identity: round(scores[identity] / plain[identity], 6) for identity in days} == {
        "before": 1,
        "inside": 1.5,
        "soon after": 1.5,
        "long after": 1,
    }
    corpus.close()


def test_a_removed_article_is_never_returned_even_before_the_indexes_know(tmp_path: Path) -> None:
    corpus = load(tmp_path, draft("gone"), draft("stays", "Steel was seen.", "2019-01-01"))
    assert corpus.order("steel tariffs")[0] == "gone"
    corpus.library.remove(["gone"])
    assert corpus.indexes.keywords().counts()[0] == 2
    found = corpus.find("steel tariffs")
    assert [each.article.id for each in found.passages] == ["stays"]
    assert [each.rank for each in found.passages] == [1]
    corpus.close()


def test_a_passage_that_the_article_no_longer_has_is_left_out_and_ranks_stay_dense(tmp_path: Path) -> None:
    long = "\n\n".join(f"Steel part {part}: {STEEL}" for part in range(12))
    corpus = load(tmp_path, draft("changed", long), draft("stays", "Steel was seen.", "2019-01-01"))
    before = len(corpus.find("steel tariffs", k=100).passages)
    corpus.library.put([_shortened(corpus)])
    found = corpus.find("steel tariffs", k=100).passages
    assert len(found) < before
    assert [each.rank for each in found] == list(range(1, len(found) + 1))
    for each in found:
        assert each.article.text[each.passage.start : each.passage.end] == each.passage.text
    corpus.close()


def _shortened(corpus: Corpus) -> StoredArticle:
    article = corpus.library.get(["changed"])["changed"]
    return stored(article.model_copy(update={"text": "Steel only.", "content_hash": "another"}))


def _without(folder: Path, index: str) -> Corpus:
    for generation in (folder / "indexes").iterdir():
        if generation.is_dir():
            shutil.rmtree(generation / index)
    return Corpus(folder)


def test_without_vectors_it_finds_by_keywords_and_says_so(tmp_path: Path) -> None:
    load(tmp_path, draft("a"), draft("b", "Tuna was seen.")).close()
    corpus = _without(tmp_path, "vectors")
    found = corpus.find("steel tariffs")
    assert [each.article.id for each in found.passages] == ["a"]
    assert found.passages[0].similarity == 0
    [warning] = found.warnings
    assert "keywords only" in warning
    assert "parley rebuild" in warning
    corpus.close()


def test_without_keywords_it_finds_by_vectors_and_says_so(tmp_path: Path) -> None:
    load(tmp_path, draft("a"), draft("b", "Tuna was seen.")).close()
    corpus = _without(tmp_path, "keywords")
    found = corpus.find("steel tariffs rose in the valley")
    assert found.passages[0].article.id == "a"
    [warning] = found.warnings
    assert "without keywords" in warning
    assert corpus.retriever.rarity(["steel", "tuna"]) == {"steel": 1.0, "tuna": 1.0}
    corpus.close()


def test_without_any_index_it_says_what_to_do(tmp_path: Path) -> None:
    load(tmp_path, draft("a")).close()
    shutil.rmtree(tmp_path / "indexes")
    corpus = Corpus(tmp_path)
    with pytest.raises(IndexStale, match="parley rebuild"):
        corpus.find("steel")
    corpus.close()


def test_weights_of_0_switch_their_part_off(tmp_path: Path) -> None:
    corpus = load(tmp_path, draft("a"), draft("b", "Tuna was seen near a valley."), dense_weight=0, recency_weight=0)
    scores = {each.article.id: each.score for each in corpus.find("steel furnace").passages}
    assert scores["b"] == 0 < scores["a"]
    assert scores["a"] == pytest.approx(1 + corpus.retriever.settings.article_weight)
    corpus.close()


def test_a_rare_stem_tells_more_than_a_common_one(many: Corpus) -> None:
    rarity = many.retriever.rarity(["tariff", "zanzibar"])
    assert 0 < rarity["tariff"] < rarity["zanzibar"]


def test_what_comes_later_changes_nothing_of_how_rare_a_stem_was(tmp_path: Path) -> None:
    before = (draft("a", "Tuna was seen."), draft("b", "Steel was sold.", day="2019-05-01"))
    later = tuple(draft(f"later{n}", f"Tuna again, number {n}.", day="2019-08-01") for n in range(5))
    alone, together = load(tmp_path / "alone", *before), load(tmp_path / "together", *before, *later)
    wall = date(2019, 7, 1)
    terms = ["tuna", "steel", "zanzibar"]
    assert together.retriever.rarity(terms, wall) == alone.retriever.rarity(terms)
    assert together.retriever.rarity(terms) != alone.retriever.rarity(terms)
    alone.close()
    together.close()


@pytest.mark.parametrize("k", [0, -1, 1001])
def test_k_has_its_limits(k: int) -> None:
    with pytest.raises(ValueError, match="k"):
        Query(text="steel", k=k, today=TODAY)
