import json
from pathlib import Path

import pytest

from evals.external.contract import ExternalPlan
from evals.external.multihop_rag import RagQuestion, measure_hops, run_multihop_rag
from index.errors import UsageError

from .asked import Scripted


def ignore(*_: object) -> None:
    """No progress is shown."""


def asking(query: str, *facts: str) -> RagQuestion:
    return RagQuestion.model_validate({"query": query, "evidence_list": [{"fact": fact} for fact in facts]})


def test_a_passage_counts_when_it_holds_an_evidence_sentence_white_space_aside() -> None:
    found = {"both?": [("a", "nothing"), ("b", "Coil  closed.\nAnd more.")], "none?": [("a", "Coil closed.")]}
    figures = measure_hops(Scripted(found), [asking("both?", "Coil closed.", "Hawser left."), asking("none?")], ignore)
    assert [(each.name, each.value, each.of) for each in figures] == [
        ("Hits@4: a passage with evidence", 1.0, 1),
        ("Hits@10: a passage with evidence", 1.0, 1),
        ("MRR@10", 0.5, 1),
        ("share of the evidence in the first 10", 0.5, 1),
        ("null queries refused", 1.0, 1),
        ("over-refusal", 1.0, 1),
    ]


def test_the_published_files_are_read(tmp_path: Path) -> None:
    article = {
        "title": "Mill closes",
        "body": "The rope maker Coil closed its mill in Hull.",
        "source": "The Hull Post",
        "published_at": "2023-10-05T12:00:00+00:00",
        "url": "https://a.example/1",
    }
    fact = {"fact": "The rope maker Coil closed its mill in Hull.", "title": "Mill closes"}
    questions = [{"query": "Which rope maker closed its mill in Hull?", "answer": "Coil", "evidence_list": [fact]}]
    (tmp_path / "corpus.json").write_text(json.dumps([article]), encoding="utf-8")
    (tmp_path / "MultiHopRAG.json").write_text(json.dumps(questions), encoding="utf-8")
    report = run_multihop_rag(ExternalPlan(tmp_path), ignore, ignore)
    values = {each.name: each.value for each in report.figures}
    assert values["Hits@4: a passage with evidence"] == 1.0
    assert values["over-refusal"] == 0.0


def test_another_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus.json").write_text('[{"heading": "no body"}]', encoding="utf-8")
    with pytest.raises(UsageError, match=r"corpus\.json has another form: Field required"):
        run_multihop_rag(ExternalPlan(tmp_path), ignore, ignore)
