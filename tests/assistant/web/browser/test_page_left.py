"""What becomes of a question on the page when nobody waits for its answer any more, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.assistant.models import scripted
from tests.assistant.web.browser.browsing import IN_A_BROWSER, QUESTION, opened
from tests.assistant.web.conftest import serving

pytestmark = IN_A_BROWSER
SOON_S = 3.0
CUT = "Stopped before there was an answer"


@pytest.fixture
def silent() -> Iterator[scripted.ScriptedServer]:
    """A chat model that says nothing at all."""
    with scripted.serving(scripted.hangs(60)) as model:
        yield model


@pytest.fixture
def address(own_library: Path, silent: scripted.ScriptedServer) -> Iterator[str]:
    """Parley with one thread for answers that wait for this model."""
    chat = {"PARLEY_CHAT__BASE_URL": silent.url, "PARLEY_CHAT__MODEL": "small", "PARLEY_CHAT__FIRST_WORD_S": "60"}
    with serving(own_library, environment={**chat, "PARLEY_SERVING__MODEL_THREADS": "1"}) as address:
        yield address


def at_work(address: str) -> int:
    told = httpx.get(f"{address}metrics", trust_env=False).text.splitlines()
    return sum(
        int(line.rsplit(" ", 1)[1]) for line in told if line.startswith('parley_work{lane="model"') and "state" in line
    )


def asked(page: Any, silent: scripted.ScriptedServer, question: str = QUESTION) -> None:
    """Ask, and wait until the model has been asked too."""
    before = silent.calls
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    until(lambda: silent.calls > before)


def until(holds: Any, within_s: float = 20) -> None:
    given_up = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < given_up
        time.sleep(0.02)


def extractive(page: Any) -> None:
    page.click("#filters > .label-wrap")
    page.get_by_label("extractive").check()


def test_a_question_right_after_stop_is_answered(browser: Any, address: str, silent: scripted.ScriptedServer) -> None:
    seen = opened(browser, address)
    asked(seen.page, silent)
    seen.page.click("#stop-button")
    seen.page.wait_for_selector("#live .answer.cut")
    assert silent.gone.wait(SOON_S)
    until(lambda: at_work(address) == 0, SOON_S)
    asked(seen.page, silent, "Why did talks in Washington stall?")  # the one thread has taken it up
    seen.page.click("#stop-button")
    until(lambda: at_work(address) == 0, SOON_S)
    extractive(seen.page)
    seen.ask("Why did talks in Washington stall?")
    assert "went back on promises" in seen.page.inner_text("#live")
    assert seen.errors == []
    seen.page.context.close()


def test_a_closed_tab_frees_its_work(browser: Any, address: str, silent: scripted.ScriptedServer) -> None:
    seen = opened(browser, address)
    asked(seen.page, silent)
    assert at_work(address) == 1
    seen.page.close()
    assert silent.gone.wait(SOON_S)
    until(lambda: at_work(address) == 0, SOON_S)
    seen.page.context.close()


def test_a_page_reloaded_in_the_middle_has_its_conversation_and_says_that_it_was_cut(
    browser: Any, address: str, silent: scripted.ScriptedServer
) -> None:
    seen = opened(browser, address)
    asked(seen.page, silent)
    seen.page.wait_for_url("**/?c=*")
    seen.page.reload()
    seen.page.wait_for_selector("#thread .answer.cut")
    assert CUT in seen.page.inner_text("#thread")
    assert seen.page.inner_text("#thread .question") == QUESTION
    extractive(seen.page)
    seen.page.click("#thread [data-do=again]")
    seen.page.wait_for_selector("#live .answer.answered")
    seen.page.context.close()


def test_two_tabs_show_one_conversation(browser: Any, own_library: Path) -> None:
    with serving(own_library) as address:
        one = opened(browser, address)
        one.ask(QUESTION)
        one.page.wait_for_url("**/?c=*")
        other = one.page.context.new_page()
        other.goto(one.page.url)
        other.wait_for_selector("#thread .cite")
        one.ask("Why did talks in Washington stall?")
        other.reload()
        other.wait_for_function("document.querySelectorAll('#thread .turn').length === 2")
        one.page.context.close()


def test_a_server_that_is_killed_in_the_middle_has_the_conversation_when_it_is_there_again(
    browser: Any, own_library: Path, silent: scripted.ScriptedServer
) -> None:
    chat = {"PARLEY_CHAT__BASE_URL": silent.url, "PARLEY_CHAT__MODEL": "small", "PARLEY_CHAT__FIRST_WORD_S": "60"}
    with serving(own_library, environment=chat, killed=True) as address:
        seen = opened(browser, address)
        asked(seen.page, silent)
        seen.page.wait_for_url("**/?c=*")
        talk = seen.page.url.rpartition("/")[2]
    with serving(own_library) as address:
        seen.page.goto(f"{address}{talk}")
        seen.page.wait_for_selector("#thread .answer.cut")
        assert seen.page.inner_text("#thread .question") == QUESTION
        seen.page.context.close()
