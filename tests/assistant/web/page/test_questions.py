"""What the parts of the page hand over becomes a question, and a refused one is offered more widely."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answers import Answer
from assistant.web.page.questions import LONGEST, Asking, ways_out
from tests.assistant.web.serving import opened

REFUSED = "Why did France oppose the Mercosur deal?"


@pytest.fixture(scope="module")
def refusal(loaded: Path) -> Answer:
    with opened(loaded) as parley:
        return parley.ask(REFUSED, since="2019-05", as_of="2019-06-30")


def test_a_form_is_read_as_a_person_means_it() -> None:
    asking = Asking.of({"question": "  Why? ", "sources": "Meridian Wire; ;Cape ", "as_of": " 2019 "}, 5, "auto", " m ")
    assert (asking.question, asking.sources, asking.as_of) == ("Why?", ("Meridian Wire", "Cape"), "2019")
    assert asking.narrowing() == {
        "since": None,
        "until": None,
        "as_of": "2019",
        "sources": ("Meridian Wire", "Cape"),
        "k": 5,
        "mode": "auto",
        "model": "m",
    }


@pytest.mark.parametrize("values", [{}, {"question": None, "sources": None}, {"question": 3, "sources": [None, ""]}])
def test_what_is_missing_or_of_another_kind_breaks_nothing(values: dict[str, object]) -> None:
    asking = Asking.of(values)
    assert asking.narrowing()["since"] is None


def test_a_question_has_its_longest() -> None:
    assert len(Asking.of({"question": "x" * 5000}).question) == LONGEST


def test_only_what_was_narrowed_is_offered_wider(refusal: Answer) -> None:
    both = Asking(REFUSED, since="2019-05", as_of="2019-06-30", sources=("Meridian Wire",))
    labels = [way.label for way in ways_out(both, refusal)]
    assert labels == ["Search all dates", "Ask as of today", "Search all outlets", "Search everything"]
    assert ways_out(Asking(REFUSED), refusal) == []
    [only] = ways_out(Asking(REFUSED, until="2019"), refusal)
    assert (only.label, only.until) == ("Search all dates", "")


def test_an_answer_that_was_kept_knows_what_it_was_asked_with(refusal: Answer, loaded: Path) -> None:
    again = Asking.again(REFUSED, refusal)
    assert (again.since, again.until, again.as_of) == ("2019-05-01", "", "2019-06-30")
    with opened(loaded) as parley:
        assert _asked(parley, again).refused


def _asked(parley: Assistant, asking: Asking) -> Answer:
    return parley.ask(asking.question, **asking.narrowing())
