"""A timeline's files, read back: what is in them, and that hostile text stays text."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from assistant.timelines import TIMELINE_FORMATS, Timeline, exported
from assistant.timelines.calendar_file import OCTETS, _escaped, _folded
from assistant.timelines.layout import HEAD, LINE, laid_out, wrapped
from index.errors import UsageError
from tests.assistant.story_making import draft, library_of

MADE = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3))'
SVG = "{http://www.w3.org/2000/svg}"
TOPIC = "levy on tuna"


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    parley = library_of(
        tmp_path_factory.mktemp("exports") / "library",
        draft("The union raised its levy on tuna, cod; and eels on May 10.", id="a", day="2019-05-12", title=HOSTILE),
        draft(
            "The union's <b>levy</b> on tuna fed a \\ row of =1+1 in June.", id="b", day="2019-07-04", source="=cmd()"
        ),
        draft("A levy on tuna of Kestrel Island will start on August 1, it said.", id="c", day="2019-07-08"),
        draft(
            "The levy on tuna 2019年の関税 was discussed " + "at length " * 20 + "on July 3.", id="d", day="2019-07-10"
        ),
    )
    with parley:
        return parley.timeline(f"{TOPIC} {HOSTILE}"[:12], as_of="2019-12-31")


@pytest.fixture(scope="module")
def empty(timeline: Timeline) -> Timeline:
    none = {"events": (), "citations": (), "gap": None, "refusal_reason": "nothing <here>"}
    return timeline.model_copy(update=none)


@pytest.mark.parametrize("form", TIMELINE_FORMATS)
def test_every_format_writes_a_timeline_without_events(empty: Timeline, form: str) -> None:
    assert exported(empty, form, made=MADE)


@pytest.mark.parametrize("form", TIMELINE_FORMATS)
def test_every_format_has_every_event(timeline: Timeline, form: str) -> None:
    text = exported(timeline, form, made=MADE)
    for year_or_word in ("tuna", "2019"):
        assert year_or_word in text
    assert len(timeline.events) >= 4


def test_an_unknown_format_is_named(timeline: Timeline) -> None:
    with pytest.raises(UsageError, match="'docx'"):
        exported(timeline, "docx")


def test_json_is_the_timeline(timeline: Timeline) -> None:
    assert Timeline.model_validate_json(exported(timeline, "json")) == timeline
    assert json.loads(exported(timeline, "json"))["schema_version"] == 1


def test_csv_has_a_row_a_citation_and_no_formula(timeline: Timeline) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(timeline, "csv"), newline="")))
    assert [int(row["citation"]) for row in rows] == [n for event in timeline.events for n in event.citations]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
    assert any(row["source"] == "'=cmd()" for row in rows)
    assert {row["precision"] for row in rows} == {"day", "month"}


def test_markdown_shows_hostile_text_as_it_is(timeline: Timeline) -> None:
    text = exported(timeline, "md")
    assert "<script" not in text.replace("\\<script", "")
    assert "](" not in text.replace("\\](", "").replace("]\\(", "")
    assert [int(n) for n in re.findall(r"^(\d+)\. “", text, re.MULTILINE)] == [c.n for c in timeline.citations]
    assert "Longest stretch without an event" in text


def unfolded(text: str) -> list[tuple[str, str]]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines if line]


def test_a_calendar_holds_all_day_entries(timeline: Timeline) -> None:
    text = exported(timeline, "ics", made=MADE)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= OCTETS for line in text.split("\r\n"))
    lines = unfolded(text)
    starts = [value for name, value in lines if name == "DTSTART;VALUE=DATE"]
    ends = [value for name, value in lines if name == "DTEND;VALUE=DATE"]
    assert starts == [f"{event.interval.first:%Y%m%d}" for event in timeline.events]
    last = [event.interval.last or date.max for event in timeline.events]
    assert ends == [f"{day + timedelta(days=1):%Y%m%d}" for day in last]
    assert {value for name, value in lines if name == "DTSTAMP"} == {"20200102T030405Z"}
    summaries = [value for name, value in lines if name == "SUMMARY"]
    assert any("tuna\\, cod\\; and eels" in each for each in summaries)
    assert [value for name, value in lines if name == "STATUS"].count("TENTATIVE") == 1


def test_entries_keep_their_uid(timeline: Timeline) -> None:
    first, again = (
        [value for name, value in unfolded(exported(timeline, "ics", made=made)) if name == "UID"]
        for made in (MADE, MADE + timedelta(days=9))
    )
    assert first == again
    assert len(set(first)) == len(timeline.events)


@given(st.text())
def test_a_folded_line_is_short_and_whole(text: str) -> None:
    line = _escaped("".join(letter for letter in text if not "\ud800" <= letter <= "\udfff"))
    pieces = list(_folded(line))
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert "\n" not in line


def test_the_picture_is_one_svg_with_a_mark_an_event(timeline: Timeline) -> None:
    root = ElementTree.fromstring(exported(timeline, "svg"))
    assert root.tag == f"{SVG}svg"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "style", "text", "tspan", "line", "path", "circle", "rect", "g",
    }  # fmt: skip
    events = [each for each in root.iter(f"{SVG}g") if (each.get("class") or "").startswith("event ")]
    assert len(events) == len(timeline.events)
    for drawn, event in zip(events, timeline.events, strict=True):
        marks = [*drawn.iter(f"{SVG}circle"), *drawn.iter(f"{SVG}rect")]
        assert len(marks) == 1
        assert event.text in (drawn.findtext(f"{SVG}title") or "")
    assert "<b>levy</b>" in "".join(root.itertext())
    assert "prefers-color-scheme:dark" in exported(timeline, "svg")


def test_labels_do_not_overlap_and_stay_inside(timeline: Timeline) -> None:
    crowded = tuple(event for event in timeline.events for _ in range(12))
    for events in (timeline.events, crowded):
        layout = laid_out(events)
        bottoms = [label.top + LINE * (1 + len(label.lines)) for label in layout.labels]
        assert layout.labels[0].top >= HEAD - LINE
        assert all(bottom < later.top for bottom, later in zip(bottoms, layout.labels[1:], strict=False))
        assert bottoms[-1] <= layout.height
        ticks = [tick.y for tick in layout.ticks]
        assert all(later - one >= 18 for one, later in pairwise(ticks))


@given(st.text(min_size=1), st.floats(min_value=40, max_value=400))
def test_wrapped_text_keeps_its_words_in_order(text: str, room: float) -> None:
    whole = "".join(wrapped(text, room, most=10_000))
    assert whole == "".join(text.split()) or whole.replace(" ", "") == "".join(text.split())
    assert len(wrapped(text, room)) <= 3


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.styles: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "style" and data.strip():
            self.styles.append(data)


def test_the_page_runs_nothing_and_asks_for_nothing(timeline: Timeline) -> None:
    page = Page(exported(timeline, "html"))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "b", "base"}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        assert (attributes.get("href") or "https:").startswith(("https:", "http:"))
    (policy,) = [each["content"] for _, each in page.tags if each.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(hashlib.sha256(page.styles[0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(page.styles) == 1
    assert "url(" not in page.styles[0]
    assert "@import" not in page.styles[0]


def test_the_page_quotes_every_citation(timeline: Timeline) -> None:
    page = exported(timeline, "html")
    assert page.count("<blockquote>") == sum(len(event.citations) for event in timeline.events)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_address_that_is_no_web_address_is_no_link(timeline: Timeline) -> None:
    bad = tuple(each.model_copy(update={"url": "javascript:alert(1)"}) for each in timeline.citations)
    cited = timeline.model_copy(update={"citations": bad})
    assert "href" not in exported(cited, "html")
    assert "URL:" not in exported(cited, "ics", made=MADE)
    assert "<javascript" not in exported(cited, "md")


def test_a_file_is_whole_or_not_there(timeline: Timeline, tmp_path: Path) -> None:
    from assistant.exporting import write_whole

    target = tmp_path / "t.html"
    write_whole(target, [exported(timeline, "html")])
    assert [each.name for each in tmp_path.iterdir()] == ["t.html"]
