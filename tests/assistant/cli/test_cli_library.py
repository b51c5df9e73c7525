"""Articles, stats, doctor, rebuild, backup and restore at the command line, and libraries that cannot be used."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.assistant.conftest import Parley

HOLD = """
import sys, time
from pathlib import Path
from index.locks import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_articles_are_listed_newest_first(parley: Parley, library: Path) -> None:
    ran = parley("articles", "list")
    assert ran.out.splitlines() == [
        "steel  2019-05-18  The Laurentian Post  Canada freed of steel duties",
        "raise  2019-05-10  Meridian Wire  Washington raises duties on Chinese goods",
        "soy  undated     Prairie Ledger  Soybean growers wait",
    ]
    listed = parley("articles", "list", "--since", "2019-05-15", "--json").json
    assert [(each["id"], "text" in each) for each in listed] == [("steel", False)]
    assert [each["id"] for each in parley("articles", "list", "--limit", "1", "--offset", "1", "--json").json] == [
        "raise"
    ]


def test_an_article_is_shown_whole(parley: Parley, library: Path) -> None:
    ran = parley("articles", "show", "steel")
    assert ran.out.startswith("Canada freed of steel duties\nThe Laurentian Post, 2019-05-18 (metadata)\n")
    assert parley("articles", "show", "steel", "--json").json["text"] in ran.out


def test_an_id_that_is_not_there_is_named_and_nothing_is_removed(parley: Parley, library: Path) -> None:
    for arguments in (("show", "nope"), ("show", "steel:10-99999"), ("remove", "steel", "nope", "--yes")):
        ran = parley("articles", *arguments)
        assert ran.code == 2
        assert "error: " in ran.err
    assert parley("stats", "--json").json["articles"] == 3


def test_removing_asks_unless_told_not_to(parley: Parley, library: Path) -> None:
    ran = parley("articles", "remove", "steel")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert parley("articles", "remove", "steel", "steel", "--yes").out == "removed 1 article\n"
    assert parley("search", "steel", "--source", "The Laurentian Post", "--json").json == []


@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_an_export_loads_again_as_the_same_articles(
    parley: Parley, library: Path, tmp_path: Path, file_format: str
) -> None:
    file = tmp_path / f"all.{file_format}"
    assert parley("articles", "export", "--format", file_format, "--out", str(file)).code == 0
    assert parley("load", str(file)).out.startswith("0 added, 0 updated, 3 unchanged")
    ran = parley("load", str(file), "--library", str(tmp_path / "other"))
    assert ran.out.startswith("3 added")


def test_an_export_narrows_and_goes_to_standard_output(parley: Parley, library: Path) -> None:
    lines = parley("articles", "export", "--source", "meridian wire").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["raise"]
    table = list(csv.DictReader(io.StringIO(parley("articles", "export", "--format", "csv").out)))
    assert [row["id"] for row in table] == ["raise", "soy", "steel"]
    assert "# Soybean growers wait\n\nPrairie Ledger" in parley("articles", "export", "--format", "md").out


def test_an_export_that_cannot_be_written_leaves_nothing(parley: Parley, library: Path, tmp_path: Path) -> None:
    ran = parley("articles", "export", "--out", str(tmp_path / "no" / "all.jsonl"))
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_stats_and_doctor_say_how_the_library_is(parley: Parley, library: Path) -> None:
    assert "articles   3 (3 stories without copies)" in parley("stats").out
    ran = parley("doctor")
    assert ran.code == 0
    assert ran.out.endswith("all is well\n")


def test_the_doctor_repairs_what_is_derived(parley: Parley, library: Path) -> None:
    shutil.rmtree(library / "indexes")
    ran = parley("doctor")
    assert ran.code == 3
    assert "parley doctor --repair" in ran.out
    assert parley("doctor", "--repair", "--json").code == 0
    assert parley("ask", "Why did talks stall?").code == 0


def test_a_backup_is_restored_elsewhere(parley: Parley, library: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "b.zip")
    assert parley("backup", file).out.startswith("3 articles in ")
    assert parley("backup", file).code == 2
    assert parley("restore", file).code == 2
    ran = parley("restore", file, "--library", str(tmp_path / "other"))
    assert ran.code == 0
    assert ran.out.startswith("restored 3 articles of ")
    assert parley("restore", file, "--force", "--json").json["manifest"]["articles"] == 3


def test_settings_show_where_each_value_is_from(parley: Parley, library: Path, tmp_path: Path) -> None:
    (tmp_path / "parley.toml").write_text("k = 7\n[retrieval]\ndense_weight = 0.5\n", encoding="utf-8")
    values = {
        each["name"]: each for each in parley("settings", "--settings", str(tmp_path / "parley.toml"), "--json").json
    }
    assert values["embedding"] == {"name": "embedding", "value": "hashing", "origin": "PARLEY_EMBEDDING"}
    assert values["k"]["value"] == 7
    assert values["retrieval.dense_weight"]["origin"] == str(tmp_path / "parley.toml")
    assert values["passages.overlap_sentences"]["origin"] == "default"
    assert "the command line" in parley("settings", "--library", "elsewhere").out


