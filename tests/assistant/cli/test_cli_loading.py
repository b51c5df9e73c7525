"""`parley load`: reports and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.assistant.conftest import ARTICLES, Parley, write_corpus


def test_a_load_reports_what_was_added_and_the_same_load_changes_nothing(parley: Parley, corpus: Path) -> None:
    first, second = parley("load", str(corpus)), parley("load", str(corpus))
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("3 added, 0 updated, 0 unchanged")
    assert second.out.startswith("0 added, 0 updated, 3 unchanged")


def test_what_a_person_should_check_is_listed(parley: Parley, corpus: Path) -> None:
    assert "no publication date found" in parley("load", str(corpus)).out


def test_json_is_one_document_and_nothing_else(parley: Parley, corpus: Path) -> None:
    report = parley("load", str(corpus), "--json").json
    assert (report["added"], report["failed"], report["failed_inputs"]) == (3, 0, [])


def test_a_failed_input_is_named_and_the_load_is_incomplete(parley: Parley, corpus: Path) -> None:
    ran = parley("load", str(corpus), "nowhere.txt")
    assert ran.code == 3
    assert "3 added" in ran.out
    assert "nowhere.txt: no such file or folder" in ran.out


def test_long_lists_are_cut_in_text_and_whole_in_json(parley: Parley, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n".join(["{broken"] * 30), encoding="utf-8")
    ran = parley("load", str(broken))
    assert ran.code == 3
    assert ran.out.count("broken.jsonl:") == 20
    assert "… and 10 more; --json lists them" in ran.out
    assert len(parley("load", str(broken), "--json").json["failed_inputs"]) == 30


def test_standard_input_is_read(parley: Parley) -> None:
    assert parley("load", "-", stdin=json.dumps(ARTICLES[0])).out.startswith("1 added")


def test_source_date_and_fields_are_taken_from_the_command_line(parley: Parley, tmp_path: Path) -> None:
    record = {"headline": "Ministers meet", "text": "Ministers met in Geneva to talk about grain tariffs again."}
    path = write_corpus(tmp_path / "one.jsonl", [record])
    given = ("--field", "title=headline", "--published", "2019-06", "--source", "The Geneva Mail")
    assert parley("load", str(path), *given).code == 0
    [article] = parley("articles", "list", "--json").json
    assert (article["title"], article["source"]) == ("Ministers meet", "The Geneva Mail")
    assert article["published"] == {"value": "2019-06", "precision": "month", "origin": "given"}


def test_a_dry_run_leaves_nothing_behind(parley: Parley, corpus: Path, environment: Path) -> None:
    ran = parley("load", str(corpus), "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("3 would add")
    assert not environment.exists()


def test_a_dry_run_knows_what_is_there(parley: Parley, library: Path, corpus: Path) -> None:
    assert parley("load", str(corpus), "--dry-run").out.startswith("0 would add, 0 would update, 3 unchanged")


def test_wrong_options_are_named_in_one_line(parley: Parley, corpus: Path) -> None:
    wrong = {
        ("--field", "title"): "--field 'title' is not OURS=THEIRS",
        ("--field", "headline=title"): "'headline' is not a field of an article",
        ("--published", "2019-13"): "published: '2019-13' is not a day that exists",
        ("--format", "docs"): "no format 'docs'; did you mean 'docx'?",
    }
    for options, message in wrong.items():
        ran = parley("load", str(corpus), *options)
        assert ran.code == 2, options
        assert message in ran.err
        assert ran.err.count("\n") == 1
        assert ran.out == ""
