"""A verb may be answered by any form of any word of its groups, and by no other."""

from __future__ import annotations

import pytest

from assistant.claims.predicates import forms_of, predicates_of, verb_of


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("raise", ["raise", "raises", "raising", "raised"]),
        ("cut", ["cut", "cuts", "cutting", "cut"]),
        ("deny", ["deny", "denies", "denying", "denied"]),
        ("pay", ["pay", "pays", "paying", "paid"]),
        ("agree", ["agree", "agrees", "agreeing", "agreed"]),
        ("pull_out", ["pull out", "pulls out", "pulling out", "pulled out"]),
        ("withdraw", ["withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn"]),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: list[str]) -> None:
    assert forms_of(verb) == forms


@pytest.mark.parametrize(("form", "verb"), [("withdrew", "withdraw"), ("Raised", "raise"), ("table", ""), ("", "")])
def test_a_form_leads_back_to_its_verb(form: str, verb: str) -> None:
    assert verb_of(form) == verb


@pytest.mark.parametrize(
    ("verb", "particle", "told", "not_told"),
    [
        ("withdraw", "", "they pulled out of it", "they pulled it"),
        ("withdraw", "", "the withdrawal", "the deposit"),
        ("put", "off", "it put the increase off", "it put a levy on"),
        ("put", "on", "it was added to the list", "it left the union"),
        ("put", "on", "it imposed a duty", "it lifted a duty"),
        ("raise", "", "the levy was doubled", "the levy was halved"),
        ("arrest", "", "held in custody", "set free"),
    ],
)
def test_words_of_a_group_tell_of_the_verb(verb: str, particle: str, told: str, not_told: str) -> None:
    predicate = predicates_of(verb, particle)
    assert predicate is not None
    assert predicate.pattern.search(told)
    assert not predicate.pattern.search(not_told)


@pytest.mark.parametrize("verb", ["be", "happen", "think", "frobnicate", ""])
def test_a_verb_that_says_too_little_or_is_unknown_is_not_looked_for(verb: str) -> None:
    assert predicates_of(verb) is None
