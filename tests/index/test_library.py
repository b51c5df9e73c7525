from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article, clean_text
from index.corrections import ENDS_CHARACTERS, Ends
from index.dates import DateInterval, Precision
from index.errors import LibraryDamaged, LibraryLocked, LibraryTooNew
from index.filters import SearchFilter
from index.library import Change, Changed, Library

from .index_making import LOADED, TEXTS, an_article, published, put, stored

Open = Callable[[], Library]
BODY = " ".join(f"Officials of ministry {number} met again to weigh duties on steel." for number in range(12))
DATES = st.one_of(
    st.none(), st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.dates().map(lambda day: str(day)[:4])
)
NAMES = st.text(max_size=12).map(clean_text)
ARTICLES = st.builds(
    Article,
    id=NAMES.filter(bool),
    title=NAMES,
    text=TEXTS.map(clean_text),
    published=DATES.map(published),
    source=NAMES,
    author=NAMES,
    url=NAMES,
    language=st.sampled_from(["", "en", "zh"]),
    loaded_at=st.just(LOADED),
    content_hash=st.sampled_from(["h1", "h2"]),
    story_id=st.just("set below"),
).map(lambda article: article.model_copy(update={"story_id": article.id}))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens one and the same library, any number of times, in either database."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgresql" else ""
    libraries: list[Library] = []

    def open_it() -> Library:
        libraries.append(Library(url) if url else Library.in_folder(tmp_path))
        return libraries[-1]

    yield open_it
    for each in libraries:
        each.close()


@pytest.fixture
def library(opened: Open) -> Library:
    return opened()


@pytest.fixture
def in_file(tmp_path: Path) -> Library:
    return Library.in_folder(tmp_path)


def test_what_a_batch_changes_and_says_twice_is_stored_as_if_one_by_one(library: Library) -> None:
    first, again = an_article("a", text="Talks began."), an_article("a", text="Talks ended at last.")
    other, changed = an_article("b", text="Duties on steel rose."), an_article("b", text="Duties on steel fell.")
    put(library, other)
    batch = [stored(each) for each in (first, changed, again, an_article("c", text="Nothing else."), again)]
    assert [each.change.value for each in library.put(batch)] == ["added", "updated", "updated", "added", "unchanged"]
    texts = {name: article.text for name, article in library.get(["a", "b", "c"]).items()}
    assert texts == {"a": again.text, "b": changed.text, "c": "Nothing else."}
    assert {name: [each.text for each in parts] for name, parts in library.passages(["a", "b"]).items()} == {
        "a": [again.text],
        "b": [changed.text],
    }


