"""Sentences marked by a reader: scored, and Parley's own set met."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answers import Modality
from evals.cli import app
from evals.modality_cases import MarkedSentence, modality_scores, modality_text, read_modality_cases
from index.errors import InputError


def test_a_sentence_marked_otherwise_is_wrong_and_named() -> None:
    right = MarkedSentence.model_validate({"is": "planned", "text": "Ostland will lift its ban."})
    wrong = MarkedSentence.model_validate({"is": "done", "text": "Ostland will raise its levy."})
    scores = modality_scores("dev", [right, wrong])
    assert (scores.right.hits, scores.right.of) == (1, 2)
    assert (scores.by_kind[Modality.PLANNED].hits, scores.by_kind[Modality.DONE].hits) == (1, 0)
    assert "done, marked planned: Ostland will raise its levy." in modality_text(scores, problems=True)


def test_the_sentences_of_both_halves_are_marked_as_their_readers_did() -> None:
    for half, sentences in read_modality_cases().items():
        assert {each.expected for each in sentences} == set(Modality)
        assert (modality_scores(half, sentences).right.share or 0) >= 0.95


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("dev: [{is: maybe, text: It may.}]", encoding="utf-8")
    with pytest.raises(InputError):
        read_modality_cases(path)


def test_the_command_prints_both_halves() -> None:
    ran = CliRunner().invoke(app, ["modality"])
    assert ran.exit_code == 0
    assert "held_out:" in ran.output
