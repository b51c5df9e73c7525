"""Markup in articles, in questions and on the page itself does nothing."""

from __future__ import annotations

from tests.assistant.web.browser.browsing import HOSTILE, IN_A_BROWSER, Seen

pytestmark = IN_A_BROWSER


def test_hostile_words_are_shown_and_do_nothing(seen: Seen) -> None:
    page = seen.page
    seen.ask("When did copper quotas begin?")
    assert "<script>" in page.inner_text("#live")
    page.locator("#live .cite").first.click()
    page.wait_for_selector("#article mark")
    assert "{{7*7}} ${7*7}" in page.inner_text("#article")
    assert page.locator("#article a[href^=javascript]").count() == 0
    page.keyboard.press("Escape")
    seen.ask(HOSTILE)
    seen.tab("Library")
    page.wait_for_selector("#shelf tbody tr")
    seen.tab("Timeline")
    page.fill("#line-head [name=topic]", f"copper quotas {HOSTILE}")
    page.press("#line-head [name=topic]", "Enter")
    page.wait_for_selector("#line h2")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hurt") is None


def test_markup_that_got_in_would_not_run(seen: Seen) -> None:
    seen.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hurt=1\">')")
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("window.hurt") is None
    seen.errors.clear()  # the browser says that it refused
