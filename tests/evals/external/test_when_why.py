from evals.external.when_why import AnnotatedArticle, measure_when_why
from tests.evals.making import an_answer

from .asked import Scripted

ARTICLE = AnnotatedArticle.model_validate(
    {
        "id": "a1",
        "date": "2019-05-11",
        "title": "Duty raised",
        "answers": {
            "when": [{"text": "Friday", "parsed": "2019-05-10"}],
            "why": [{"text": "the duty, to 25%"}],
        },
    }
)
SILENT = AnnotatedArticle.model_validate({"id": "a2", "date": "", "title": "Silence", "answers": {}})


def test_day_and_reason_are_only_asked_where_people_marked_them() -> None:
    parley = Scripted(
        {"Duty raised": [("x", ""), ("a1", "")]},
        {"When did this happen: Duty raised?": an_answer(), "Why did this happen: Duty raised?": an_answer()},
    )
    figures = measure_when_why(parley, [ARTICLE, SILENT], lambda _done, _total: None)
    assert {figure.name: (figure.value, figure.of) for figure in figures} == {
        "own article at 1": (0.0, 2),
        "own article at 10": (0.5, 2),
        "MRR@10": (0.25, 2),
        "when: the marked day is stated": (1.0, 1),
        "why: the marked words are cited": (1.0, 1),
    }
    assert parley.searched == [("Duty raised", 10, "2019-05-11"), ("Silence", 10, None)]
