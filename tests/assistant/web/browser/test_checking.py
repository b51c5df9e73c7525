"""An answer checked on the page: its quotes, its articles, what was searched, by mouse, touch and keyboard."""

from __future__ import annotations

from typing import Any

from tests.assistant.web.browser.browsing import IN_A_BROWSER, QUESTION, Seen, opened, serious

pytestmark = IN_A_BROWSER
UNANSWERABLE = "Why did France oppose the Mercosur deal?"


def test_a_number_shows_its_quote_and_opens_the_article_at_it(seen: Seen) -> None:
    seen.ask(QUESTION)
    cite = seen.page.locator("#live .cite").first
    cite.hover()
    assert "Canada and the United States ended their steel tariffs" in seen.page.inner_text("#bubble")
    cite.click()
    seen.page.wait_for_selector("#article mark")
    assert "ended their steel tariffs on Friday" in seen.page.inner_text("#article mark")
    assert seen.page.inner_text("#article .outlet") == "The Laurentian Post"
    assert seen.page.inner_text("#article .date").endswith("18 May 2019")
    assert seen.page.get_attribute("#article .out", "href") == "https://laurentianpost.example/steel"
    seen.page.keyboard.press("Escape")
    assert seen.page.is_hidden("#article")


def test_a_tap_shows_the_quote_first(browser: Any, address: str) -> None:
    seen = opened(browser, address, width=390)
    seen.ask(QUESTION)
    seen.page.locator("#live .cite").first.tap()
    assert seen.page.is_visible("#bubble")
    assert seen.page.is_hidden("#article")
    seen.page.locator("#bubble button").tap()
    seen.page.wait_for_selector("#article mark")
    seen.page.context.close()


def test_the_keyboard_alone_asks_checks_and_comes_back(seen: Seen) -> None:
    page = seen.page
    page.keyboard.press("/")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#live .cite")
    page.locator("#live .cite").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.is_visible("#bubble")
    page.keyboard.press("Enter")
    page.wait_for_selector("#article mark")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("cite")


def test_what_was_searched_is_said_and_can_be_asked_again_otherwise(seen: Seen) -> None:
    seen.ask(QUESTION)
    said = seen.page.inner_text("#live .searched summary")
    assert "4 articles" in said
    assert "1 independent outlet" in said
    seen.page.click("#live .searched summary")
    seen.page.fill("#live [name=as_of]", "2019-05-01")
    seen.page.click("#live .again [type=submit]")
    seen.page.wait_for_selector("#live .refusal")
    assert "as of 1 May 2019" in seen.page.inner_text("#live .searched summary")
    seen.page.get_by_role("button", name="Ask as of today").click()
    seen.page.wait_for_selector("#live .answer.answered")


def test_a_refusal_says_why_and_shows_what_comes_nearest(seen: Seen) -> None:
    seen.ask(UNANSWERABLE)
    assert "Mercosur" in seen.page.inner_text("#live .refusal .reason")
    assert seen.page.locator("#live .nearest button").count() >= 1


def test_a_disagreement_is_a_table_of_who_says_what(conflicting: Seen) -> None:
    page = conflicting.page
    conflicting.ask("What levy does the island put on tuna?")
    rows = page.locator("#live .sides tbody tr")
    assert rows.count() == 2
    assert "Valley Post" in rows.nth(0).inner_text()
    assert "20 percent" in rows.nth(0).locator("th").inner_text()
    assert serious(page) == []
    rows.nth(1).locator(".open").click()
    page.wait_for_selector("#article mark")
    assert "15 percent" in page.inner_text("#article mark")


def test_a_sentence_about_what_is_planned_says_so(conflicting: Seen) -> None:
    conflicting.ask("What will the mainland do about salmon?")
    assert conflicting.page.locator("#live .standing").first.inner_text() == "planned"


def test_outlets_narrow_what_is_searched(seen: Seen) -> None:
    page = seen.page
    page.click("#filters > .label-wrap")
    page.get_by_label("Outlets").click()
    page.get_by_role("option", name="Meridian Wire").click()
    page.keyboard.press("Escape")
    seen.ask(QUESTION)
    assert "Meridian Wire" in page.inner_text("#live .searched summary")
    assert "Laurentian" not in page.inner_text("#live .searched summary")
