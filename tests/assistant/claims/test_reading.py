"""What a question says is so is read from its words: who, what, to whom, with which figures."""

from __future__ import annotations

import pytest

from assistant.claims.reading import Claim, claims_in


def claim_of(question: str) -> Claim:
    return claims_in(question)[0]


@pytest.mark.parametrize(
    ("question", "verb", "doers", "others"),
    [
        ("Why did Canada pull out of the fishing pact?", "pull out", {"Canada"}, set()),
        ("Why did Mexico raise its duty on Canadian pork?", "raise", {"Mexico"}, {"Canada"}),
        ("When was the levy on tuna raised by Japan?", "raise", {"Japan"}, set()),
        ("What did Beijing buy from Brazilian growers?", "buy", {"China"}, {"Brazil"}),
        ("Who signed the pact?", "sign", set(), set()),
    ],
)
def test_a_question_says_who_does_what_to_whom(question: str, verb: str, doers: set[str], others: set[str]) -> None:
    claim = claim_of(question)
    assert claim.predicate is not None
    assert claim.predicate.verb == verb
    assert claim.agents == doers
    assert claim.objects == others


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Why were exports of tuna cut?", "cut"),
        ("When did trade talks stall?", "stall"),
        ("Why did demand for steel fall?", "fall"),
        ("When were proposed tariffs delayed?", "delay"),
    ],
)
def test_a_noun_that_may_be_a_verb_is_not_taken_for_the_deed(question: str, verb: str) -> None:
    claim = claim_of(question)
    assert claim.predicate is not None
    assert claim.predicate.verb == verb


def test_in_a_passive_question_what_stands_before_the_verb_is_what_it_is_done_to() -> None:
    claim = claim_of("When was the levy on tuna raised by Japan?")
    assert claim.passive
    assert claim.patient == "the levy on tuna"
    assert claim_of("When was the mill put on the list?").passive
    assert not claim_of("Is Japan leaving the pact?").passive


def test_a_country_that_is_only_where_something_is_does_nothing() -> None:
    assert claim_of("When did ministers in Tokyo sign the pact?").agents == set()


def test_a_clause_that_hangs_on_the_question_is_a_claim_of_its_own() -> None:
    claims = claims_in("How did traders react when they signed the pact in Oslo?")
    assert [claim.object_words for claim in claims] == ["the pact in Oslo"]
    assert claims[0].past


def test_rates_and_sums_are_figures_of_the_claim_and_bounds_are_not() -> None:
    question = "Why did Ostland raise its levy from 10 to 25 percent on $3 billion of fish?"
    assert sorted(str(each.value) for each in claim_of(question).figures) == ["10", "25", "3000000000"]
    assert claim_of("Why did Ostland buy up to 25 percent of the fleet?").figures == ()


@pytest.mark.parametrize("question", ["Did Japan sign the pact?", "Has Japan signed the pact?", "Is Japan leaving it?"])
def test_what_is_asked_is_not_taken_for_granted(question: str) -> None:
    assert claim_of(question).yes_no


@pytest.mark.parametrize(
    ("question", "past"),
    [
        ("Why did Japan sign the pact?", True),
        ("Why has Japan signed the pact?", True),
        ("Why will Japan sign the pact?", False),
        ("Why should Japan sign the pact?", False),
    ],
)
def test_only_what_is_said_to_have_happened_is_past(question: str, past: bool) -> None:
    assert claim_of(question).past is past


def test_what_somebody_is_said_to_have_said_is_a_claim_of_its_own_kind() -> None:
    claim = claim_of("What did Ada Brook say about quotas?")
    assert claim.speaks
    assert claim.agent_words == "Ada Brook"


def test_a_question_that_denies_is_read_as_one() -> None:
    assert claim_of("Why did Japan not sign the pact?").negated
    assert not claim_of("Why did Japan sign the pact?").negated


def test_what_a_refusal_is_about_is_read_with_it() -> None:
    claim = claim_of("Why did Japan refuse to buy the ships?")
    assert claim.then is not None
    assert claim.then.verb == "buy"


@pytest.mark.parametrize("question", ["", "?", "tuna", "What is the weather?", "Что случилось?", "为什么谈判破裂？"])
def test_a_question_without_a_verb_that_is_known_claims_nothing(question: str) -> None:
    assert claims_in(question) == []


def test_what_was_decided_is_the_deed() -> None:
    claim = claim_of("Why did Canada decide to raise the levy?")
    assert claim.predicate is not None
    assert (claim.predicate.verb, claim.agent_words, claim.decided) == ("raise", "Canada", True)


def test_what_a_date_leaves_behind_when_it_is_taken_out_is_no_part_of_a_claim() -> None:
    assert claim_of("Why did Canada leave the pact in?").object_words == "the pact"
