"""A claim is said where one sentence tells of its deed, by its doer, with its things and figures, as done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.claims.checking import Found, Standing, Vocabulary, check
from assistant.claims.reading import claims_in
from assistant.language.wording import synonyms_of
from tests.assistant.story_making import article, evidence_of

LEFT = "Why did Canada withdraw from the tuna pact?"
PORK = "Why did Canada put tariffs on Mexican pork?"


def stand(question: str, text: str, *, title: str = "", day: str = "2019-07-05", today: date | None = None) -> Found:
    evidence = evidence_of(question, article(text, title=title, day=day))
    words = Vocabulary(evidence.stemmer, synonyms_with(evidence.stemmer), evidence.weights)
    return check(claims_in(question)[0], evidence.sentences, words, today)


def synonyms_with(terms: Callable[[str], list[str]]) -> Callable[[str], frozenset[str]]:
    return lambda stem: synonyms_of(stem, terms)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (LEFT, "Canada pulled out of the tuna pact on Monday because of low quotas."),
        (LEFT, "Canada's withdrawal from the tuna pact surprised traders."),
        (LEFT, "Ottawa did not wait. It left the tuna pact on Monday."),
        (LEFT, "The parliament of Canada opened, and its ministers pulled out of the tuna pact."),
        ("Why did Canada decide to leave the tuna pact?", "Canada will leave the tuna pact."),
        ("When did Canada agree to resume tuna talks?", "Canada will restart talks about tuna, Ottawa said."),
        (PORK, "OTTAWA, MAY 5 - CANADA IMPOSED TARIFFS ON MEXICAN PORK."),
        (PORK, "Canada imposed tariffs on Mexican pork."),
        (PORK, "Tariffs on Mexican pork were imposed by Canada."),
        (PORK, "Ottawa slapped a tariff on pork from Mexico."),
        ("Why did Canada raise the levy on pork to 25 percent?", "Canada raised the levy on pork to 25 per cent."),
        ("Why did Canada buy $50 billion of pork?", "Canada bought about $49.8bn of pork."),
        ("Why did Canada not sign the tuna pact?", "Canada did not sign the tuna pact."),
        ("Why did Japan refuse to buy the ships?", "Japan rejected a plan to buy the ships."),
        (LEFT, "Two countries left the tuna pact last year. Canada did so on Monday."),
        ("What did Canada demand before the tuna talks?", "Quotas must rise before tuna talks, Canada said."),
        (
            "When did Canada and Mexico sign the tuna pact?",
            "Ada Brook and Tom Reed signed the tuna pact. Mexico sells it.",
        ),
    ],
)
def test_a_deed_that_is_told_in_other_words_is_said(question: str, text: str) -> None:
    found = stand(question, text)
    assert found.standing is Standing.SAID
    assert found.sentence is not None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (LEFT, "Mexico pulled out of the tuna pact on Monday, and Canada stayed."),
        (LEFT, "Canada signed the tuna pact on Monday."),
        (PORK, "Mexico imposed tariffs on Canadian pork."),
        (PORK, "Tariffs on Canadian pork were imposed by Mexico."),
        (PORK, "Canada fears that Mexico imposed tariffs on pork."),
        ("Why did Japan refuse to buy the ships?", "Japan refused to sign the treaty, as the ships were late."),
    ],
)
def test_another_doer_or_another_deed_is_not_the_claim(question: str, text: str) -> None:
    assert stand(question, text).standing is Standing.ABSENT


def test_what_a_claim_is_about_may_be_named_elsewhere_in_the_article() -> None:
    text = "Ada Brook spoke at noon. Rain fell. Ports were full. Traders wept. Canada left the tuna pact on Monday."
    assert stand("Why did Canada leave the tuna pact of Ada Brook?", text).standing is Standing.SAID


def test_the_doer_of_what_a_headline_tells_may_be_named_in_the_article() -> None:
    text = "The day was long. Rain fell. Ada Brook, the minister, blamed the weather."
    assert (
        stand("Why did Ada Brook postpone the tuna talks?", text, title="Tuna talks put off").standing is Standing.SAID
    )


def test_another_thing_that_rose_is_not_what_the_claim_is_of() -> None:
    text = "The levy on tuna is old, Canada said. The yen rose."
    assert stand("Why did Canada raise the levy on tuna?", text).standing is Standing.ABSENT


def test_a_plan_whose_day_is_over_is_not_done_where_a_later_article_tells_it_otherwise() -> None:
    question = "When did Canada sign the tuna pact in Brazil?"
    plan = article("Canada will sign the tuna pact in Brazil on July 10.", id="plan", day="2019-07-05")
    done = article("Canada signed the tuna pact in Chile on July 12.", id="done", day="2019-07-12")
    evidence = evidence_of(question, plan, done)
    words = Vocabulary(evidence.stemmer, synonyms_with(evidence.stemmer), evidence.weights)
    claim, today = claims_in(question)[0], date(2019, 8, 1)
    assert check(claim, evidence_of(question, plan).sentences, words, today).standing is Standing.SAID
    assert check(claim, evidence.sentences, words, today).otherwise


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Why did Canada raise the levy to 25 percent?", "Canada raised the levy to 15 percent.", "25 percent"),
        ("Why did Canada raise the levy by 5 percent?", "Canada raised it by 5 percentage points.", "5 percent"),
        ("Why did Canada buy C$3 million of pork?", "Canada bought $3 million of pork.", "C$3 million"),
        ("Why did Canada sign a pact with Brazil?", "Canada signed a pact with Chile.", "Brazil"),
        ("Why did Canada sign the pact with Ada Brook?", "Canada signed the pact with Tom Reed.", "Ada Brook"),
    ],
)
def test_a_figure_or_a_name_that_is_another_is_missing(question: str, text: str, missing: str) -> None:
    found = stand(question, text)
    assert found.standing is Standing.ABSENT
    assert missing in found.missing


@pytest.mark.parametrize(
    "text",
    [
        "Canada has not withdrawn from the tuna pact.",
        "Canada never left the tuna pact.",
        "Canada refused to leave the tuna pact.",
        "Canada stopped short of leaving the tuna pact.",
    ],
)
def test_what_is_denied_is_not_said(text: str) -> None:
    assert stand(LEFT, text).standing is Standing.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Canada will pull out of the tuna pact.",
        "Canada plans to leave the tuna pact.",
        "Canada may soon leave the tuna pact.",
        "Canada's planned withdrawal from the tuna pact worries traders.",
    ],
)
def test_what_is_planned_is_not_said(text: str) -> None:
    assert stand(LEFT, text).standing is Standing.PLANNED


def test_another_sum_of_a_later_article_is_of_another_deed_and_leaves_the_plan_done() -> None:
    question = "When did Canada raise the levy on pork worth $60 million?"
    plan = article("Canada will raise the levy on pork worth $60 million from July 8.", id="plan", day="2019-07-05")
    later = article("Canada raised the levy on pork worth $75 million.", id="later", day="2019-07-20")
    evidence = evidence_of(question, plan, later)
    words = Vocabulary(evidence.stemmer, synonyms_with(evidence.stemmer), evidence.weights)
    found = check(claims_in(question)[0], evidence.sentences, words, date(2019, 8, 1))
    assert (found.standing, found.sentence and found.sentence.article.id) == (Standing.SAID, "plan")


@pytest.mark.parametrize(
    ("today", "standing"),
    [(date(2019, 7, 20), Standing.PLANNED), (date(2019, 8, 20), Standing.SAID), (None, Standing.PLANNED)],
)
def test_a_plan_for_a_day_that_is_over_counts_as_said(today: date | None, standing: Standing) -> None:
    text = "Canada will pull out of the tuna pact on 1 August 2019."
    assert stand(LEFT, text, day="2019-07-05", today=today).standing is standing


def test_the_best_of_several_sentences_counts() -> None:
    text = "Canada planned to leave the tuna pact. Quotas were low. On Monday Canada left the tuna pact."
    found = stand(LEFT, text)
    assert found.standing is Standing.SAID
    assert found.sentence is not None
    assert found.sentence.text.startswith("On Monday")


def test_a_headline_tells_of_a_deed_too() -> None:
    assert stand(LEFT, "Quotas were too low.", title="Canada quits tuna pact").standing is Standing.SAID


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Quotas are too low, Ada Brook, the minister, said.", Standing.SAID),
        ("Ada Brook set the quotas. She told reporters that the quotas were fair.", Standing.SAID),
        ("Quotas are too low, Tom Reed said.", Standing.ABSENT),
        ("Ada Brook visited a port where quotas are low.", Standing.ABSENT),
        ("“Quotas will hurt Ada Brook,” Tom Reed said.", Standing.ABSENT),
        ("Ada Brook’s quotas fell, said Tom Reed.", Standing.ABSENT),
    ],
)
def test_what_somebody_said_is_said_where_that_person_speaks(text: str, standing: Standing) -> None:
    assert stand("What did Ada Brook say about quotas?", text).standing is standing


def test_no_sentence_says_nothing() -> None:
    found = check(claims_in(LEFT)[0], [], Vocabulary(str.split, lambda _: frozenset(), {}))
    assert (found.standing, found.sentence) == (Standing.ABSENT, None)


def test_an_overdue_plan_is_not_done_where_a_later_article_still_plans_it() -> None:
    old = article("Canada will pull out of the tuna pact on 1 August 2019.", id="old", day="2019-07-05")
    new = article("Canada still expects to leave the tuna pact in the autumn.", id="new", day="2019-09-10")
    evidence = evidence_of(LEFT, old, new)
    (claim,) = claims_in(LEFT)
    words = Vocabulary(evidence.stemmer, synonyms_with(evidence.stemmer), evidence.weights)
    assert check(claim, evidence.sentences, words, date(2019, 9, 20)).standing is Standing.PLANNED
