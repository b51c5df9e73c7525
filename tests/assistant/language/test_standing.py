"""How a sentence stands is read from its main clause, and every answer says it of each of its sentences."""

from __future__ import annotations

import pytest

from assistant.answers import Answer, Modality
from assistant.language.standing import modality_of
from tests.assistant.conftest import Parley

SENTENCES = {
    Modality.DONE: (
        "The duty, which growers had expected since May, took effect at midnight.",
        "Talks broke off because the Union would not lift its quota.",
        "The United States raised its levy on Friday.",
        "Mrs May has left the single market.",
        "The talks ended with no agreement beyond a promise to keep talking.",
    ),
    Modality.REPORTED: (
        "As part of that settlement it told the court that four men had been dismissed.",
        "Industrial land is let before it is drained, agents say.",
    ),
    Modality.CLAIMED: (
        "In the union's view the quota was a gift.",
        "Growers argue that the levy will cost them sales.",
    ),
    Modality.EXPECTED: ("Prices may rise, dealers said.", "Leaders are expected to sign in May."),
    Modality.PLANNED: (
        "The Treasury will act against what it calls an unfair advantage.",
        "Both agreed on Friday to suspend the duties.",
        "The president said that he would sign it.",
    ),
    Modality.DENIED: ("The envoy denied that he had agreed.", "The company rejected the accusation."),
}


@pytest.mark.parametrize(
    ("modality", "sentence"), [(modality, each) for modality, sentences in SENTENCES.items() for each in sentences]
)
def test_a_sentence_stands_as_its_main_clause_does(modality: Modality, sentence: str) -> None:
    assert modality_of(sentence) is modality


def test_a_licence_that_is_denied_is_no_denial() -> None:
    assert modality_of("Washington denied the company a licence.") is Modality.DONE


@pytest.mark.usefixtures("library")
def test_every_sentence_of_an_answer_is_marked(parley: Parley) -> None:
    ran = parley("ask", "Why did talks in Washington stall?", "--json")
    answer = Answer.model_validate_json(ran.out)
    assert answer.sentences
    assert all(each.modality is not None for each in answer.sentences)
    assert Modality.REPORTED in {each.modality for each in answer.sentences}


def test_what_is_not_told_as_fact_is_named_under_the_answer(
    parley: Parley, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_text(
        "Salmon\n\nOstland will lift its ban on salmon in August 2019, the ministry said.", encoding="utf-8"
    )
    assert parley("load", str(path), "--published", "2019-07-01").code == 0
    assert "Not told as fact: planned [1]." in parley("ask", "What will Ostland do about salmon?").out
