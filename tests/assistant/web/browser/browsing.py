"""The page in a real browser, with what the browser has logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

__all__ = [
    "CHROMIUM",
    "HOSTILE",
    "IN_A_BROWSER",
    "QUESTION",
    "Seen",
    "find_figures",
    "find_quotes",
    "launched",
    "opened",
    "serious",
]

CHROMIUM = Path("/usr/bin/chromium")
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.loopback,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"),
]
"""The marks of a module whose tests need one."""
HOSTILE = (
    '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script><svg onload=window.hurt=1> {{7*7}} ${7*7} '
    '![x](http://evil.example/a.png) <a href="javascript:window.hurt=1">x</a> '
    "<style>body{background:url(http://evil.example/b)}</style>"
)
"""Words that do harm where they are taken for markup."""
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


def find_quotes(page: Any, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"#quotes-head [name={name}]", value)
    page.press("#quotes-head [name=speaker]", "Enter")
    page.wait_for_selector("#quotes h2")


def find_figures(page: Any, **fields: str) -> None:
    for name, value in fields.items():
        if name in {"measure", "state"}:
            page.select_option(f"#figures-head [name={name}]", value)
        else:
            page.fill(f"#figures-head [name={name}]", value)
    page.press("#figures-head [name=about]", "Enter")
    page.wait_for_selector("#figures h2")


def serious(page: Any) -> list[str]:
    """What axe-core finds that is serious or worse."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    found = axe.Axe().run(page).response
    assert len(found["passes"]) > 5
    bad = [each for each in found["violations"] if each["impact"] in {"serious", "critical"}]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in bad]
