from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.articles import Draft
from index.readers.contract import Problem
from index.readers.records import draft_of_record

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "Duties on steel stay in force, officials said."


def drafted(record: Mapping[str, object], **fields: str) -> Draft:
    draft = draft_of_record(record, place="r", fields=fields)
    assert isinstance(draft, Draft), draft
    return draft


def refused(record: Mapping[str, object], **fields: str) -> Problem:
    problem = draft_of_record(record, place="r", fields=fields)
    assert isinstance(problem, Problem), problem
    return problem


@pytest.mark.parametrize("name", ["text", "Body", "content", "articleBody", "full_text", "body_text"])
def test_the_text_goes_by_many_names(name: str) -> None:
    assert drafted({name: TEXT}).text == TEXT


def test_the_other_fields_too() -> None:
    draft = drafted(
        {
            "body": TEXT,
            "headline": "Steel",
            "pub_date": "Fri, 05 Jul 2019 10:00:00 GMT",
            "publisher": {"@type": "Organization", "name": "Ledger"},
            "authors": [{"name": "Jo Doe"}, {"name": "Ann Other"}],
            "link": "https://ledger.example/1",
            "guid": {"$oid": "17"},
            "lang": "en",
        }
    )
    assert (draft.title, draft.source, draft.author) == ("Steel", "Ledger", "Jo Doe, Ann Other")
    assert (draft.url, draft.id, draft.language) == ("https://ledger.example/1", "17", "en")
    assert draft.dates[0].value == "2019-07-05"


def test_a_person_names_the_fields() -> None:
    draft = drafted({"words": TEXT, "meta": {"when": "2019-05"}, "title": "x"}, text="words", published="meta.when")
    assert (draft.text, draft.dates[0].value, draft.title) == (TEXT, "2019-05", "x")


def test_a_title_that_is_a_number_is_text() -> None:
    assert drafted({"text": TEXT, "title": 1984, "id": 7.0}).title == "1984"
    assert drafted({"text": TEXT, "id": 7.0}).id == "7"


def test_values_of_any_kind_never_crash() -> None:
    odd: list[object] = [None, True, 3, 1e300, [], {}, [[[{}]]], {"name": None}, ["a", 2, None], float("nan")]
    for value in odd:
        for name in ("title", "published", "source", "author", "url", "id", "language", "updated"):
            assert drafted({"text": TEXT, name: value}).text == TEXT
        draft_of_record({"text": value}, place="r", fields={})


def test_without_a_text_field_the_names_seen_and_a_remedy_are_said() -> None:
    problem = refused({"headline": "Steel", "words": TEXT, "n": 3})
    assert problem.failed
    assert "headline, words, n" in problem.reason
    assert "--field text=words" in problem.reason
    assert "'nowhere'" in refused({"words": TEXT}, text="nowhere").reason


def test_a_title_without_a_text_is_skipped() -> None:
    problem = refused({"title": "Steel", "text": ""})
    assert not problem.failed
    assert "no text" in problem.reason


def test_html_in_a_field_becomes_text() -> None:
    draft = drafted({"title": {"rendered": "Steel &amp; quotas"}, "content": {"rendered": "<p>One.</p><p>Two.</p>"}})
    assert draft.text == "One.\n\nTwo."


def test_fields_in_a_wrapper_are_found() -> None:
    assert drafted({"_id": "9", "_source": {"body": TEXT, "title": "Steel"}}).title == "Steel"
    assert drafted({"webTitle": "Steel", "fields": {"bodyText": TEXT}}).text == TEXT


def test_a_list_of_paragraphs_is_a_text() -> None:
    long = "Duties on steel stay in force, officials said, and nobody expected them to go. " * 2
    long = long.strip()
    assert drafted({"text": [long, "Short."]}).text == f"{long}\n\nShort."


def test_a_date_that_cannot_be_read_is_noted() -> None:
    draft = drafted({"text": TEXT, "date": "31 February 2019"})
    assert draft.dates == ()
    assert "does not exist" in draft.notes[0]
    assert "03/04/2019" in drafted({"text": TEXT, "date": "03/04/2019"}).notes[0]


def test_the_date_of_an_update_serves_when_there_is_no_other() -> None:
    draft = drafted({"text": TEXT, "updated": "2019-07-06"})
    assert draft.dates[0].value == "2019-07-06"
    assert "update" in draft.notes[0]
