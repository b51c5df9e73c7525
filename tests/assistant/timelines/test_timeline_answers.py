"""A question about how something went is answered by its events: dated, oldest first, cited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings
from assistant.answers import AnswerMode, AnswerStatus
from assistant.models.options import ChatSettings
from assistant.questions import understand
from index.articles import Draft
from tests.assistant.models import scripted
from tests.assistant.story_making import draft, library_of

QUESTION = "How did the union's levy on tuna develop?"
ORDER = "The Northern Union ordered a levy of 5 percent on tuna from Kestrel Island on Monday."
RISE = "The Northern Union raised its levy on tuna from Kestrel Island to 20 percent on May 10."
LATER = (
    "Importers of tuna paid the Northern Union's levy of 20 percent for the first time on May 10, when it was raised."
)
END = "The Northern Union will end its levy on tuna from Kestrel Island on August 1, the ministry said."


def story(text: str, day: str, source: str) -> Draft:
    return draft(text, id=day, title="Tuna levy", day=day, source=source)


@pytest.fixture
def parley(tmp_path: Path) -> Assistant:
    return library_of(
        tmp_path / "library",
        story(RISE, "2019-05-11", "Cape News"),
        story(ORDER, "2019-02-05", "Harbour Wire"),
        story(LATER, "2019-05-12", "Valley Post"),
        story(END, "2019-07-20", "Valley Post"),
    )


def test_events_stand_oldest_first_with_all_that_report_them(parley: Assistant) -> None:
    answer = parley.ask(QUESTION, as_of="2019-07-31")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.query.kind == "timeline"
    assert [str(event.interval.first) for event in answer.events] == ["2019-02-04", "2019-05-10", "2019-08-01"]
    assert [sentence.text.partition(":")[0] for sentence in answer.sentences] == [
        "4 February 2019",
        "10 May 2019",
        "1 August 2019",
    ]
    assert len(answer.events[1].citations) == 2
    assert "(planned, reported 2019-07-20)" in answer.sentences[2].text
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_as_of_walls_the_events_off(parley: Assistant) -> None:
    answer = parley.ask(QUESTION, as_of="2019-05-31")
    assert [str(event.interval.first) for event in answer.events] == ["2019-02-04", "2019-05-10"]
    assert "August" not in answer.model_dump_json()


def test_the_days_between_milestones_limit_the_events(parley: Assistant) -> None:
    answer = parley.ask("What happened with the levy on tuna between May and August 2019?", as_of="2019-12-31")
    assert [str(event.interval.first) for event in answer.events] == ["2019-05-10", "2019-08-01"]
    assert answer.query.window is not None
    assert (str(answer.query.window.first), str(answer.query.window.last)) == ("2019-05-01", "2019-08-31")


def test_with_a_single_event_the_question_is_answered_as_any_other(parley: Assistant) -> None:
    answer = parley.ask(QUESTION, as_of="2019-03-31")
    assert answer.sentences
    assert not answer.sentences[0].text.startswith("4 February 2019:")


def test_what_no_article_tells_is_refused(parley: Assistant) -> None:
    assert parley.ask("Trace the quarrel over Ostland's copper mines", as_of="2019-07-31").refused


@pytest.mark.loopback
def test_a_model_is_given_the_events_in_order_and_what_it_cites_is_listed(parley: Assistant) -> None:
    written = "The Northern Union ordered a levy of 5 percent on tuna. [1] It raised the levy to 20 percent. [2]"
    with scripted.serving(scripted.says(written)) as server:
        settings = Settings(
            library=parley.folder, embedding="hashing", chat=ChatSettings(base_url=server.url, model="small")
        )
        with Assistant(settings, create=False) as writer:
            answer = writer.ask(QUESTION, as_of="2019-07-31")
    assert answer.mode is AnswerMode.GENERATIVE
    assert [str(event.interval.first) for event in answer.events] == ["2019-02-04", "2019-05-10"]


@pytest.mark.parametrize(
    "question",
    [
        "Timeline of the tuna levy",
        "How did the dispute over the island's $200bn of fish unfold?",
        "Trace the tuna levy from the order to its end",
        "List the steps of the quarrel",
        "Which rounds of talks were there?",
        "What happened between March 2018 and June 2019?",
        "What were the main stages of the dispute?",
    ],
)
def test_questions_for_events_are_known(question: str) -> None:
    assert understand(question, as_of=date(2019, 7, 31)).wants_events


@pytest.mark.parametrize(
    "question",
    [
        "When was the levy raised?",
        "What happened on 23 August?",
        "Which date was set for the talks?",
        "How did Beijing answer?",
        "Who could trace the money?",
    ],
)
def test_other_questions_are_not(question: str) -> None:
    assert understand(question, as_of=date(2019, 7, 31)).wants_events is False
