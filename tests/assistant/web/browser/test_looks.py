"""Every view at both widths, light and dark: accessible, nothing wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assistant.web.browser.browsing import IN_A_BROWSER, QUESTION, find_figures, find_quotes, opened, serious

pytestmark = IN_A_BROWSER
UNANSWERABLE = "Why did France oppose the Mercosur deal?"
FIGURES = ("Figures", "#figures .lead")
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "look"), LOOKS)
def test_every_view_is_accessible_and_fits(browser: Any, address: str, width: int, look: str) -> None:
    seen = opened(browser, address, width, look)
    page = seen.page
    found = {"start": serious(page)}
    seen.ask(QUESTION)
    found["answer"] = serious(page)
    seen.ask(UNANSWERABLE)
    found["refusal"] = serious(page)
    page.locator("#live .nearest button").first.click()
    page.wait_for_selector("#article h2")
    found["article"] = serious(page)
    page.keyboard.press("Escape")
    for name, ready in (
        ("Timeline", "#line .lead"),
        ("Quotes", "#quotes .lead"),
        FIGURES,
        ("Library", "#shelf tbody tr"),
    ):
        seen.tab(name)
        page.wait_for_selector(ready)
        if name == "Quotes":
            find_quotes(page, speaker="officials")
        if name == "Figures":
            find_figures(page)
            page.wait_for_selector("#figures tbody tr")
        found[name] = serious(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert found == {name: [] for name in found}
    assert (seen.foreign, seen.errors) == ([], [])
    page.context.close()
