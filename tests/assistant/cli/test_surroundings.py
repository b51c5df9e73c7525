"""No network, odd homes and folders, other locales and zones, strange variables, a clock set back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import ARTICLES, Parley

CHILD = Path(__file__).with_name("offline_child.py")
ROOT = CHILD.parents[3]
ODD_NAME = "été 北京 ✓ $HOME 'a' \"b\""
QUESTION = "Which steel duties ended?"


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env={**kept, "PARLEY_EMBEDDING": "hashing", **environment},
        check=False,
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_without_a_network_nothing_is_looked_up_and_everything_local_works(tmp_path: Path, corpus: Path) -> None:
    library = str(tmp_path / "library")
    commands = [
        ["load", str(corpus)], ["ask", QUESTION], ["search", "steel"], ["timeline", "steel duties"],
        ["quotes", "--about", "steel"], ["figures", "--on", "Canada"], ["doctor"], ["rebuild"],
        ["backup", str(tmp_path / "b.zip")], ["settings"], ["stats"], ["page"],
    ]  # fmt: skip
    notes = tmp_path / "notes"
    notes.touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    ran = subprocess.run(
        [sys.executable, str(CHILD), str(notes), *map(json.dumps, commands)],
        capture_output=True,
        text=True,
        check=False,
        env={**kept, "PARLEY_LIBRARY": library, "PYTHONPATH": str(ROOT)},
    )
    codes = [line.split()[0] for line in ran.stdout.splitlines() if line[:1].isdigit() and " [" in line]
    assert codes == ["0"] * len(commands), ran.stdout + ran.stderr
    assert notes.read_text(encoding="utf-8") == ""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_answer_is_the_same_in_odd_surroundings(tmp_path: Path, library: Path) -> None:
    odd = tmp_path / ODD_NAME / "library"
    odd.parent.mkdir()
    shutil.copytree(library, odd)
    plain = _run("--library", str(library), "ask", QUESTION, "--as-of", "2019-06-30")
    assert plain.returncode == 0
    surroundings: list[dict[str, str]] = [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "HOME": "/dev/null", "TMPDIR": str(tmp_path)},
        {
            "HTTP_PROXY": "nonsense", "HTTPS_PROXY": "http://[", "ALL_PROXY": "socks9://x", "NO_PROXY": "*,[",
            "TIKTOKEN_CACHE_DIR": "/nowhere", "HF_HOME": "/nowhere", "NLTK_DATA": "/nowhere", "TZ": "Nowhere/Else",
            "CHROMA_SERVER_HOST": "nonsense", "OPENAI_API_KEY": "no key\n", "OPENAI_BASE_URL": "nonsense",
        },
    ]  # fmt: skip
    for surrounding in surroundings:
        ran = _run("--library", str(odd), "ask", QUESTION, "--as-of", "2019-06-30", **surrounding)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, plain.stdout, ""), surrounding


def test_a_home_that_cannot_be_written_to_is_said_with_what_to_give(
    parley: Parley, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARLEY_LIBRARY")
    for home in ("/proc", "/dev/null"):
        monkeypatch.setenv("HOME", home)
        ran = parley("load", str(corpus))
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "cannot be made" in ran.err
        assert "give another --library" in ran.err
        assert "no library at" in parley("stats").err


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PARLEY_EMBEDDING", "nonsense", "choose one of endpoint, hashing, wordllama"),
        ("PARLEY_EMBEDING", "hashing", "did you mean PARLEY_EMBEDDING?"),
        ("PARLEY_LOADING__MAX_FILE_MB", "many", "loading.max_file_mb cannot be 'many' (PARLEY_LOADING__MAX_FILE_MB)"),
        ("PARLEY_LOADING__MAX_FILE_MB", "-1", "(PARLEY_LOADING__MAX_FILE_MB)"),
        ("PARLEY_PASSAGES__BUDGET_TOKENS", "1e9", "(PARLEY_PASSAGES__BUDGET_TOKENS)"),
        ("PARLEY_SETTINGS", "/nonexistent.toml", "the settings file '/nonexistent.toml' cannot be read"),
        ("PARLEY_LIBRARY", "/dev/null", "no library at '/dev/null'"),
        ("PARLEY_LIBRARY", "/dev/null/x\udcff", "no library at"),
    ],
)
def test_a_variable_that_is_nonsense_is_one_line(
    parley: Parley, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = parley("stats")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert words in ran.err


class _Clock(datetime):
    """A clock that stands at the beginning of 1970."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(1970, 1, 1, tzinfo=tz or UTC)


def test_a_clock_set_back_changes_neither_ids_nor_order_nor_answers(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(folder: Path) -> list[Any]:
        with Assistant(Settings(library=folder, embedding="hashing")) as parley:
            half = corpus.with_name("half.jsonl")
            half.write_text(corpus.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
            parley.load([half])
            with monkeypatch.context() as patch:
                if folder.name == "back":
                    patch.setattr("index.loading.datetime", _Clock)
                    patch.setattr("index.derived.time.time_ns", lambda: 1)
                report = parley.load([corpus])
                parley.rebuild()
            assert (report.added, report.unchanged) == (len(ARTICLES) - 1, 1)
            answer = parley.ask(QUESTION, as_of="2019-06-30")
            listed = [each.model_dump(exclude={"loaded_at"}) for each in parley.articles()]
            return [listed, answer.text, [citation.quote for citation in answer.citations]]

    assert loaded(tmp_path / "back") == loaded(tmp_path / "on")
