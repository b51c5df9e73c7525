import pytest

from assistant.answers import Event
from evals.external.when_why import AnnotatedArticle, can_be_known, measure_date_search, measure_days, measure_when_why
from index.dates import parse_partial_date
from tests.evals.making import an_answer

from .asked import Scripted

ARTICLE = AnnotatedArticle.model_validate(
    {
        "id": "a1",
        "date": "2019-05-11",
        "title": "Duty raised",
        "text": "The duty was raised on 10 May 2019. It had been set on 3 July 2018.",
        "answers": {
            "when": [{"text": "Friday", "parsed": "2019-05-10"}],
            "why": [{"text": "the duty, to 25%"}],
        },
    }
)
SILENT = AnnotatedArticle.model_validate({"id": "a2", "date": "", "title": "Silence", "answers": {}})
LATER = ARTICLE.model_copy(update={"id": "a3", "date": "2019-05-09"})


def no_tick(_done: int, _total: int) -> None:
    """Tells nobody."""


def test_articles_and_reasons_are_looked_for_and_reasons_only_where_people_marked_them() -> None:
    parley = Scripted({"Duty raised": [("x", ""), ("a1", "")]}, {"Why did this happen: Duty raised?": an_answer()})
    figures = measure_when_why(parley, [ARTICLE, SILENT], no_tick)
    assert {figure.name: (figure.value, figure.of) for figure in figures} == {
        "own article at 1": (0.0, 2),
        "own article at 10": (0.5, 2),
        "MRR@10": (0.25, 2),
        "why: the marked words are cited": (1.0, 1),
    }
    assert parley.searched == [("Duty raised", 10, "2019-05-11"), ("Silence", 10, None)]


@pytest.mark.parametrize(("day", "first"), [("2019-05-10", 1.0), ("2019-05-09", 0.0), ("2019-05", 0.0)])
def test_a_day_is_first_only_as_the_answers_first_event_and_at_its_precision(day: str, first: float) -> None:
    event = Event(text="It was raised.", interval=parse_partial_date(day), citations=(1,))
    parley = Scripted({}, {"When did this happen: Duty raised?": an_answer(events=(event,))})
    figures = measure_days(parley, [ARTICLE, SILENT], "here", no_tick)
    assert {figure.name: (figure.value, figure.of) for figure in figures} == {
        "when, here: stated": (1.0, 1),
        "when, here: stated, of what can be known": (1.0, 1),
        "when, here: first": (first, 1),
        "when, here: first, of what can be known": (first, 1),
    }


def test_a_refusal_states_no_day() -> None:
    figures = measure_days(Scripted(), [ARTICLE], "here", no_tick)
    assert [figure.value for figure in figures] == [0.0] * 4


def test_what_lies_after_the_article_or_has_no_article_date_cannot_be_known() -> None:
    assert can_be_known(ARTICLE)
    assert not can_be_known(LATER)
    assert not can_be_known(ARTICLE.model_copy(update={"date": ""}))
    figures = measure_days(Scripted(), [ARTICLE, LATER], "here", no_tick)
    assert [figure.of for figure in figures] == [2, 1, 2, 1]


def test_the_baseline_is_what_dateparser_finds_in_the_article() -> None:
    figures = measure_date_search([ARTICLE, SILENT])
    assert [(figure.name, figure.value, figure.of) for figure in figures] == [
        ("when, search_dates: first", 1.0, 1),
        ("when, search_dates: any in the article", 1.0, 1),
    ]
