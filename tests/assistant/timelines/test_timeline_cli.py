"""`parley timeline`: text, JSON, files and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.timelines import Timeline
from tests.assistant.conftest import Parley

TOPIC = "steel tariffs of Canada and the United States"


def test_text_has_dates_quotes_and_what_was_searched(parley: Parley, library: Path) -> None:
    ran = parley("timeline", TOPIC, "--as-of", "2019-12-31")
    assert ran.code == 0
    assert "17 May 2019" in ran.out
    assert "[1] “Canada and the United States ended their steel tariffs on Friday" in ran.out
    assert "as of 31 December 2019." in ran.out
    assert "1 undated article was left out." in ran.out


def test_json_is_a_timeline(parley: Parley, library: Path) -> None:
    ran = parley("timeline", TOPIC, "--as-of", "2019-12-31", "--json")
    timeline = Timeline.model_validate(ran.json)
    assert [str(event.interval.first) for event in timeline.events] == ["2019-05-17"]
    assert parley("timeline", TOPIC, "--as-of", "2019-12-31", "--format", "json").json == ran.json


@pytest.mark.parametrize("form", ["md", "csv", "json", "ics", "svg", "html"])
def test_a_file_takes_its_format_from_its_name(parley: Parley, library: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    ran = parley("timeline", TOPIC, "--as-of", "2019-12-31", "--out", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert "wrote 1 event" in ran.err
    written = target.read_bytes().decode()
    assert "steel tariffs" in written
    printed = parley("timeline", TOPIC, "--as-of", "2019-12-31", "--format", form)
    assert printed.code == 0
    if form != "ics":  # it says when it was made
        assert printed.out.split() == written.split()
    else:
        assert written.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("?!",),
        (TOPIC, "--format", "docx"),
        (TOPIC, "--out", "timeline.docx"),
        (TOPIC, "--json", "--format", "svg"),
        (TOPIC, "--since", "2020", "--until", "2019"),
        (TOPIC, "--as-of", "soon"),
        (TOPIC, "--limit", "0"),
        (TOPIC, "--out", "no/such/folder/out.svg"),
    ],
)
def test_what_cannot_be_is_a_usage_error(parley: Parley, library: Path, arguments: tuple[str, ...]) -> None:
    ran = parley("timeline", *arguments)
    assert ran.code == 2
    assert not ran.out


def test_no_events_is_a_refusal(parley: Parley, library: Path) -> None:
    ran = parley("timeline", "Zeppelin flights", "--as-of", "2019-12-31")
    assert ran.code == 0
    assert ran.out.startswith("No events: the articles found do not mention")
    assert parley("timeline", "Zeppelin flights", "--fail-on-refusal").code == 1


def test_an_empty_library_is_a_usage_error(parley: Parley, environment: Path) -> None:
    ran = parley("timeline", TOPIC)
    assert ran.code == 2
    assert "parley load" in ran.err
