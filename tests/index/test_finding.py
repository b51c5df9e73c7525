"""The keyword index, the vector index, the database and the search for the nearest let the same articles pass."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.dates import DateInterval, Precision
from index.embedding import HashingEmbedder
from index.errors import IndexStale
from index.filters import SearchFilter
from index.keywords import Analyzer, KeywordIndex
from index.library import Library
from index.nearest import nearest
from index.vectors import VectorIndex

from .index_making import an_article, put, stored

EMBEDDER = HashingEmbedder(16)
START = date(2019, 1, 1)
DAYS = st.integers(-40, 440).map(lambda days: START + timedelta(days=days))
DATES = st.one_of(st.none(), DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: str(day)[:4]))
SOURCES = st.sampled_from(
    ["Cape Ledger", "CAPE LEDGER", "Échos", "ÉCHOS", "Straße", "Ведомости", "新华社", "", "a b's"]
)
WINDOWS = st.builds(
    lambda first, days: DateInterval(
        first=first, last=first + timedelta(days=days) if first else START, precision=Precision.RANGE
    ),
    st.none() | DAYS,
    st.integers(0, 90),
) | DAYS.map(lambda first: DateInterval(first=first, last=None, precision=Precision.RANGE))
EVERYTHING = DateInterval(first=None, last=None, precision=Precision.RANGE)
FILTERS = st.builds(
    SearchFilter,
    not_after=st.none() | DAYS,
    window=st.none() | st.just(EVERYTHING) | WINDOWS,
    sources=st.just(()) | st.lists(SOURCES, min_size=1, max_size=3).map(tuple),
)


@contextmanager
def _indexed(articles: list[Article]) -> Iterator[tuple[Library, KeywordIndex, VectorIndex]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library, keywords, vectors = (
            Library.in_folder(folder),
            KeywordIndex(folder / "k"),
            VectorIndex.in_folder(folder / "v"),
        )
        put(library, *articles)
        pairs = [(article, stored(article).passages) for article in articles]
        keywords.write(pairs)
        vectors.write(pairs, EMBEDDER.embed([each.text for _, parts in pairs for each in parts]))
        yield library, keywords, vectors
        vectors.close()
        library.close()


def passing(indexed: tuple[Library, KeywordIndex, VectorIndex], where: SearchFilter) -> list[set[str]]:
    library, keywords, vectors = indexed
    terms = Analyzer().terms("steel")
    return [
        {article.id for article in library.listing(where, limit=1000)},
        set(keywords.search_articles(terms, 1000, where)),
        {passage.partition("#")[0] for passage in keywords.search_passages(terms, 1000, where)},
        {passage.partition("#")[0] for passage in vectors.search(EMBEDDER.embed_query("steel"), 1000, where)},
        *(nearest_articles(library, vectors, where, most_named) for most_named in (0, 1000)),
    ]


def nearest_articles(library: Library, vectors: VectorIndex, where: SearchFilter, most_named: int) -> set[str]:
    """By fetching more than is wanted, and by naming what passes."""
    vectors.most_named = most_named
    found = nearest(vectors, library, EMBEDDER.embed_query("steel"), 1000, where)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    return {passage.partition("#")[0] for passage in found}


@given(st.lists(st.tuples(DATES, SOURCES), min_size=1, max_size=40), st.lists(FILTERS, min_size=25, max_size=25))
@settings(max_examples=6)
def test_all_let_the_same_articles_pass(made: list[tuple[str | None, str]], filters: list[SearchFilter]) -> None:
    articles = [
        an_article(f"a{number}", f"Steel article {number}.", day=day, source=source)
        for number, (day, source) in enumerate(made)
    ]
    with _indexed(articles) as indexed:
        for where in [SearchFilter(), SearchFilter(window=EVERYTHING), *filters]:
            truth, *others = passing(indexed, where)
            assert all(found == truth for found in others), where


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (SearchFilter(not_after=date(2019, 5, 30)), {"day"}),
        (SearchFilter(not_after=date(2019, 5, 31)), {"day", "month"}),
        (SearchFilter(not_after=date(2019, 12, 31)), {"day", "month", "year"}),
        (SearchFilter(not_after=date(2019, 5, 29)), set()),
        (SearchFilter(), {"day", "month", "year", "undated"}),
    ],
)
def test_nothing_that_may_be_published_after_the_wall_is_found(where: SearchFilter, expected: set[str]) -> None:
    days = {"day": "2019-05-30", "month": "2019-05", "year": "2019", "undated": None}
    with _indexed([an_article(name, f"Steel {name}.", day=day) for name, day in days.items()]) as indexed:
        assert passing(indexed, where) == [expected] * 6


def test_replacing_leaves_nothing_of_the_old_version(tmp_path: Path) -> None:
    long, short = an_article("a1", "Steel duties. " * 60), an_article("a1", "Soybeans only.")
    other = an_article("a2", "Steel again.")
    keywords, vectors = KeywordIndex(tmp_path / "k"), VectorIndex.in_folder(tmp_path / "v")
    for batch, replace in (([long, other], ()), ([short], ("a1", "never there"))):
        pairs = [(article, stored(article).passages) for article in batch]
        keywords.write(pairs, replace)
        vectors.write(pairs, EMBEDDER.embed([each.text for _, parts in pairs for each in parts]), replace)
    vectors.close()
    keywords, vectors = KeywordIndex(tmp_path / "k"), VectorIndex.in_folder(tmp_path / "v")  # and after opening anew
    assert keywords.counts() == (2, 2)
    assert vectors.ids() == {"a1#0", "a2#0"}
    assert set(keywords.search_passages(["steel"], 10, SearchFilter())) == {"a2#0"}
    keywords.write([], ["a1", "a2"])
    vectors.write([], EMBEDDER.embed([]), ["a1", "a2"])
    assert (keywords.counts(), vectors.count()) == ((0, 0), 0)
    assert vectors.search(EMBEDDER.embed_query("steel"), 10, SearchFilter()) == {}
    vectors.close()


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE articles; --",
        'steel" OR title:*',
        "steel AND NOT (duties",
        "+steel -duties ~3 ^2 body:steel",
        "{{7*7}} {0} %s ${HOME}",
        "(a+)+$ [z-a] \\",
        "../../etc/passwd",
        "<script>steel</script>",
        "steel\x00\x1b[31m",
        "\udcff steel",
        "钢铁 сталь فولاذ 😀",
        "",
        " \n ",
        "the of and",
        "steel " * 20_000,
        "x" * 100_000,
    ],
)
def test_operators_templates_and_paths_are_plain_words(tmp_path: Path, text: str) -> None:
    article = an_article("a1", "Steel duties rose in May.")
    with _indexed([article]) as (_, keywords, vectors):
        terms = Analyzer().terms(text)
        found = set(keywords.search_passages(terms, 10, SearchFilter()))
        assert found == ({"a1#0"} if "steel" in text else set())
        assert set(keywords.search_articles(terms, 10, SearchFilter(sources=(text,)))) == set()
        vectors.search(EMBEDDER.embed_query(text), 10, SearchFilter(sources=(text,)))
        assert all(weight > 0 for weight in keywords.rarity(terms).values())


@pytest.mark.parametrize("name", ["a#1", "a/b", "a b", "'; --", "钢", "x" * 300, '"'])
def test_any_id_is_found_and_replaced(tmp_path: Path, name: str) -> None:
    with _indexed([an_article(name, "Steel duties.")]) as (library, keywords, vectors):
        assert set(keywords.search_passages(["steel"], 10, SearchFilter())) == {f"{name}#0"} == vectors.ids()
        assert library.passages([name])[name][0].id == f"{name}#0"
        keywords.write([], [name])
        vectors.write([], EMBEDDER.embed([]), [name])
        assert (keywords.counts(), vectors.count()) == ((0, 0), 0)


def test_a_text_without_spaces_is_indexed_like_any_other() -> None:
    with _indexed([an_article("a1", "中" * 5000), an_article("a2", "Steel.")]) as (_, keywords, vectors):
        assert keywords.counts()[0] == 2
        assert vectors.count() == keywords.counts()[1]


def test_files_that_are_no_index_are_named(tmp_path: Path) -> None:
    (tmp_path / "k" / "passages").mkdir(parents=True)
    (tmp_path / "k" / "passages" / "meta.json").write_text("garbage")
    with pytest.raises(IndexStale, match=r"keyword index.*parley rebuild"):
        KeywordIndex(tmp_path / "k")
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "chroma.sqlite3").write_text("garbage" * 1000)
    with pytest.raises(IndexStale, match=r"vector index.*parley rebuild"):
        VectorIndex.in_folder(tmp_path / "v")
