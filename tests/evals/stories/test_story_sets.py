"""Made and written copies: read, edited, scored, and the dev half of Parley's own met."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.gold_corpus import read_corpus
from evals.stories import (
    CORPUS,
    DATA,
    KNOWN,
    Half,
    Kind,
    MadePair,
    article_of,
    made_pairs,
    read_written,
    score_stories,
    stories_text,
)
from evals.stories.edits import EDITS, Copy
from evals.stories.forms import form_series
from index.errors import UsageError

ARTICLES = {name: article_of(each) for name, each in read_corpus(CORPUS).by_name.items()}
WIRE, COPY = "2019-08-01-ten-percent-on-the-rest", "2019-08-02-ten-percent-cape"
OTHER = "2019-07-31-shanghai-talks-short"


def pair(kind: Kind, one: str, other: str) -> MadePair:
    return MadePair(kind, ARTICLES[one], ARTICLES[other])


def test_what_is_missed_and_what_is_wrongly_linked_costs_the_report() -> None:
    right = score_stories(Half.DEV, [pair(Kind.VERBATIM, WIRE, COPY), pair(Kind.FOLLOW_UP, WIRE, OTHER)])
    assert (right.precision.share, right.recall, right.library_precision, right.wrong) == (1, 1, 1, ())
    assert right.passed
    missed = score_stories(Half.DEV, [pair(Kind.HEAVY, WIRE, OTHER), pair(Kind.VERBATIM, WIRE, COPY)])
    assert (missed.recall, missed.passed) == (0.5, False)
    wrong = score_stories(Half.DEV, [pair(Kind.INDEPENDENT, WIRE, COPY), pair(Kind.VERBATIM, WIRE, COPY)])
    assert (wrong.precision.share, wrong.passed) == (0.5, False)
    assert f"independent: {WIRE} | {COPY}" in stories_text(wrong, problems=True)


def test_a_library_that_joins_what_is_apart_costs_its_precision() -> None:
    stranger = ARTICLES[COPY].model_copy(update={"id": OTHER})
    joined = score_stories(Half.DEV, [MadePair(Kind.FOLLOW_UP, ARTICLES[WIRE], stranger)])
    assert joined.library_precision == 0.5


@pytest.mark.parametrize("kind", list(EDITS))
def test_an_edit_is_the_same_with_the_same_seed_and_leaves_something(kind: Kind) -> None:
    article = ARTICLES[WIRE]
    one, again = (EDITS[kind](Copy(article.title, article.text), random.Random(3)) for _ in range(2))
    assert one == again
    assert len(one.text) > 200
    assert (one == Copy(article.title, article.text)) is (kind is Kind.VERBATIM)


def test_forms_share_their_words_and_not_their_figures() -> None:
    for series in form_series(1, 3):
        assert len({report.text for report in series}) == 4
        assert len({report.published for report in series}) == 4


def test_nothing_made_of_a_held_out_article_is_in_the_other_half() -> None:
    corpus, written = read_corpus(CORPUS), read_written(DATA)
    halves = [{p.first.id for p in made_pairs(corpus, written, half)} for half in Half]
    assert halves[0].isdisjoint(halves[1])
    kinds = [{p.kind for p in made_pairs(corpus, written, half)} for half in Half]
    assert kinds == [set(Kind), set(Kind)]


def test_the_corpus_known_copies_are_files_of_it() -> None:
    assert {name for group in KNOWN for name in group} <= set(ARTICLES)


def test_a_file_of_another_form_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("dev: [{of: a, kind: nearly, source: b, published: 2019-05-01, title: c, text: d}]")
    with pytest.raises(UsageError, match="no set of reports"):
        read_written(path)


@pytest.mark.slow
def test_the_command_reaches_its_figures_on_the_half_worked_with() -> None:
    ran = CliRunner().invoke(app, ["stories", "--half", "dev"])
    assert (ran.exit_code, "ok: precision" in ran.output) == (0, True)
    assert CliRunner().invoke(app, ["stories", "--half", "third"]).exit_code == 2
