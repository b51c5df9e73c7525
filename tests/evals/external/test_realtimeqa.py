import json
from pathlib import Path

import pytest

from evals.external.contract import ExternalPlan
from evals.external.realtimeqa import QuizQuestion, chosen_choice, measure_quiz, run_realtimeqa
from index.errors import UsageError
from tests.evals.making import a_citation, an_answer

from .asked import Scripted

CHOICES = ("Best Rope", "Coil & Sons", "Hawser")


def ignore(*_: object) -> None:
    """No progress is shown."""


def a_question(**given: object) -> QuizQuestion:
    fields = {"question_id": "20220701_0", "question_date": "2022/07/01", "question_sentence": "Which firm closed?"}
    return QuizQuestion.model_validate({**fields, "choices": CHOICES, "answer": ["1"], **given})


def test_its_fields_are_read_as_they_are_published() -> None:
    question = a_question()
    assert (question.id, question.as_of, question.answer) == ("20220701_0", "2022-07-01", (1,))


@pytest.mark.parametrize(
    ("texts", "right"),
    [
        (["The mill of Coil & Sons closed."], 1),
        (["Nothing of the kind.", "Hawser closed."], 2),
        (["Hawser bought it.", "Coil and Sons closed.", "Coil & Sons said so."], 2),
        (["A rope was sold."], 0),
        (["Nothing of the kind."], None),
        ([], None),
    ],
)
def test_the_choice_is_the_one_whose_words_stand_best_and_earliest(texts: list[str], right: int | None) -> None:
    assert chosen_choice(CHOICES, texts) == right


def test_choices_and_words_are_counted_apart() -> None:
    said = an_answer("Coil & Sons closed. [1]", citations=(a_citation(quote="Coil & Sons closed."),))
    figures = measure_quiz(
        Scripted({"Which firm left?": [("a", "Best Rope left.")]}, {"Which firm closed?": said}),
        [a_question(), a_question(question_id="2", question_sentence="Which firm left?", answer=["0"])],
        ignore,
    )
    assert [(each.name, each.value) for each in figures] == [
        ("right of the choices", 1.0),
        ("answer holds the right choice's words and cites them", 0.5),
        ("refused", 0.5),
    ]


def test_files_are_found_below_the_folder_and_undated_finds_are_counted(tmp_path: Path) -> None:
    week = tmp_path / "past" / "2022"
    week.mkdir(parents=True)
    question = {
        "question_id": "20220701_0",
        "question_date": "2022/07/01",
        "question_sentence": "Which rope maker closed its mill in Hull?",
        "choices": CHOICES,
        "answer": ["1"],
    }
    finds = [
        {"url": "https://a.example/1", "title": "Mill", "publish_date": "2022/06/29"}
        | {"text": "The rope maker Coil & Sons closed its mill in Hull on Tuesday."},
        {"url": "https://a.example/2", "title": "Rope", "text": "Hawser sells rope in Hull.", "publish_date": ""},
    ]
    (week / "20220701_qa.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    (week / "20220701_qa_nota.jsonl").write_text("not read\n", encoding="utf-8")
    search = {"question_id": "20220701_0", "search_result": finds}
    (week / "20220701_gcs.jsonl").write_text(json.dumps(search) + "\n", encoding="utf-8")
    report = run_realtimeqa(ExternalPlan(tmp_path), ignore, ignore)
    assert report.questions == 1
    assert {each.name: each.value for each in report.figures} == {
        "right of the choices": 1.0,
        "answer holds the right choice's words and cites them": 1.0,
        "refused": 0.0,
    }
    assert report.notes[0].startswith("1 of the 2 articles found have no date")


def test_a_week_without_questions_is_named(tmp_path: Path) -> None:
    (tmp_path / "20220701_gcs.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="no file below"):
        run_realtimeqa(ExternalPlan(tmp_path), ignore, ignore)
