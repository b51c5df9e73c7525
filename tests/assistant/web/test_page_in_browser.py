"""The page as a person uses it: asked, checked, looked through, in a real browser, at both widths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import ARTICLES
from tests.assistant.web.browsing import CHROMIUM, QUESTION, Seen, launched, opened
from tests.assistant.web.conftest import serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.loopback,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"),
]
UNANSWERABLE = "Why did France oppose the Mercosur deal?"
HOSTILE = (
    '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script><svg onload=window.hurt=1> {{7*7}} ${7*7} '
    '![x](http://evil.example/a.png) <a href="javascript:window.hurt=1">x</a> '
    "<style>body{background:url(http://evil.example/b)}</style>"
)
SAID = "“We will keep copper quotas for a year,” said Ana Ruiz, the trade minister."
FIGURES = ("Figures", "#figures .lead")
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    hostile = {"id": "hostile", "title": f"Copper {HOSTILE}", "source": HOSTILE, "published": "2019-06-03"}
    hostile |= {
        "url": "javascript:window.hurt=1",
        "text": f"{SAID}\n\nCopper quotas began on Monday. {HOSTILE} Copper ended.",
    }
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, [*ARTICLES, hostile])), encoding="utf-8")
    with Assistant(Settings(library=folder / "library", embedding="hashing")) as parley:
        parley.load([folder / "articles.jsonl"])
    return folder / "library"


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with serving(library) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[Seen]:
    seen = opened(browser, address)
    yield seen
    assert seen.foreign == []
    assert seen.errors == []
    seen.page.context.close()


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("disputed")
    said = [
        ("Harbour Wire", "2019-07-04", "The island put a levy of 15 percent on tuna."),
        ("Valley Post", "2019-07-05", "The levy that the island put on tuna is 20 percent."),
        ("Harbour Wire", "2019-07-06", "The mainland will lift its ban on salmon in August."),
    ]
    records = [{"id": f"a{n}", "title": "", "source": s, "published": d, "text": t} for n, (s, d, t) in enumerate(said)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Assistant(Settings(library=folder / "library", embedding="hashing")) as parley:
        parley.load([folder / "articles.jsonl"])
    with serving(folder / "library") as address:
        yield address


@pytest.fixture
def conflicting(browser: Any, disputed: str) -> Iterator[Seen]:
    seen = opened(browser, disputed)
    yield seen
    assert seen.errors == []
    seen.page.context.close()


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


def test_conversations_are_kept_found_renamed_and_deleted(seen: Seen) -> None:
    page = seen.page
    seen.ask(QUESTION)
    page.wait_for_selector("#talks .talk.current")
    page.locator("#talks .talk.current").hover()
    page.locator("#talks .talk.current [data-do=rename]").click()
    page.keyboard.type("Steel and Canada")
    page.keyboard.press("Enter")
    page.wait_for_selector("#talks .talk[data-title='Steel and Canada']")
    page.wait_for_timeout(1000)  # without it the thread was once empty after the reload; why is not known
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


def test_outlets_narrow_what_is_searched(seen: Seen) -> None:
    page = seen.page
    page.click("#filters > .label-wrap")
    page.get_by_label("Outlets").click()
    page.get_by_role("option", name="Meridian Wire").click()
    page.keyboard.press("Escape")
    seen.ask(QUESTION)
    assert "Meridian Wire" in page.inner_text("#live .searched summary")
    assert "Laurentian" not in page.inner_text("#live .searched summary")


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


def test_two_people_keep_their_own_answers(browser: Any, address: str) -> None:
    one, other = opened(browser, address), opened(browser, address)
    one.ask(QUESTION)
    other.ask("Why did talks in Washington stall?")
    assert "ended their steel tariffs" in one.page.inner_text("#live")
    assert "ended their steel tariffs" not in other.page.inner_text("#live")
    one.page.context.close()
    other.page.context.close()


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
