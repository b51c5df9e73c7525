"""The page at another path than the root, as a proxy shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assistant.web.browser.browsing import IN_A_BROWSER, QUESTION, opened
from tests.assistant.web.conftest import serving

pytestmark = IN_A_BROWSER


def test_the_page_works_under_a_proxy_s_path(own_library: Path, browser: Any) -> None:
    with serving(own_library, environment={"PARLEY_SERVING__ROOT_PATH": "/desk"}) as address:
        seen = opened(browser, f"{address}desk/")
        seen.ask(QUESTION)
        seen.page.locator("#live .cite").first.click()
        seen.page.wait_for_selector("#article mark")
        assert (seen.errors, seen.foreign) == ([], [])
        seen.page.context.close()
