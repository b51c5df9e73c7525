from evals.external.multihop import HopQuestion, measure_evidence, measure_refusals
from tests.evals.making import an_answer

from .asked import Scripted

TWO = HopQuestion(id="1", question="two?", evidence_urls=("u1", "u2"))
NONE = HopQuestion(id="2", question="none?", evidence_urls=())


def ignore(done: int, total: int) -> None:
    """No progress is shown."""


def test_any_and_all_evidence_are_counted_over_answerable_questions_only() -> None:
    parley = Scripted({"two?": [("x", ""), ("m1", ""), ("m1", "")]})
    figures = measure_evidence(parley, [TWO, NONE], {"u1": "m1", "u2": "m2"}, ignore)
    assert {figure.name: (figure.value, figure.of) for figure in figures} == {
        "any evidence article at 1": (0.0, 1),
        "any evidence article at 10": (1.0, 1),
        "MRR@10 of the first evidence article": (0.5, 1),
        "share of all evidence in the first 10": (0.5, 1),
        "all evidence in the first 10": (0.0, 1),
    }


def test_right_and_wrong_refusals_are_told_apart() -> None:
    figures = measure_refusals(Scripted(answers={"two?": an_answer()}), [TWO, NONE], ignore)
    assert [(figure.name, figure.value) for figure in figures] == [("unanswerable refused", 1.0), ("over-refusal", 0.0)]
