from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.articles import Draft, article_id, canonical_url, clean_text, content_hash

from .index_making import TEXTS, published


@given(st.one_of(TEXTS, st.text(st.characters())))
@example("Ã\x01©")
@example("A\u0303©")
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_that_cannot_be_stored(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert not {"\r", "\x00", "\x0c", "\ufeff"} & set(clean)


def test_a_thousand_marks_on_a_letter_are_cut_to_thirty() -> None:
    started = time.perf_counter()
    clean = clean_text("a" + "\u0301\u0316" * 200_000 + " b")
    assert len(clean) < 40
    assert clean.endswith(" b")
    assert time.perf_counter() - started < 2


@given(st.builds(Draft, text=TEXTS, place=st.text(), title=st.text(), source=st.text(), author=st.text()))
def test_ids_and_hashes_do_not_depend_on_the_place(draft: Draft) -> None:
    elsewhere = draft.model_copy(update={"place": "elsewhere"})
    day = published("2019-05")
    assert article_id(draft, day) == article_id(elsewhere, day)
    assert content_hash(draft, day) == content_hash(elsewhere, day)


@pytest.mark.parametrize("field", ["title", "text", "source", "author", "url", "language"])
def test_the_hash_changes_with_every_stored_field(field: str) -> None:
    draft = Draft(text="t", place="p", title="ti", source="s", author="a", url="u", language="l")
    day = published("2019-05-10")
    assert content_hash(draft.model_copy(update={field: "other"}), day) != content_hash(draft, day)
    assert content_hash(draft, published("2019-05")) != content_hash(draft, day)


def test_ids_stay_what_they_were() -> None:
    draft = Draft(text="The talks stalled.", place="p", title="Talks", source="Cape Ledger")
    assert article_id(draft, published("2019-05-10")) == "502d05baa7aefa2fdbc8"
    assert (
        article_id(draft.model_copy(update={"url": "https://a.example/x"}), published(None)) == "8fbed4358e9ef8f042d4"
    )
    assert article_id(draft.model_copy(update={"id": "own"}), published(None)) == "own"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://News.Example/a/?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("tag:news.example,2019:a", "tag:news.example,2019:a"),
        ("http://[::1", "http://[::1"),
        ("http://news.example:99999/a", "http://news.example:99999/a"),
    ],
)
def test_addresses_of_one_page_are_one(url: str, same: str) -> None:
    assert canonical_url(url) == same


@given(st.text(st.characters()), st.sampled_from(["", "http://", "https://a.example/?"]))
@example(text="\ud800", before="https://a.example/?")
def test_any_text_is_taken_for_an_address_without_an_error(text: str, before: str) -> None:
    once = canonical_url(before + text)
    assert canonical_url(once) == once
