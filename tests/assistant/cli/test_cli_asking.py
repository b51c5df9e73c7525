"""`parley ask` and `parley search`: what they print, and their exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer
from tests.assistant.conftest import Parley

QUESTION = "When did talks stall and why?"


def test_an_answer_shows_its_quotes_outlets_places_and_coverage(parley: Parley, library: Path) -> None:
    ran = parley("ask", QUESTION, "--as-of", "2019-07-31")
    answer = Answer.model_validate(parley("ask", QUESTION, "--as-of", "2019-07-31", "--json").json)
    assert ran.code == 0
    assert ran.out.startswith(f"{answer.text}\nNot answered: the articles found do not say when.\n\n[1] “")
    for citation in answer.citations:
        lines = (
            f"[{citation.n}] “{citation.quote}”",
            f"    {citation.source}, “{citation.title}”, {citation.published}",
            f"    {citation.article_id}:{citation.start}-{citation.end}",
            f"    {citation.url}",
        )
        assert "\n".join(lines) in ran.out
    assert "1 independent outlet; 2 articles of 2019-05-10 to 2019-05-18 searched; as of 2019-07-31." in ran.out


def test_without_an_as_of_the_answer_says_today(parley: Parley, library: Path) -> None:
    assert "(today)" in parley("ask", QUESTION).out


def test_quotes_can_be_left_out(parley: Parley, library: Path) -> None:
    ran = parley("ask", QUESTION, "--no-quotes")
    assert "[1] Meridian Wire, “Washington raises duties" in ran.out
    assert "    raise:" in ran.out


def test_the_json_is_the_answer(parley: Parley, library: Path) -> None:
    ran = parley("ask", QUESTION, "--as-of", "2019-07-31", "--json")
    answer = Answer.model_validate_json(ran.out)
    assert answer.citations[0].article_id == "raise"


def test_a_cited_place_can_be_shown(parley: Parley, library: Path) -> None:
    citation, *_ = parley("ask", QUESTION, "--as-of", "2019-05-10", "--json").json["citations"]
    place = f"{citation['article_id']}:{citation['start']}-{citation['end']}"
    assert parley("articles", "show", place).out == f"{citation['quote']}\n"


def test_a_refusal_says_why_and_what_to_try(parley: Parley, library: Path) -> None:
    ran = parley("ask", "Who won the chess title in Reykjavik?")
    assert ran.code == 0
    assert ran.out.startswith("No answer: ")
    assert "parley search 'Who won the chess title in Reykjavik?'" in ran.out


def test_a_refusal_fails_only_when_that_is_wanted(parley: Parley, library: Path) -> None:
    assert parley("ask", "Who won the chess title in Reykjavik?", "--fail-on-refusal").code == 1
    assert parley("ask", QUESTION, "--fail-on-refusal").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([""], "'' is no question"),
        (["?!…"], "'?!…' is no question"),
        (["tariffs?", "--as-of", "2019-02-30"], "as_of: '2019-02-30' is not a day that exists"),
        (["tariffs?", "--since", "last week"], "since: 'last week' is not a date"),
        (["tariffs?", "--since", "2020", "--until", "2019"], "since 2020 is later than until 2019; swap them"),
        (["tariffs?", "--k", "0"], "'--k'"),
        (["tariffs?", "--k", "ten"], "'--k'"),
        (["tariffs?", "--sorce", "x"], "--sorce"),
        ([], "question"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_exit_2(
    parley: Parley, library: Path, arguments: list[str], message: str
) -> None:
    ran = parley("ask", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_without_a_library_the_way_to_one_is_said(parley: Parley, environment: Path) -> None:
    ran = parley("ask", QUESTION)
    assert ran.code == 2
    assert "no library at" in ran.err
    assert "parley load PATH" in ran.err
    assert not environment.exists()


def test_an_empty_library_says_so(parley: Parley, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    parley("load", str(tmp_path / "empty"))
    ran = parley("ask", QUESTION)
    assert ran.code == 2
    assert "is empty; run `parley load PATH` first" in ran.err


def test_odd_questions_are_plain_words(parley: Parley, library: Path) -> None:
    for question in (
        "tariffs' OR 1=1; DROP TABLE articles --",
        "title:tariffs AND (body:* OR NOT",
        "{{7*7}} {0} %s tariffs",
        "../../etc/passwd tariffs",
        "tariffs\x00\x1b[31m on steel\ud800",
        "关税 تعريفة 🤔 tariffs",
        "tariffs " * 3000,
    ):
        ran = parley("ask", question)
        assert ran.code == 0, ran.err
    assert len(parley("articles", "list", "--json").json) == 3


def test_search_lists_passages_best_first(parley: Parley, library: Path) -> None:
    ran = parley("search", "steel duties in Canada", "--as-of", "2019-12-31")
    assert ran.code == 0
    assert ran.out.startswith("1. Canada freed of steel duties\n   The Laurentian Post, 2019-05-18, steel:0-")


def test_search_narrows_by_outlet_and_day(parley: Parley, library: Path) -> None:
    by_outlet = parley("search", "tariffs", "--source", "the laurentian post", "--json").json
    assert {hit["article_id"] for hit in by_outlet} == {"steel"}
    by_day = parley("search", "tariffs", "--until", "2019-05-15", "--json").json
    assert {hit["article_id"] for hit in by_day} == {"raise"}
    assert len(parley("search", "tariffs", "--k", "1", "--json").json) == 1


def test_search_finds_nothing_quietly(parley: Parley, library: Path) -> None:
    ran = parley("search", "!!!")
    assert (ran.code, ran.out) == (0, "nothing found\n")
    assert parley("search", "!!!", "--json").json == []