# libraries that cannot be used


def test_the_process_that_holds_the_library_is_named(parley: Parley, library: Path, corpus: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(library)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            for arguments in (["load", str(corpus)], ["rebuild"], ["articles", "remove", "soy", "--yes"]):
                ran = parley(*arguments)
                assert ran.code == 2
                assert f"another process (pid {holder.pid}) is writing" in ran.err
            assert parley("ask", "Why did talks stall?").code == 0
            assert f"process {holder.pid} is writing" in parley("doctor").out
        finally:
            holder.kill()
    assert parley("load", str(corpus)).code == 0


def test_another_embedding_model_is_named_and_nothing_is_mixed(
    parley: Parley, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.txt").write_text("The duties on steel ended on Friday, Ottawa said.", encoding="utf-8")
    load, remove = ["load", str(tmp_path / "new.txt")], ["articles", "remove", "soy", "--yes"]
    monkeypatch.setenv("PARLEY_EMBEDDING", "wordllama")
    for arguments in (["ask", "Why did talks stall?"], ["search", "talks"], load, remove):
        ran = parley(*arguments)
        assert ran.code == 2
        assert "made with 'hashing/512+1/format-1'" in ran.err
        assert "parley rebuild" in ran.err
    monkeypatch.setenv("PARLEY_EMBEDDING", "hashing")
    assert parley("ask", "Why did talks stall?").code == 0
    assert parley("stats", "--json").json["articles"] == 3


def test_a_mistyped_variable_gets_a_suggestion(parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_EMBEDING", "hashing")
    ran = parley("ask", "Why did talks stall?")
    assert ran.code == 2
    assert "no setting named PARLEY_EMBEDING; did you mean PARLEY_EMBEDDING?" in ran.err


def test_an_unknown_model_is_named_with_the_ones_there_are(
    parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_EMBEDDING", "bert")
    ran = parley("stats")
    assert ran.code == 2
    assert "embedding cannot be 'bert' (PARLEY_EMBEDDING): choose one of endpoint, hashing, wordllama" in ran.err


def test_a_corrupt_database_is_named(parley: Parley, library: Path, corpus: Path) -> None:
    (library / "articles.db").write_bytes(b"this is no database " * 500)
    for arguments in (["ask", "Why did talks stall?"], ["load", str(corpus)], ["stats"]):
        ran = parley(*arguments)
        assert ran.code == 2
        assert "parley restore" in ran.err
        assert ran.err.count("\n") == 1
    ran = parley("doctor")
    assert (ran.code, "parley restore FILE --force" in ran.out) == (3, True)


def test_a_newer_library_is_refused(parley: Parley, library: Path) -> None:
    with closing(sqlite3.connect(library / "articles.db", isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET value = '99'")
    ran = parley("ask", "Why did talks stall?")
    assert ran.code == 2
    assert "schema 99" in ran.err


def test_a_missing_index_folder_is_named_with_the_way_back(parley: Parley, library: Path) -> None:
    shutil.rmtree(library / "indexes")
    ran = parley("ask", "Why did talks stall?")
    assert ran.code == 2
    assert "the articles are not in any index yet" in ran.err
    assert parley("rebuild").out == "indexed 3 articles\n"
    assert parley("ask", "Why did talks stall?").code == 0


def test_damaged_vectors_leave_the_keywords(parley: Parley, library: Path) -> None:
    for folder in library.glob("indexes/*/vectors"):
        shutil.rmtree(folder)
    ran = parley("ask", "Why did talks stall in Washington?")
    assert ran.code == 0
    assert "searched by keywords only: the vector index is missing; run `parley rebuild`" in ran.out


@pytest.mark.timeout(400)
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_load_that_is_told_to_stop_says_so_and_goes_on_later(
    parley: Parley, library: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    """The load waits for the rest of its standard input when the signal comes."""
    record = {"title": "One", "text": "Ministers met in Geneva to talk about grain tariffs.", "published": "2019-06-01"}
    command = [sys.executable, "-m", "assistant.cli", "load", str(tmp_path / "many.jsonl"), "-"]
    many = "\n".join(json.dumps({**record, "id": f"n{n}"}) for n in range(200))
    (tmp_path / "many.jsonl").write_text(many, encoding="utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as load:  # type: ignore[call-overload]
        deadline = time.monotonic() + 150  # what is waited for are the two events below
        while (library / "writer.pid").read_text() != str(load.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        while parley("stats", "--json").json["articles"] <= 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        load.send_signal(stop)
        out, err = load.communicate(timeout=150)
    assert load.returncode == 130, err
    assert "the same command goes on from there" in err
    assert "Traceback" not in err
    assert " added, " in out
    assert parley("stats", "--json").json["articles"] > 3
    again = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    stats = parley("stats", "--json").json
    assert (stats["articles"], stats["passages"], stats["waiting"]) == (203, 203, 0)
    assert parley("doctor").code == 0
