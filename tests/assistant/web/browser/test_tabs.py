"""The other tabs: quotes, figures, the timeline, the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assistant.web.browser.browsing import IN_A_BROWSER, Seen, find_figures, find_quotes, opened
from tests.assistant.web.conftest import serving

pytestmark = IN_A_BROWSER


def test_who_said_what_is_listed_and_opens_at_the_words(seen: Seen) -> None:
    page = seen.page
    seen.tab("Quotes")
    find_quotes(page, speaker="officials")
    assert "officials" in page.inner_text("#quotes .statement .who")
    said = page.inner_text("#quotes .statement .words")
    assert "China went back on promises" in said
    assert page.inner_text("#quotes .statement .flag") == "paraphrase"
    page.focus("#quotes .statement .open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#article mark")
    assert page.inner_text("#article mark") in said
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "open"
    find_quotes(page, as_of="2019-05-01")
    page.wait_for_selector("#quotes .reason")
    page.fill("#quotes-head [name=as_of]", "")
    page.fill("#quotes-head [name=until]", "2019-06")
    find_quotes(page, speaker="Ana Ruiz")
    page.wait_for_function("document.querySelector('#quotes').innerText.includes('copper quotas')")
    assert page.inner_text("#quotes .statement .words").startswith("“")


def test_figures_are_narrowed_open_at_the_figure_and_are_saved(seen: Seen) -> None:
    page = seen.page
    seen.tab("Figures")
    find_figures(page)
    page.wait_for_selector("#figures tbody tr")
    everything = page.locator("#figures tbody tr").count()
    assert everything == 1
    first = page.locator("#figures tbody tr .open").first
    figure = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#article mark")
    assert page.inner_text("#article mark") == figure
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.click("#figures [data-format=csv]")
    assert download.value.suggested_filename == "parley-figures.csv"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert (lines[0].split(",")[:3], len(lines)) == (["measure", "value", "unit"], everything + 1)
    find_figures(page, imposed_by="Atlantis")
    page.wait_for_selector("#figures .reason")


def test_the_picture_and_the_table_are_worked_with(seen: Seen) -> None:
    page = seen.page
    seen.tab("Timeline")
    page.fill("#line-head [name=topic]", "steel tariffs")
    page.press("#line-head [name=topic]", "Enter")
    page.locator("#line svg.timeline g.event text").first.click()
    page.wait_for_selector("#article mark")
    page.keyboard.press("Escape")
    seen.tab("Library")
    page.click("#shelf th.title button")
    page.wait_for_selector("#shelf th.title[aria-sort=ascending]")
    titles = page.locator("#shelf td.title button").all_inner_texts()
    assert titles == sorted(titles)
    page.click("#shelf th.title button")
    page.wait_for_selector("#shelf th.title[aria-sort=descending]")
    assert page.locator("#shelf td.title button").all_inner_texts() == titles[::-1]


def test_an_empty_library_says_what_to_do_and_takes_files(browser: Any, tmp_path: Path) -> None:
    article = tmp_path / "2019-05-18-steel.txt"
    article.write_text("Steel tariffs ended on Friday, officials in Ottawa said. It took a year.", encoding="utf-8")
    with serving(tmp_path / "library") as address:
        seen = opened(browser, address)
        assert "The library is empty" in seen.page.inner_text("#start")
        seen.page.get_by_role("button", name="Load articles").click()
        seen.page.set_input_files("#intake [type=file]", str(article))
        seen.page.wait_for_selector("#report .loadreport")
        assert "1 article added" in seen.page.inner_text("#report")
        seen.page.fill("#load-address", "/etc/passwd")
        seen.page.press("#load-address", "Enter")
        seen.page.wait_for_function("document.querySelector('#report').innerText.includes('no web address')")
        seen.page.wait_for_selector("#shelf tbody [type=checkbox]")
        seen.page.check("#shelf tbody [type=checkbox]")
        seen.page.click("#shelf [data-do=remove]")
        seen.page.click("#dialog [value=yes]")
        seen.page.wait_for_function("document.querySelector('#report').innerText.includes('1 article was removed')")
        seen.page.context.close()
