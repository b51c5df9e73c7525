"""An answer is made of the sentences that say what was asked, few of them, from where they stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.extraction import Extract, extract, satisfies
from assistant.evidence import Sentence
from assistant.questions import Aspect
from index.articles import Article
from tests.assistant.story_making import STALLED, STEEL, article, asked, evidence_of

FISH, MILL = article(id="fish"), article(STEEL, id="steel", title="Steel orders fall", day="2019-07-02")


def chosen(question: str, *articles: Article) -> Extract:
    return extract(asked(question), evidence_of(question, *(articles or (FISH, MILL))).sentences)


def words_of(question: str, *articles: Article) -> str:
    return " ".join(each.text for each in chosen(question, *articles).sentences)


def test_when_is_answered_by_the_sentence_with_the_events_own_date() -> None:
    story = article(
        "Envoys spoke on Monday about ships. The union doubled its levy on tuna on 3 June 2019. "
        "The levy on tuna is hated. Ships waited."
    )
    assert "3 June 2019" in words_of("When did the union double its levy on tuna?", story)


def test_why_is_answered_by_the_sentence_with_the_reason() -> None:
    story = article(
        "The mill in the valley closed a furnace. It rained. The mill closed the furnace because of cheap imports."
    )
    assert "because of cheap imports" in words_of("Why did the mill close a furnace?", story)


def test_one_sentence_that_says_when_and_why_is_the_whole_answer() -> None:
    [sentence] = chosen("When did talks stall and why?").sentences
    assert sentence.text == STALLED


def test_both_halves_come_from_two_articles_when_they_must() -> None:
    day = article("The union doubled its levy on tuna on 3 June 2019.", id="when", title="")
    reason = article("The union doubled its levy on tuna because the island closed its ports.", id="why", title="")
    extract_ = chosen("When did the union double its levy on tuna and why?", day, reason)
    assert {each.article.id for each in extract_.sentences} == {"when", "why"}
    assert extract_.unanswered == ()


def test_how_much_is_answered_by_the_figure() -> None:
    assert "20 percent" in words_of("How much is the levy on tuna?")
    assert "$3 billion" in words_of("How much fish does Kestrel Island export a year?")


def test_who_and_where_are_answered_by_a_name() -> None:
    assert "Tom Reed" in words_of("Who closed a furnace of the largest mill?")
    assert "Vienna" in words_of("Where will negotiators meet?")


@pytest.mark.parametrize(
    "beside",
    [
        "The Harbour Wire has reached out to Bela Toth for comment on the levy on tuna.",
        "Bela Toth did not respond to a request for comment on the levy on tuna.",
        "Bela Toth declined to comment on the levy on tuna.",
        "Bela Toth after doubling the levy on tuna\n\n",
    ],
)
def test_what_only_tells_of_the_reporting_stands_beside_no_answer(beside: str) -> None:
    answer = "Minister Bela Toth doubled the levy on tuna."
    assert words_of("Who doubled the levy on tuna?", article(f"{answer} {beside}", title="")) == answer
    more = "Bela Toth put the levy on tuna in June."
    assert more in words_of("Who doubled the levy on tuna?", article(f"{answer} {more}", title=""))


def test_a_figure_is_that_of_the_thing_asked_about() -> None:
    lead = article("Crab cost $210 a crate on Friday. Boats stayed in port.", id="a", title="The union's levy on tuna")
    told = article("Nets dried. Tuna pays 5 percent inside it.", id="b", title="In the harbour")
    question = "How much is the levy on tuna under the quota?"
    ranks = {"a": 1.0, "b": 0.4}
    candidates = [
        replace(each, passage_score=ranks[each.article.id]) for each in evidence_of(question, lead, told).sentences
    ]
    assert extract(asked(question), candidates).sentences[0].article.id == "b"


@pytest.mark.parametrize(
    ("text", "question", "unanswered"),
    [
        ("The union doubled its levy on tuna.", "When did the union double its levy and why?", ("when", "why")),
        ("The union doubled its levy in May.", "When did the union double its levy and why?", ("why",)),
        ("The union doubled its levy because of fog.", "When did the union double its levy and why?", ("when",)),
        ("The union doubled its levy.", "How much was the levy?", ("how_much",)),
        ("The union doubled its levy.", "What did the union do?", ()),
    ],
)
def test_what_no_sentence_says_is_named(text: str, question: str, unanswered: tuple[str, ...]) -> None:
    assert chosen(question, article(text, title="")).unanswered == unanswered


def test_no_candidates_give_no_sentence() -> None:
    nothing = extract(asked("When did talks stall and why?"), [])
    assert nothing.sentences == []
    assert nothing.unanswered == (Aspect.WHEN, Aspect.WHY)


@pytest.mark.parametrize(
    "question", ["Does Ostland buy tuna from Kestrel?", "Will Ostland buy tuna?", "What is the latest on Ostland tuna?"]
)
def test_how_things_stand_is_told_by_the_newest_article(question: str) -> None:
    old = article("Ostland does not buy tuna from Kestrel.", id="old", day="2018-07-01", title="Ostland tuna")
    new = article("Ostland has begun to buy tuna from Kestrel.", id="new", day="2019-07-01", title="Ostland tuna")
    assert {each.article.id for each in chosen(question, old, new).sentences} == {"new"}


def test_a_later_delay_is_told_before_the_plan_that_it_changed() -> None:
    plan = article(
        "The levy on Ostland tuna rises to 20 percent on August 1.", id="plan", day="2019-06", title="Tuna levy"
    )
    delay = article(
        "The ministry will hold off on the levy for 90 days.", id="delay", day="2019-07-01", title="Ostland tuna"
    )
    assert {each.article.id for each in chosen("When does the levy on Ostland tuna rise?", plan, delay).sentences} == {
        "delay"
    }


def test_how_things_were_is_told_by_any_article() -> None:
    old = article("Ostland stopped buying tuna from Kestrel in June 2018.", id="old", day="2018-07-01")
    new = article("Ostland was seen near ships.", id="new", day="2019-07-01")
    sentences = chosen("When did Ostland stop buying tuna from Kestrel?", old, new).sentences
    assert "old" in {each.article.id for each in sentences}


def test_what_was_is_not_answered_by_what_is_to_come() -> None:
    story = article("Talks on tuna will stall in August 2019. Talks on tuna stalled in May 2019.", title="")
    assert "May 2019" in words_of("When did talks on tuna stall?", story)


LONG = " ".join(["tuna"] * 79) + "."
PIECES = st.sampled_from(
    [
        "Talks on tuna stalled in May because of fog.",
        "The union raised its levy on tuna to 20 percent.",
        "Ada Brook said talks on tuna would go on in Vienna.",
        "Tuna.",
        "It rained.",
        "中美贸易谈判五月停滞。",
        f"Talks {LONG}",
        " ".join(["Long tuna talks"] * 60) + ".",
        "",
    ]
)
QUESTIONS = st.sampled_from(
    [
        "When did talks on tuna stall and why?",
        "What of tuna?",
        "Who spoke, where, and how much was the levy on tuna?",
        "How many tuna?",
        "Will talks on tuna go on?",
    ]
)


def same(one: Sentence, other: Sentence) -> bool:
    return (one.article.id, one.start) == (other.article.id, other.start)


@given(QUESTIONS, st.lists(st.lists(PIECES, min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=60)
def test_answers_are_short_and_made_of_candidates_in_reading_order(question: str, texts: list[list[str]]) -> None:
    articles = [article(" ".join(text), id=f"a{n}") for n, text in enumerate(texts)]
    candidates = evidence_of(question, *articles).sentences
    extracted = extract(asked(question), candidates)
    sentences = extracted.sentences
    assert len(sentences) <= 5
    assert sum(each.words for each in sentences) <= (160 if len(sentences) == 1 else 120)
    assert all(any(same(each, candidate) for candidate in candidates) for each in sentences)
    places = [(each.article.id, each.start) for each in sentences]
    assert len(set(places)) == len(places)
    together = [identity for n, (identity, _) in enumerate(places) if n == 0 or places[n - 1][0] != identity]
    assert len(set(together)) == len(together)
    for one, other in pairwise(sentences):
        assert one.article.id != other.article.id or one.start < other.start
    for aspect in extracted.unanswered:
        assert not any(satisfies(each, aspect) for each in sentences)


def test_the_same_candidates_give_the_same_answer() -> None:
    assert chosen("What did the union do?") == chosen("What did the union do?")


def test_a_reason_given_when_it_happened_goes_before_one_of_another_time() -> None:
    day = article("The union and the island broke off talks on 3 June 2019.", id="when", title="", day="2019-06-03")
    old = "The union and the island broke off the talks because of a storm."
    new = "The union accuses the island of breaking its word."
    told = [article(old, id="old", title="", day="2018-06-03"), article(new, id="new", title="", day="2019-06-05")]
    said = words_of("When did the union and the island break off talks, and why?", day, *told)
    assert "breaking its word" in said


def test_who_somebody_is_is_told_by_the_sentence_that_says_it() -> None:
    fish = ("tuna", "cod", "eel", "hake", "ling", "sole")
    crowd = " ".join(
        f"In Vienna the trade envoy of the union met Tom Reed and Lena Moor about {each}." for each in fish
    )
    told = article(f"{crowd} The trade envoy, Ada Brook, left.", title="The trade envoy")
    aside = article("Ada Brook, a former trade envoy, and Tom Reed left.", id="b", title="")
    assert "Ada Brook" in words_of("Who is the trade envoy?", told, aside)
