"""Which date of a sentence is that of the event, and when only the report's own day is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers import AnswerSentence, DateBasis, Support
from assistant.evidence import Sentence
from assistant.evidence.event_dates import event_date, events_of, tells_when, with_report_days
from tests.assistant.story_making import article, draft, evidence_of, library_of
from tests.index.index_making import TEXTS

STALL = "When did talks between Kestrel Island and the Northern Union stall?"
LEVY = "When did the Northern Union double its levy on tuna?"


def sentences_of(question: str, text: str, day: str | None = "2019-07-05", title: str = "") -> Sequence[Sentence]:
    return evidence_of(question, article(text, title=title, day=day)).sentences


def only(question: str, text: str, day: str | None = "2019-07-05", title: str = "") -> Sentence:
    [sentence] = sentences_of(question, text, day, title)
    return sentence


def as_said(sentences: Sequence[Sentence]) -> list[AnswerSentence]:
    return [
        AnswerSentence(text=each.text, citations=(n,), support=Support.SUPPORTED)
        for n, each in enumerate(sentences, start=1)
    ]


@pytest.mark.parametrize(
    ("text", "day", "surely"),
    [
        ("Talks between Kestrel Island and the Northern Union stalled in May.", "2019-07-05", 1.0),
        ("Talks between Kestrel Island and the Northern Union stalled, Brook said on Monday.", "2019-07-05", 0.5),
        (
            "Talks between Kestrel Island and the Northern Union stalled in May, Brook said on Monday.",
            "2019-07-05",
            1.0,
        ),
        ("Talks between Kestrel Island and the Northern Union stalled two weeks later.", "2019-07-05", 0.0),
        ("Talks between Kestrel Island and the Northern Union stalled in May.", None, 1.0),
        ("Talks between Kestrel Island and the Northern Union stalled.", "2019-07-05", 0.0),
        ("Talks between Kestrel Island and the Northern Union stalled (@brook) May 3, 2019", "2019-07-05", 0.0),
        ("Talks between Kestrel Island and the Northern Union were slower than in May.", "2019-07-05", 0.2),
        ("The mayor, who sang in a choir from 1994 to 2003, smiled.", "2019-07-05", 0.0),
    ],
)
def test_how_surely_a_sentence_says_when(text: str, day: str | None, surely: float) -> None:
    assert tells_when(only(STALL, text, day)) == pytest.approx(surely)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=40)
def test_sureness_lies_between_0_and_1(texts: list[str]) -> None:
    for sentence in sentences_of(STALL, "\n\n".join(texts)):
        assert 0 <= tells_when(sentence) <= 1
        dated = event_date(sentence)
        assert dated is None or 0 < dated.weight <= 1


def test_the_date_that_fits_best_is_taken_and_not_the_first_one() -> None:
    text = "The union, weaker than in 2011, doubled its levy on tuna on Tuesday."
    told = event_date(only(LEVY, text))
    assert told is not None
    assert (str(told.interval.first), told.basis) == ("2019-07-02", DateBasis.TOLD)


def test_the_year_of_the_report_is_no_date_of_what_it_reports() -> None:
    told = event_date(only(LEVY, "The Northern Union doubled its levy on tuna in the worst row of 2019."))
    assert told is not None
    assert told.weight < 0.5


def test_news_without_a_day_is_of_the_day_of_its_report_and_said_to_be() -> None:
    lead = "The Northern Union has doubled its levy on tuna from Kestrel Island."
    chosen = sentences_of(LEVY, lead, title="Union doubles levy")
    [said] = with_report_days(chosen, as_said(chosen))
    assert said.text == f"{lead} [reported 5 July 2019]"
    [event] = events_of(chosen, [said])
    assert (str(event.interval.first), event.basis) == ("2019-07-05", DateBasis.REPORTED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Northern Union will double its levy on tuna.", "2019-07-05"),
        ("The Northern Union has doubled its levy on tuna.", None),
        ("Herring was dear in the markets of the coast.", "2019-07-05"),
    ],
)
def test_what_is_to_come_undated_or_about_something_else_gets_no_day_of_report(text: str, day: str | None) -> None:
    chosen = sentences_of(LEVY, text, day)
    assert with_report_days(chosen, as_said(chosen)) == as_said(chosen)
    assert list(events_of(chosen, as_said(chosen))) == []


def test_a_day_that_is_told_keeps_the_day_of_the_report_out() -> None:
    chosen = sentences_of(
        LEVY, "The Northern Union doubled its levy on tuna on Tuesday. The levy hurts Kestrel Island."
    )
    assert with_report_days(chosen, as_said(chosen)) == as_said(chosen)
    assert [str(event.interval.first) for event in events_of(chosen, as_said(chosen))] == ["2019-07-02"]


def test_an_answer_shows_the_day_of_the_report_beside_the_quote_and_not_in_it(tmp_path: Path) -> None:
    lead = "The Northern Union has doubled its levy on tuna from Kestrel Island."
    with library_of(tmp_path, draft(lead, title="Union doubles levy on tuna")) as parley:
        answer = parley.ask(LEVY, as_of="2019-07-31")
    assert answer.text == f"{lead} [reported 5 July 2019] [1]"
    assert [citation.quote for citation in answer.citations] == [lead]
    assert [event.basis for event in answer.events] == [DateBasis.REPORTED]


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.integers(-300, 300),
    st.sampled_from(["on Tuesday", "last week", "yesterday", "two weeks ago", "over the weekend"]),
)
def test_an_article_written_whole_weeks_later_tells_of_an_event_as_many_weeks_later(
    day: date, weeks: int, words: str
) -> None:
    text = f"The Northern Union doubled its levy on tuna {words}."
    shift = timedelta(weeks=weeks)
    early = event_date(only(LEVY, text, day.isoformat()))
    late = event_date(only(LEVY, text, (day + shift).isoformat()))
    assert early is not None
    assert late is not None
    assert early.interval.first is not None
    assert early.interval.last is not None
    assert (late.interval.first, late.interval.last) == (early.interval.first + shift, early.interval.last + shift)
    assert late.interval.precision == early.interval.precision
