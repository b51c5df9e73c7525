"""Timelines: mentions merged to events, their states, their order, the wall of time, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import Assistant
from assistant.timelines import StateKind, Timeline, TimelineEvent
from assistant.timelines.models import DateBasis
from index.articles import Draft
from index.errors import LibraryMissing, UsageError
from tests.assistant.story_making import draft, library_of

TOPIC = "levy on tuna"
PLAN = "The Northern Union will impose a levy of 20 percent on tuna from Kestrel Island on August 1, its ministry said."
DELAY = (
    "The Northern Union has postponed its levy of 20 percent on tuna from Kestrel Island, which was due on August 1."
)
DEED = "The Northern Union imposed its levy of 20 percent on tuna from Kestrel Island on Monday after a long delay."
OTHER = "Shares in Ostland fell. The weather was fine in the valley on Tuesday. Coal mines closed in June."


def story(text: str, name: str, day: str | None, source: str) -> Draft:
    return draft(text, id=name, title=f"News of {day}", day=day, source=source)


def three_reports() -> list[Draft]:
    return [
        story(PLAN, "plan", "2019-07-05", "Harbour Wire"),
        story(DELAY, "delay", "2019-07-20", "Valley Post"),
        story(DEED, "deed", "2019-09-10", "Cape News"),
        story(OTHER, "other", "2019-07-06", "Valley Post"),
    ]


def states(event: TimelineEvent) -> list[tuple[str, str | None]]:
    return [(state.kind, state.reported.value) for state in event.states]


def days(timeline: Timeline) -> list[str]:
    return [str(event.interval.first) for event in timeline.events]


@pytest.fixture
def parley(tmp_path: Path) -> Assistant:
    return library_of(tmp_path / "library", *three_reports())


def test_a_plan_that_was_put_off_and_then_done_is_one_line(parley: Assistant) -> None:
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert states(event) == [("planned", "2019-07-05"), ("postponed", "2019-07-20"), ("done", "2019-09-10")]
    assert str(event.interval.first) == "2019-09-09"
    assert event.text == DEED
    assert event.words == "Monday"
    assert event.basis is DateBasis.TOLD
    assert event.independent_sources == 3


def test_as_of_is_a_wall(parley: Assistant) -> None:
    (planned,) = parley.timeline(TOPIC, as_of="2019-07-10").events
    assert states(planned) == [("planned", "2019-07-05")]
    timeline = parley.timeline(TOPIC, as_of="2019-08-31")
    (postponed,) = timeline.events
    assert postponed.state is StateKind.POSTPONED
    assert str(postponed.interval.first) == "2019-08-01"
    assert "deed" not in timeline.model_dump_json()
    assert not parley.timeline(TOPIC, as_of="2019-07-01").events


def test_every_citation_is_exact_numbered_and_used(parley: Assistant) -> None:
    timeline = parley.timeline(TOPIC, as_of="2019-12-31")
    assert [each.n for each in timeline.citations] == [1, 2, 3]
    for citation in timeline.citations:
        article = parley.article(citation.article_id)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.quote
    assert timeline.events[0].citations == (1, 2, 3)
    assert timeline.citations[0].article_id == "deed"


def test_json_gives_the_same_timeline_back(parley: Assistant) -> None:
    timeline = parley.timeline(TOPIC, as_of="2019-12-31")
    assert Timeline.model_validate_json(timeline.model_dump_json()) == timeline


def test_the_same_topic_gives_the_same_timeline(parley: Assistant) -> None:
    assert parley.timeline(TOPIC, as_of="2019-12-31") == parley.timeline(TOPIC, as_of="2019-12-31")


def test_citations_that_do_not_fit_the_events_are_an_error(parley: Assistant) -> None:
    found = parley.timeline(TOPIC, as_of="2019-12-31").model_dump()
    with pytest.raises(ValidationError, match="events cite"):
        Timeline.model_validate({**found, "citations": found["citations"][:1]})


@pytest.mark.parametrize(
    ("fate", "kind"),
    [
        ("The levy on tuna that was to start on August 1 has been cancelled, the union said.", StateKind.CANCELLED),
        ("The union will not go ahead with the levy on tuna on August 1, officials said.", StateKind.CANCELLED),
        ("The union delayed the levy on tuna that was planned for August 1, officials said.", StateKind.POSTPONED),
        ("The levy on tuna took effect on Thursday, customs officers in Vienna said.", StateKind.DONE),
    ],
)
def test_what_became_of_a_plan(tmp_path: Path, fate: str, kind: StateKind) -> None:
    day = "2019-08-02" if kind is StateKind.DONE else "2019-07-25"
    parley = library_of(
        tmp_path / "library",
        story(PLAN, "plan", "2019-07-05", "Harbour Wire"),
        story(fate, "fate", day, "Cape News"),
    )
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert [each.kind for each in event.states] == [StateKind.PLANNED, kind]
    assert str(event.interval.first) == "2019-08-01"


def test_a_new_day_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    moved = "The levy on tuna from Kestrel Island will come on September 15 instead of August 1, the union said."
    parley = library_of(
        tmp_path / "library",
        story(PLAN, "plan", "2019-07-05", "Harbour Wire"),
        story(moved, "moved", "2019-07-20", "Cape News"),
    )
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert str(event.interval.first) == "2019-09-15"
    assert event.state is StateKind.POSTPONED
    assert str(event.states[0].interval.first) == "2019-08-01"


def test_a_month_is_merged_into_the_day_inside_it(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("The union imposed a levy of 20 percent on tuna on May 10.", "day", "2019-05-12", "Harbour Wire"),
        story("The union imposed a levy of 20 percent on tuna in May.", "month", "2019-08-02", "Cape News"),
    )
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert (str(event.interval.first), event.interval.precision) == ("2019-05-10", "day")
    assert len(event.citations) == 2


def test_of_two_that_begin_together_the_less_precise_comes_first(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("Kestrel Island sued the union over its levy on tuna on May 1.", "one", "2019-06-02", "Harbour Wire"),
        story("Prices of tuna rose by a tenth in May because of the levy.", "two", "2019-06-03", "Cape News"),
        story("Fishermen blocked a port over the levy on tuna on May 10.", "three", "2019-06-04", "Valley Post"),
    )
    timeline = parley.timeline(TOPIC, as_of="2019-12-31")
    assert [event.interval.precision for event in timeline.events] == ["month", "day", "day"]
    assert days(timeline) == ["2019-05-01", "2019-05-01", "2019-05-10"]


def test_news_without_a_date_has_that_of_its_report(tmp_path: Path) -> None:
    parley = library_of(tmp_path / "library", story("The union imposed a levy on tuna.", "a", "2019-05", "Cape News"))
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert (event.basis, event.words, event.interval.precision) == (DateBasis.REPORTED, "", "month")


def test_the_day_of_speaking_counts_only_for_want_of_a_better_one(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("The union will raise its levy on tuna on June 1, a minister said on Monday.", "a", "2019-05-15", "A"),
    )
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert str(event.interval.first) == "2019-06-01"


def test_undated_articles_are_left_out_and_counted(tmp_path: Path) -> None:
    parley = library_of(tmp_path / "library", *three_reports(), story(DEED, "undated", None, "Nowhere"))
    timeline = parley.timeline(TOPIC)
    assert "1 undated article was left out" in timeline.warnings
    assert all(each.article_id != "undated" for each in timeline.citations)
    assert not timeline.query.as_of_given


def test_copies_are_one_outlet(tmp_path: Path) -> None:
    text = f"{DEED} Boats stayed in port, and buyers in the union turned to other oceans for their fish, they said."
    parley = library_of(
        tmp_path / "library",
        story(text, "deed", "2019-09-10", "Harbour Wire"),
        story(text, "copy", "2019-09-11", "Cape News"),
    )
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert event.independent_sources == 1
    (citation,) = parley.timeline(TOPIC, as_of="2019-12-31").citations
    assert {citation.article_id, *citation.also_in} == {"deed", "copy"}
    assert parley.timeline(TOPIC, as_of="2019-09-10").citations[0].also_in == ()


def test_a_window_limits_the_days_of_events(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("The union raised its levy on tuna on May 10.", "may", "2019-05-12", "Harbour Wire"),
        story("The union halved its levy on tuna on July 3.", "july", "2019-07-04", "Cape News"),
    )
    assert days(parley.timeline(TOPIC, since="2019-06")) == ["2019-07-03"]
    assert days(parley.timeline(TOPIC, until="2019-06")) == ["2019-05-10"]
    assert days(parley.timeline(f"{TOPIC} in May 2019", as_of="2019-12-31")) == ["2019-05-10"]
    assert days(parley.timeline(TOPIC, sources=["Cape News"])) == ["2019-07-03"]


def test_the_longest_gap_says_whether_there_were_articles(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("The union raised its levy on tuna on May 10.", "may", "2019-05-12", "Harbour Wire"),
        story("The union halved its levy on tuna on July 3.", "july", "2019-07-04", "Cape News"),
        story(OTHER, "other", "2019-06-06", "Valley Post"),
    )
    gap = parley.timeline(TOPIC, as_of="2019-12-31").gap
    assert gap is not None
    assert (str(gap.first), str(gap.last), gap.days, gap.articles) == ("2019-05-11", "2019-07-02", 53, 2)


def test_only_the_most_telling_are_shown(tmp_path: Path) -> None:
    parley = library_of(
        tmp_path / "library",
        story("The union raised its levy on tuna on May 10.", "may", "2019-05-12", "Harbour Wire"),
        story("The union halved its levy on tuna on July 3.", "july", "2019-07-04", "Cape News"),
    )
    timeline = parley.timeline(TOPIC, as_of="2019-12-31", limit=1)
    assert (len(timeline.events), timeline.omitted) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Was the levy on tuna raised on May 10?",
        "Had it been raised, the levy on tuna would have hurt the island on May 10.",
        "“The levy on tuna was raised on May 10 and it hurts us all,” she said.",
        "The levy on tuna weighed more than on May 10.",
    ],
)
def test_what_is_no_event_gives_no_day(tmp_path: Path, text: str) -> None:
    parley = library_of(tmp_path / "library", story(text, "a", "2019-05-20", "Cape News"))
    assert "2019-05-10" not in days(parley.timeline(TOPIC, as_of="2019-12-31"))


def test_a_topic_that_no_article_mentions_has_no_events(parley: Assistant) -> None:
    timeline = parley.timeline("Zeppelin airship flights", as_of="2019-12-31")
    assert not timeline.events
    assert "do not mention" in timeline.refusal_reason
    assert timeline.coverage.articles == 4


def test_an_unknown_outlet_is_named(parley: Assistant) -> None:
    assert "“Nobody”" in parley.timeline(TOPIC, sources=["Nobody"]).refusal_reason


def test_an_empty_library_and_an_empty_topic_are_errors(parley: Assistant, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no topic"):
        parley.timeline("?!")
    with pytest.raises(UsageError, match="0 events"):
        parley.timeline(TOPIC, limit=0)
    with pytest.raises(LibraryMissing):
        library_of(tmp_path / "empty").timeline(TOPIC)


def test_what_an_article_plans_is_not_done_by_what_it_tells_of_another_day(tmp_path: Path) -> None:
    topic = "levy of the Northern Union on tuna from Kestrel Island"
    text = f"The {topic} enters into force this Saturday, August 3. The minister said that the {topic} had real teeth."
    parley = library_of(tmp_path / "library", story(text, "both", "2019-07-31", "Harbour Wire"))
    assert days(parley.timeline(topic, as_of="2019-12-31")) == ["2019-07-31", "2019-08-03"]


def test_a_plan_stands_on_its_day_and_the_day_of_speaking_beside_it(tmp_path: Path) -> None:
    text = "The levy on tuna would go to 30 percent on July 1, according to a statement on Thursday evening."
    parley = library_of(tmp_path / "library", story(text, "a", "2019-05-31", "Cape News"))
    (event,) = parley.timeline(TOPIC, as_of="2019-12-31").events
    assert str(event.interval.first) == "2019-07-01"
    assert "Thursday evening [30 May 2019]" in event.text
