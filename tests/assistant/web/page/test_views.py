"""Single views of the page: an article with its words lit, the library over time, what is said of errors and loads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.page.coverage import coverage_markup
from assistant.web.page.loading import addresses_in, report_markup, uploads_in
from assistant.web.page.markup import count_of, day_of, rendered
from assistant.web.page.reading import article_markup, lit_paragraphs
from assistant.web.page.saying import in_words
from index.articles import Article
from index.browsing import months_of
from index.errors import ParleyError, UsageError
from index.loading import LoadReport, Note
from tests.assistant.conftest import ARTICLES
from tests.assistant.web.serving import opened

HOSTILE = "<script>alert(1)</script>{{7*7}}"


@given(start=st.integers(-5, 400), end=st.integers(-5, 400))
def test_nothing_of_an_article_is_lost_wherever_it_is_lit(start: int, end: int) -> None:
    text = ARTICLES[0]["text"].replace(". ", ".\n\n")
    article = article_of(text)
    paragraphs = list(lit_paragraphs(article, start, end))
    assert ["".join(text for text, _ in pieces) for pieces in paragraphs] == text.split("\n\n")
    lit = "".join(text for pieces in paragraphs for text, is_lit in pieces if is_lit)
    assert lit == text[max(start, 0) : max(end, start, 0)].replace("\n", "")


def article_of(text: str) -> Article:
    return Article(
        id="a", title="", text=text, loaded_at=datetime(2019, 7, 1, tzinfo=UTC), content_hash="x", story_id="s"
    )


def test_an_article_is_shown_with_its_words_lit_and_one_that_is_gone_is_said(loaded: Path) -> None:
    with opened(loaded) as parley:
        text = parley.article("steel").text  # type: ignore[union-attr]
        start = text.index("ended")
        shown = article_markup(parley, "steel", start, start + 5)
        assert "<mark>ended</mark>" in shown.replace(' tabindex="-1"', "")
        assert "<mark" not in article_markup(parley, "no such", 0, 5)


def test_the_library_over_time_counts_its_articles(loaded: Path) -> None:
    with opened(loaded) as parley:
        shown = coverage_markup(months_of(parley.library), 3, 3)
        assert "May 2019: 2 articles" in shown


def test_places_in_a_report_have_the_names_that_were_given_and_do_nothing() -> None:
    report = LoadReport(added=1, failed=1, failed_inputs=[Note(place="/tmp/x/1:2", reason=HOSTILE)], seconds=1.0)
    shown = report_markup(report, {"/tmp/x/1": f"{HOSTILE}.txt"})
    assert "/tmp/x" not in shown
    assert "<script>" not in shown
    assert "{{7*7}}" in shown
    assert "1 article added" in shown


def test_only_addresses_are_addresses() -> None:
    assert addresses_in(" https://a.example/x\nHTTP://b.example ") == ["https://a.example/x", "HTTP://b.example"]
    for wrong in ("", "/etc/passwd", "file:///etc/passwd", "https://a.example -", "javascript:alert(1)"):
        with pytest.raises(UsageError, match="no web address"):
            addresses_in(wrong)
    with pytest.raises(UsageError, match="too many"):
        addresses_in("https://a.example " * 51)


def test_only_files_that_were_sent_are_loaded(tmp_path: Path) -> None:
    folder, outside = tmp_path / "sent", tmp_path / "secret.txt"
    folder.mkdir()
    sent = folder / "a.txt"
    sent.write_text("x")
    outside.write_text("x")
    (folder / "link.txt").symlink_to(outside)
    assert uploads_in({"files": [str(sent)]}, folder, 2) == [sent.resolve()]
    for wrong in (
        [str(outside)],
        [str(folder / "link.txt")],
        [f"{folder}/../secret.txt"],
        [str(folder)],
        ["/etc/passwd"],
    ):
        with pytest.raises(UsageError, match="was not sent"):
            uploads_in({"files": wrong}, folder, 2)
    for wrong in ([], [str(sent)] * 3):
        with pytest.raises(UsageError, match="give 1 to 2"):
            uploads_in({"files": wrong}, folder, 2)


def test_an_error_is_two_sentences() -> None:
    assert in_words(UsageError("no word", hint="ask something")) == "No word. Ask something."
    assert in_words(ParleyError("it failed.")) == "It failed."


def test_counts_and_days_are_written_as_people_do() -> None:
    assert [count_of(number, "article") for number in (0, 1, 2345)] == ["0 articles", "1 article", "2,345 articles"]
    assert count_of(2, "copy") == "2 copies"
    assert day_of(date(2019, 6, 5)) == "5 June 2019"


def test_everything_that_a_view_is_given_is_escaped() -> None:
    shown = rendered("trouble", prefix="t1", asked=HOSTILE, said=HOSTILE, cut=False)
    assert shown.count("&lt;script&gt;") == 2
    assert "<script>" not in shown