@given(ARTICLES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_put_comes_back_the_same(library: Library, article: Article) -> None:
    for ids in library.ids():
        library.remove(ids)
    put(library, article)
    assert library.get([article.id, "unknown"]) == {article.id: article}
    assert library.passages([article.id]).get(article.id, []) == list(stored(article).passages)
    assert [found for found, _ in library.with_passages([article.id])] == [article]


def test_putting_says_whether_it_added_changed_or_left_an_article(library: Library) -> None:
    first, other = an_article(), an_article(text="The talks resumed in June.")
    changes = [result.change for result in library.put([stored(first), stored(first), stored(other)])]
    assert changes == [Change.ADDED, Change.UNCHANGED, Change.UPDATED]
    assert library.get(["a1"])["a1"].text == other.text
    assert library.counts() == (1, 1)


def test_a_batch_is_stored_whole_or_not_at_all(library: Library) -> None:
    broken = an_article("a2").model_copy(update={"title": None})
    with pytest.raises(LibraryDamaged):
        library.put([stored(an_article("a1")), stored(broken)])
    assert library.counts() == (0, 0)
    assert library.revision() == library.changed_since(0) == 0


def test_an_index_of_any_revision_is_told_what_changed_since(library: Library) -> None:
    put(library, an_article("a1"), an_article("a2", "Another text."))
    assert list(library.changes(0)) == [[Changed("a1", 1, 1), Changed("a2", 1, 1)]]
    put(library, an_article("a1", "A changed text."))
    assert list(library.changes(0, batch=1)) == [[Changed("a2", 1, 1)], [Changed("a1", 1, 2)]]
    put(library, an_article("a1", "A changed text."))
    assert library.revision() == 2
    library.remove(["a2", "never there"])
    assert list(library.changes(1)) == [[Changed("a1", 1, 2), Changed("a2", 1, 3), Changed("never there", 3, 3)]]
    assert [library.changed_since(revision) for revision in (0, 1, 2, 3)] == [3, 3, 2, 0]
    assert list(library.changes(3)) == []


def test_a_library_with_a_queue_is_brought_forward(tmp_path: Path, in_file: Library) -> None:
    put(in_file, an_article("a1"), an_article("a2", "Another text."))
    in_file.close()
    with closing(sqlite3.connect(tmp_path / "articles.db", isolation_level=None)) as connection:
        connection.execute("DROP TABLE changes")
        connection.execute("DELETE FROM meta WHERE key = 'revision'")
        connection.execute("CREATE TABLE index_queue (article_id TEXT PRIMARY KEY, known INTEGER NOT NULL)")
        connection.execute("INSERT INTO index_queue VALUES ('a2', 1), ('gone', 1)")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    forward = Library.in_folder(tmp_path)
    assert forward.revision() == 2
    assert list(forward.changes(1)) == [[Changed("a2", 1, 2), Changed("gone", 1, 2)]]
    assert forward.changed_since(0) == 3
    put(forward, an_article("a3", "A third text."))
    assert list(forward.changes(2)) == [[Changed("a3", 3, 3)]]


def test_the_ends_of_short_and_long_texts(library: Library) -> None:
    long = f"First {'x' * 2 * ENDS_CHARACTERS} last"
    put(library, an_article("short", "A short text.", title="Short"), an_article("long", long, title="Long"))
    found = library.ends(["short", "long", "gone"])
    assert found == {
        "short": Ends("Short", "A short text.", "A short text."),
        "long": Ends("Long", long[:ENDS_CHARACTERS], long[-ENDS_CHARACTERS:]),
    }


def test_removal_takes_passages_along_and_counts_what_was_there(library: Library) -> None:
    put(library, an_article("a1", BODY), an_article("a2", "Another text."))
    assert library.remove(["a1", "unknown"]) == 1
    assert library.counts() == (1, 1)
    assert library.passages(["a1"]) == {}


def test_listing_is_newest_first_with_the_undated_last(library: Library) -> None:
    days = {"a": "2019-05-10", "b": None, "c": "2019-06", "d": "2018", "e": "2019-06-29"}
    put(library, *(an_article(name, f"Text {name}.", day=day) for name, day in days.items()))
    assert [article.id for article in library.listing()] == ["c", "e", "a", "d", "b"]
    assert [article.id for article in library.listing(limit=2, offset=1)] == ["e", "a"]
    assert [article.id for part in library.iterate(2) for article in part] == sorted(days)


def test_filters_narrow_the_listing_and_the_span(library: Library) -> None:
    put(
        library,
        an_article("a", "A.", day="2019-05-10", source="ÉCHOS"),
        an_article("b", "B.", day="2019-05", source="échos"),
        an_article("c", "C.", day="2019", source="Straße"),
        an_article("d", "D.", day=None, source=""),
    )

    def ids(**where: object) -> list[str]:
        return sorted(article.id for article in library.listing(SearchFilter.model_validate(where)))

    window = DateInterval(first=date(2019, 5, 20), last=None, precision=Precision.RANGE)
    assert ids() == ["a", "b", "c", "d"]
    assert ids(not_after=date(2019, 5, 30)) == ["a"]
    assert ids(not_after=date(2019, 5, 31)) == ["a", "b"]
    assert ids(window=window) == ["b", "c"]
    assert ids(sources=("Échos",)) == ["a", "b"]
    assert ids(sources=("STRASSE", "")) == ["c", "d"]
    assert ids(sources=("nobody",)) == []
    span = library.span(SearchFilter(window=window))
    assert (span.articles, span.undated, span.first, span.last) == (2, 1, date(2019, 1, 1), date(2019, 12, 31))
    assert library.sources() == {"": 1, "Straße": 1, "ÉCHOS": 1, "échos": 1}


def test_an_empty_library_spans_nothing(library: Library) -> None:
    span = library.span()
    assert (span.articles, span.undated, span.first, span.last) == (0, 0, None, None)
    assert list(library.iterate()) == []
    assert list(library.changes(0)) == []


def test_portions_keep_the_order_and_hold_about_as_much_text_as_asked(library: Library) -> None:
    put(library, *(an_article(f"a{number}", f"{number}. {BODY}") for number in range(6)))
    ids = [f"a{number}" for number in range(6)]
    portions = list(library.portions([*ids, "gone"], letters=2 * len(BODY) + 20))
    assert portions == [ids[:2], ids[2:4], [*ids[4:], "gone"]]
    assert list(library.portions(ids, letters=1)) == [[each] for each in ids]


# stories

COPIES = [
    an_article("head", BODY, day="2019-05-01", title="Wire"),
    an_article("same", BODY.upper(), day="2019-05-03", title="Copy"),
    an_article("cut", BODY[: len(BODY) * 2 // 3], day="2019-05-02", title="Cut"),
    an_article("later", BODY, day="2019-05-16", title="Within two weeks of some"),
    an_article("month", BODY, day="2019-06-25", title="Of another month"),
    an_article("other", "The harvest was good this year and nobody spoke of duties at all.", day="2019-05-02"),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(COPIES))))[::29])
def test_near_copies_are_one_story_in_any_order_of_loading(library: Library, order: tuple[int, ...]) -> None:
    for place in order:
        put(library, COPIES[place])
    stories = {article.id: article.story_id for article in library.listing()}
    assert stories == {
        "head": "head", "same": "head", "cut": "head", "later": "head", "month": "month", "other": "other",
    }  # fmt: skip


