from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.dates import DateOrigin

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n"))


def page(body: str = f"<article><h1>Steel talks resume</h1>{BODY}</article>", head: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><title>Steel talks resume | The Daily Ledger</title>'
        f"{head}</head>"
        f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>{body}'
        "<footer>Copyright The Daily Ledger. All rights reserved.</footer></body></html>"
    )


def linked_data(**fields: object) -> str:
    document = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", **fields}],
    }
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def test_the_main_text_keeps_its_paragraphs_and_leaves_the_menus(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "page.html", page())).only
    assert draft.text == STORY
    assert draft.title == "Steel talks resume"
    assert draft.language == "en"
    assert draft.dates == ()


def test_the_markup_fills_the_fields(tmp_path: Path) -> None:
    head = linked_data(
        headline="Steel talks resume in Geneva",
        datePublished="2019-07-05T23:30:00-05:00",
        author=[{"@type": "Person", "name": "Jo Doe"}],
        publisher={"@type": "Organization", "name": "The Daily Ledger"},
    )
    head += '<link rel="canonical" href="https://ledger.example/steel">'
    draft = read(written(tmp_path, "page.html", page(head=head))).only
    assert (draft.title, draft.author) == ("Steel talks resume in Geneva", "Jo Doe")
    assert (draft.source, draft.url) == ("The Daily Ledger", "https://ledger.example/steel")
    assert [(each.value, each.origin) for each in draft.dates] == [("2019-07-05", DateOrigin.PAGE)]


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('<meta property="article:published_time" content="2019-07-05T10:00:00Z">', "2019-07-05"),
        ('<meta name="DC.date.issued" content="2019-07">', "2019-07"),
        ('<meta name="date" content="03/04/2019">', "2019"),
        (linked_data(datePublished="2019-07-05", dateModified="2019-08-01"), "2019-07-05"),
        (
            '<meta property="article:modified_time" content="2019-08-01">' + linked_data(datePublished="2019"),
            "2019",
        ),
    ],
)
def test_a_date_in_the_markup_keeps_its_precision(tmp_path: Path, head: str, value: str) -> None:
    draft = read(written(tmp_path, "page.html", page(head=head))).only
    assert [each.value for each in draft.dates] == [value]


def test_a_date_that_does_not_exist_is_said_and_the_next_is_taken(tmp_path: Path) -> None:
    head = '<meta name="date" content="2019-07-05">' + linked_data(datePublished="2019-13-45")
    draft = read(written(tmp_path, "page.html", page(head=head))).only
    assert draft.dates[0].value == "2019-07-05"
    assert "does not exist" in draft.notes[0]


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        ("<h1>404 Not Found</h1><p>The page you are looking for does not exist.</p>", "", "error page"),
        (
            "<h1>Access denied</h1><p>You do not have permission to view this page on our server.</p>",
            "",
            "error page",
        ),
        (
            "<h1>Just a moment</h1><p>Enable JavaScript and wait while we check your browser.</p>",
            "",
            "error page",
        ),
        (
            "<div><h2>We value your privacy</h2>"
            "<p>We and our partners use cookies to store personal data.</p>"
            "<p>By clicking accept all you consent to this use of cookies.</p></div>",
            "",
            "consent notice",
        ),
        ("", "", "no article"),
        ("<ul>" + '<li><a href="/a">Another headline of the day</a></li>' * 20 + "</ul>", "", "no article"),
        ("<script>var text = 'nothing to read here';</script>", "", "no article"),
    ],
)
def test_a_page_without_an_article_is_skipped_with_the_reason(
    tmp_path: Path, body: str, head: str, reason: str
) -> None:
    problem = read(written(tmp_path, "page.html", page(body, head))).problem
    assert not problem.failed
    assert reason in problem.reason


def test_an_article_about_cookies_is_an_article(tmp_path: Path) -> None:
    text = "".join(
        f"<p>The duty on imported cookies, set at {n} per cent, hurt bakers, officials said.</p>" for n in range(20)
    )
    assert "cookies" in read(written(tmp_path, "page.html", page(f"<article>{text}</article>"))).only.text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("500 companies ask for relief", "The firms wrote to the ministry on Tuesday about steel duties."),
        ("Forbidden City sees fewer visitors", "A guide who speaks the language could not be found, officials said."),
        ("Court rules on privacy", "Judges held that consent to cookies was not needed in the customs case."),
    ],
)
def test_a_short_article_is_not_taken_for_a_notice(tmp_path: Path, title: str, text: str) -> None:
    body = f"<article><h1>{title}</h1><p>{text}</p></article>"
    assert read(written(tmp_path, "page.html", f"<html><body>{body}</body></html>")).only.text == text


def test_html_under_another_name_is_read_as_html(tmp_path: Path) -> None:
    assert read(written(tmp_path, "page.txt", page())).only.text == STORY


def test_the_charset_of_the_page_is_used(tmp_path: Path) -> None:
    html = page(head='<meta charset="windows-1251">').replace("steel quotas", "квот на сталь в Женеве")
    draft = read(written(tmp_path, "page.html", html.encode("cp1251"))).only
    assert "квот на сталь в Женеве" in draft.text


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 10_000 + STORY,
        "<html><body>" + "<p>" * 5_000 + "x",
        "<!doctype html>",
        "<html><head><title></title></head></html>",
        "<html><!-- " + "x" * 1000,
        '<html><script type="application/ld+json">' + "[" * 50_000 + "</script><p>A short sentence here.</p>",
        '<html><meta charset="no-such-charset"><p>Officials met to talk about steel.</p></html>',
        '<?xml version="1.0" encoding="utf-16"?><html><p>Officials met to talk about steel.</p></html>',
        "<html><body>\x00\x01<p>Officials met to talk about steel.</p>",
    ],
)
def test_odd_pages_are_read_or_skipped_and_never_stop_the_reading(tmp_path: Path, html: str) -> None:
    outcome = read(written(tmp_path, "odd.html", html))
    assert len(outcome.drafts) + len(outcome.problems) == 1
    assert not any("reader stopped" in problem.reason for problem in outcome.problems)
