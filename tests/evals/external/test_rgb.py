import json
from pathlib import Path

import pytest

from evals.external.contract import ExternalPlan
from evals.external.rgb import RgbQuestion, Setting, holds_all, passages_of, run_rgb
from tests.evals.making import a_refusal, an_answer


def ignore(*_: object) -> None:
    """No progress is shown."""


def a_question(**given: object) -> RgbQuestion:
    fields: dict[str, object] = {"id": 7, "query": "Who bought the mill?", "answer": ["Coil"]}
    fields |= {"positive": ["p1", "p2", "p3"], "negative": ["n1", "n2", "n3", "n4", "n5", "n6"]}
    return RgbQuestion.model_validate(fields | given)


@pytest.mark.parametrize(
    ("noise", "expected"),
    [
        (0.0, ["p1", "p2", "p3"]),
        (0.4, ["p1", "p2", "p3", "n1", "n2"]),
        (0.8, ["p1", "n1", "n2", "n3", "n4"]),
        (1.0, ["n1", "n2", "n3", "n4", "n5"]),
    ],
)
def test_five_passages_stand_beside_a_question(noise: float, expected: list[str]) -> None:
    assert passages_of(Setting(a_question(), noise, "noise")) == expected


def test_every_part_of_an_integrated_answer_has_its_passage() -> None:
    question = a_question(answer=[["Coil"], ["1912"]], positive=[["p1", "p2"], ["q1"]])
    assert passages_of(Setting(question, 0.8, "integration"))[:2] == ["p1", "q1"]


@pytest.mark.parametrize(
    ("answer", "said", "right"),
    [
        ("Coil", "The buyer was COIL. [1]", True),
        (["Coil", "1912"], "Coil bought it. [1]", False),
        ([["Coil", "Coil & Sons"], ["1912"]], "In 1912 Coil & Sons did. [1]", True),
    ],
)
def test_all_parts_must_be_said_in_one_of_their_wordings(answer: object, said: str, right: bool) -> None:
    assert holds_all(an_answer(said), a_question(answer=answer)) is right


def test_a_refusal_says_nothing() -> None:
    assert not holds_all(a_refusal(), a_question(answer=""))


def test_each_question_is_asked_of_its_own_passages(tmp_path: Path) -> None:
    lines = [
        {
            "id": 0,
            "query": "Who bought the rope mill in Hull in 1912?",
            "answer": ["Coil"],
            "positive": ["Coil bought the rope mill in Hull in 1912."],
            "negative": [f"Weather report number {n} from Aberdeen." for n in range(5)],
        },
        {
            "id": 1,
            "query": "Who bought the rope mill in Hull in 1912?",
            "answer": ["Hawser"],
            "positive": ["Hawser bought the rope mill in Hull in 1912."],
            "negative": [f"Tide table number {n} of Leith." for n in range(5)],
        },
    ]
    path = tmp_path / "data" / "en_refine.json"
    path.parent.mkdir()
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = run_rgb(ExternalPlan(tmp_path), ignore, ignore)
    assert {each.name: each.value for each in report.figures} == {
        "noise 0.0: the answer is said": 1.0,
        "noise 0.4: the answer is said": 1.0,
        "noise 0.8: the answer is said": 1.0,
        "rejection: refused where no passage answers": 1.0,
        "over-refusal without noise": 0.0,
    }