def test_a_chain_of_copies_is_one_story_in_any_order_of_loading(tmp_path: Path) -> None:
    sentences = BODY.split(". ")
    windows = [". ".join(sentences[first : first + 6]) + "." for first in (0, 2, 4, 6)]
    chain = [an_article(f"c{number}", text, day=f"2019-05-0{number + 1}") for number, text in enumerate(windows)]
    extra = [an_article(f"b{number}", windows[0] + f" Only {number}.", day="2019-05-01") for number in range(4)]
    for number, order in enumerate([chain + extra, extra + chain, [*chain[::-1], *extra], [*extra, *chain[::-1]]]):
        (tmp_path / str(number)).mkdir()
        library = Library.in_folder(tmp_path / str(number))
        put(library, *order)
        assert {article.story_id for article in library.listing()} == {"b0"}


def test_removing_the_head_names_the_story_after_the_next_earliest(library: Library) -> None:
    put(library, *COPIES[:3])
    library.remove(["head"])
    assert {article.story_id for article in library.listing()} == {"cut"}
    assert {article.id for article in library.members(["cut"])["cut"]} == {"same", "cut"}


def test_a_head_that_turns_into_another_text_leaves_its_story(library: Library) -> None:
    put(library, *COPIES[:3])
    put(library, an_article("head", "Entirely other words about rare earths from the far north.", day="2019-05-01"))
    stories = {article.id: article.story_id for article in library.listing()}
    assert stories == {"head": "head", "same": "cut", "cut": "cut"}


def test_a_head_whose_date_moves_back_is_no_longer_head(library: Library) -> None:
    put(library, *COPIES[:3])
    put(library, an_article("head", BODY, day="2019-05-09", title="Wire"))
    assert {article.story_id for article in library.listing()} == {"cut"}


def test_more_than_a_hundred_copies_are_one_story(library: Library) -> None:
    linked = [library.put([stored(an_article(f"n{number:04}", BODY))])[0].linked for number in range(120)]
    assert linked == [False] + [True] * 119
    assert {article.story_id for article in library.listing(limit=1000)} == {"n0000"}


# readers, writers and damage


def test_a_reader_never_sees_half_an_article_while_a_writer_writes(opened: Open) -> None:
    versions = [an_article("a1", "Short text of version one."), an_article("a1", f"{BODY} {BODY} Version two.")]
    writer, reader = opened(), opened()
    put(writer, versions[0])
    done = threading.Event()

    def write() -> None:
        for number in range(60):
            put(writer, versions[(number + 1) % 2])
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    seen = set()
    expected = {version.text: list(stored(version).passages) for version in versions}
    while not done.is_set():
        [(article, passages)] = reader.with_passages(["a1"])
        assert passages == expected[article.text]
        seen.add(article.text)
    thread.join()
    assert seen


def test_many_can_open_a_new_library_at_once(opened: Open) -> None:
    errors: list[BaseException] = []
    barrier = threading.Barrier(8)

    def open_it() -> None:
        barrier.wait()
        try:
            opened().close()
        except BaseException as error:  # noqa: BLE001 - collected for the assert
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_opening_a_library_that_is_up_to_date_writes_nothing(tmp_path: Path, in_file: Library) -> None:
    in_file.close()
    with sqlite3.connect(tmp_path / "articles.db") as holder:
        holder.execute("BEGIN IMMEDIATE")
        Library.in_folder(tmp_path).close()
    holder.close()


def test_a_newer_schema_is_refused(tmp_path: Path, in_file: Library) -> None:
    _set_version(tmp_path, "99")
    with pytest.raises(LibraryTooNew, match=r"schema 99.*upgrade Parley"):
        Library.in_folder(tmp_path)


def test_a_schema_version_that_is_no_number_is_damage(tmp_path: Path, in_file: Library) -> None:
    _set_version(tmp_path, "x")
    with pytest.raises(LibraryDamaged, match="'x'"):
        Library.in_folder(tmp_path)


def _set_version(folder: Path, version: str) -> None:
    connection = sqlite3.connect(folder / "articles.db")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (version,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", ["no database", "zeros in the middle"])
def test_a_corrupt_file_is_named_with_the_way_out(tmp_path: Path, damage: str) -> None:
    library = Library.in_folder(tmp_path)
    put(library, *(an_article(f"a{number}", f"{number} {BODY}") for number in range(50)))
    library.close()
    path = tmp_path / "articles.db"
    content = bytearray(path.read_bytes())
    content[:] = b"This is no database. " * 500 if damage == "no database" else content
    if damage != "no database":
        content[5000:] = b"\0" * (len(content) - 5000)
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match=r"articles\.db.*parley restore"):
        Library.in_folder(tmp_path).listing()


def test_a_busy_database_is_said_to_be_busy(tmp_path: Path, in_file: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_file.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    holder = sqlite3.connect(tmp_path / "articles.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryLocked, match=r"busy.*try again") as caught:
        put(in_file, an_article())
    assert caught.value.retryable
    holder.close()
    put(in_file, an_article())
    assert in_file.counts() == (1, 1)
