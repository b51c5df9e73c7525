"""What is kept and taken along: conversations, files, thumbs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.web.browser.browsing import IN_A_BROWSER, QUESTION, Seen, opened

pytestmark = IN_A_BROWSER


def test_conversations_are_kept_found_renamed_and_deleted(seen: Seen) -> None:
    page = seen.page
    seen.ask(QUESTION)
    page.wait_for_selector("#talks .talk.current")
    page.locator("#talks .talk.current").hover()
    page.locator("#talks .talk.current [data-do=rename]").click()
    page.keyboard.type("Steel and Canada")
    page.keyboard.press("Enter")
    page.wait_for_selector("#talks .talk[data-title='Steel and Canada']")
    page.reload()
    page.wait_for_selector("#thread .cite")
    page.fill("#talks-head [name=search]", "no such words")
    page.wait_for_selector("#talks .none")
    page.fill("#talks-head [name=search]", "")
    page.wait_for_selector("#talks .talk.current")
    page.locator("#talks .talk.current").hover()
    page.locator("#talks .talk.current [data-do=confirm]").click()
    page.click("#dialog [value=yes]")
    page.wait_for_selector("#start .start")
    assert page.locator("#talks .talk[data-title='Steel and Canada']").count() == 0


@pytest.mark.parametrize("form", ["md", "html", "docx", "json"])
def test_an_answer_is_saved(seen: Seen, form: str) -> None:
    seen.ask(QUESTION)
    with seen.page.expect_download() as download:
        seen.page.click(f"#live [data-do=export][data-format={form}]")
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"parley-answer.{form}"
    assert content.startswith(b"PK") if form == "docx" else b"ended their steel tariffs" in content


def test_a_thumb_and_a_comment_are_kept(seen: Seen, library: Path) -> None:
    seen.ask(QUESTION)
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        before = len(parley.feedback())
    seen.page.click("#live [data-good=yes]")
    seen.page.wait_for_function("document.querySelector('#live .thanks').textContent.startsWith('Kept')")
    seen.page.click("#live [data-good=no]")
    seen.page.fill("#live [name=comment]", "the day is missing")
    seen.page.click("#live .remark [type=submit]")
    seen.page.wait_for_function("document.querySelector('#live .thanks').textContent.startsWith('Thank')")
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        assert parley.feedback(good=False)[-1].comment == "the day is missing"
        assert len(parley.feedback()) == before + 1


def test_a_conversation_is_saved_and_the_look_is_kept(seen: Seen) -> None:
    page = seen.page
    seen.ask(QUESTION)
    page.wait_for_selector("#talks .talk.current .saving")
    with page.expect_download() as download:
        page.click("#talks [data-event=export_talk][data-format=md]")
    assert b"ended their steel tariffs" in Path(download.value.path()).read_bytes()
    page.click("[data-page=look]")
    assert page.evaluate("document.documentElement.dataset.look") == "dark"
    page.reload()
    page.wait_for_selector("#thread .cite")
    assert page.evaluate("document.documentElement.dataset.look") == "dark"


def test_two_people_keep_their_own_answers(browser: Any, address: str) -> None:
    one, other = opened(browser, address), opened(browser, address)
    one.ask(QUESTION)
    other.ask("Why did talks in Washington stall?")
    assert "ended their steel tariffs" in one.page.inner_text("#live")
    assert "ended their steel tariffs" not in other.page.inner_text("#live")
    one.page.context.close()
    other.page.context.close()
