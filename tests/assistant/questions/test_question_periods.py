"""The period of a question as it is really searched: events that the articles date, the day of the words, silence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answers import Answer, AnswerStatus
from tests.assistant.story_making import draft, library_of

TODAY = date(2019, 7, 31)
LISBON = (
    "Ministers of Kestrel Island and the Northern Union met at the Lisbon summit on 12 March 2019 and talked of tuna."
)
TRUCE = "The island and the union agreed on Saturday to a truce over tuna after a day of talks."
AGAIN = "The truce over tuna, struck on 8 June 2019, still holds, fishermen said."
LEVY = "The union put a levy of 20 percent on tuna in May 2019."
EARLIER = "The union put a levy of 5 percent on tuna in February 2019."


@pytest.fixture(scope="module")
def parley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    made = (
        draft(EARLIER, id="earlier", title="Union taxes tuna", day="2019-02-11"),
        draft(LISBON, id="lisbon", title="Island and union talk of tuna", day="2019-03-13"),
        draft(LEVY, id="levy", title="Union raises levy on tuna", day="2019-05-20"),
        draft(TRUCE, id="truce", title="A truce over tuna", day="2019-06-09"),
        draft(AGAIN, id="again", title="Tuna boats sail again", day="2019-07-01", source="Valley Post"),
    )
    with library_of(tmp_path_factory.mktemp("periods"), *made) as opened:
        yield opened


def window(answer: Answer) -> tuple[str, str, str]:
    found = answer.query.window
    days = (str(found.first or ""), str(found.last or "")) if found else ("", "")
    return (*days, answer.query.window_words)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What levy on tuna came since the Lisbon summit?", ("2019-03-12", "", "since the Lisbon summit")),
        ("What levy on tuna was there before the Lisbon summit?", ("", "2019-03-11", "before the Lisbon summit")),
        ("What levy on tuna was there until the Lisbon summit?", ("", "2019-03-12", "until the Lisbon summit")),
        ("What levy on tuna was there before the truce?", ("", "2019-06-07", "before the truce")),
        ("What levy on tuna came in early 2019?", ("2019-01-01", "2019-04-30", "early 2019")),
        ("What levy on tuna came in the past three months?", ("2019-04-30", "2019-07-31", "the past three months")),
        ("What is the latest on the levy on tuna?", ("", "", "")),
    ],
)
def test_the_period_that_was_searched_stands_in_the_query(
    parley: Assistant, question: str, expected: tuple[str, str, str]
) -> None:
    assert window(parley.ask(question, as_of=TODAY)) == expected


def test_the_answer_says_by_which_article_an_event_was_dated(parley: Assistant) -> None:
    answer = parley.ask("What levy on tuna came since the Lisbon summit?", as_of=TODAY)
    [told] = [each for each in answer.warnings if "was dated" in each]
    assert told == "“Lisbon summit” was dated 12 March 2019 by “Island and union talk of tuna” (Harbour Wire)"
    assert "20 percent" in answer.text


def test_an_event_is_dated_by_no_article_behind_the_wall(parley: Assistant) -> None:
    answer = parley.ask("What levy on tuna came since the Lisbon summit?", as_of="2019-03-01")
    assert window(answer) == ("", "", "")
    assert not any("dated" in each for each in answer.warnings)


def test_a_bare_word_that_one_story_dates_stays_words(parley: Assistant) -> None:
    assert window(parley.ask("What levy on tuna was there before the truce?", as_of="2019-06-15")) == ("", "", "")


def test_an_event_of_two_days_far_apart_stays_words(tmp_path: Path) -> None:
    other = LISBON.replace("12 March", "5 May")
    with library_of(tmp_path, draft(LISBON, id="one"), draft(other, id="two"), draft(LEVY, id="levy")) as parley:
        assert window(parley.ask("What levy on tuna came since the Lisbon summit?", as_of=TODAY)) == ("", "", "")


def test_days_that_the_caller_gave_are_kept(parley: Assistant) -> None:
    answer = parley.ask("What levy on tuna came since the Lisbon summit?", as_of=TODAY, since="2019-05-01")
    assert window(answer) == ("2019-05-01", "", "")


@pytest.mark.parametrize("words", ["as of 1 March 2019", "as of 1 March"])
def test_the_day_in_the_words_is_a_wall(parley: Assistant, words: str) -> None:
    answer = parley.ask(f"What is the levy on tuna {words}?", today=TODAY)
    assert (answer.query.as_of, answer.query.as_of_given) == (date(2019, 3, 1), True)
    assert answer.coverage.articles == 1
    assert "5 percent" in answer.text
    assert "20 percent" not in answer.text


def test_a_day_given_beside_the_question_goes_before_that_in_its_words(parley: Assistant) -> None:
    answer = parley.ask("What was the levy on tuna as of 1 March 2019?", as_of=TODAY)
    assert answer.query.as_of == TODAY
    assert window(answer) == ("", "2019-03-01", "as of 1 March 2019")


def test_a_timeline_keeps_the_wall_of_its_words(parley: Assistant) -> None:
    timeline = parley.timeline("Levy on tuna as of 1 March 2019", today=TODAY)
    assert (timeline.query.as_of, timeline.query.as_of_given) == (date(2019, 3, 1), True)
    assert timeline.coverage.articles == 1


def test_without_a_day_the_answer_says_what_today_was_taken_to_be(parley: Assistant) -> None:
    answer = parley.ask("What levy on tuna came this year?", today=TODAY)
    assert (answer.query.as_of, answer.query.as_of_given) == (TODAY, False)
    assert window(answer) == ("2019-01-01", "2019-12-31", "this year")


@pytest.mark.parametrize(
    ("question", "cause"),
    [
        ("What levy on tuna came in 2017?", "the articles searched cover 11 February 2019 to 1 July 2019"),
        ("What happened in April 2019?", "its articles cover 11 February – 1 July 2019"),
        ("What did the union do to copper in April 2019?", "no article was published in the period asked about, April"),
        ("What levy on tuna came this week?", "the articles searched cover 11 February 2019 to 1 July 2019"),
    ],
)
def test_a_period_without_articles_is_out_of_range(parley: Assistant, question: str, cause: str) -> None:
    answer = parley.ask(question, today=date(2019, 12, 31))
    assert answer.status is AnswerStatus.OUT_OF_RANGE
    assert cause in answer.refusal_reason


def test_silence_tells_nothing_of_articles_behind_the_wall(parley: Assistant) -> None:
    answer = parley.ask("What happened in April 2018?", as_of="2019-03-01")
    assert answer.status is AnswerStatus.OUT_OF_RANGE
    assert "its articles up to 2019-03-01 cover 11 February 2019" in answer.refusal_reason
    before = parley.ask("What happened in April 2018?", as_of="2018-12-31")
    assert before.refusal_reason == "no article in the library was published in the period searched"


@settings(max_examples=8, deadline=None)
@given(weeks=st.integers(-1500, 400))
def test_shifting_articles_and_question_by_whole_weeks_shifts_the_answer(weeks: int) -> None:
    """Weekdays, "yesterday" and counted weeks; months and years are not whole weeks."""
    text = (
        "The union doubled its levy on tuna on Thursday because the island broke a promise. "
        "Delegates will meet next Tuesday. A ship was turned back two days ago, and yesterday the port closed."
    )
    asked = "When did the union double its levy on tuna and why?"

    def dates(published: date) -> tuple[list[date | None], list[date | None], str]:
        with tempfile.TemporaryDirectory() as folder, library_of(Path(folder), draft(text, day=str(published))) as one:
            answer = one.ask(asked, as_of=published + timedelta(days=10))
        told = [edge for s in answer.sentences for d in s.dates for edge in (d.interval.first, d.interval.last)]
        return told, [event.interval.first for event in answer.events], answer.citations[0].quote

    published = date(2019, 7, 5)
    told, events, quote = dates(published)
    assert events == [date(2019, 7, 4)]
    by = timedelta(weeks=weeks)
    shifted = ([day and day + by for day in told], [day and day + by for day in events], quote)
    assert dates(published + by) == shifted
