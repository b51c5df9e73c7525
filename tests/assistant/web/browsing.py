"""The page in a real browser, with what the browser has logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

__all__ = ["CHROMIUM", "QUESTION", "Seen", "launched", "opened"]

CHROMIUM = Path("/usr/bin/chromium")
QUESTION = "When did the United States and Canada end their steel tariffs?"


@contextmanager
def launched() -> Iterator[Any]:
    """The browser, while the block runs."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page, with what its browser has logged."""

    page: Any
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.page.wait_for_function(
            "asked => { const turn = document.querySelector('#live .turn');"
            " const said = turn && turn.querySelector('.question').textContent;"
            " return said === asked && turn.querySelector('.searched') }",
            arg=question,
        )

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).first.click()


def opened(browser: Any, address: str, width: int = 1280, look: str = "light") -> Seen:
    context = browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=look, has_touch=width < 500, is_mobile=width < 500
    )
    context.set_default_timeout(20_000)
    seen = Seen(context.new_page(), address)
    own = (address, "data:", "blob:")
    seen.page.on("request", lambda sent: None if sent.url.startswith(own) else seen.foreign.append(sent.url))
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    seen.page.goto(address)
    seen.page.wait_for_selector("#question textarea")
    seen.page.wait_for_selector("#start .start")
    return seen
