"""The command as a whole: its front, its foreign commands, and how it speaks in odd surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.conftest import Parley

BASE = [sys.executable, "-m", "assistant.cli"]


def test_help_lists_the_commands(parley: Parley) -> None:
    ran = parley("--help")
    assert ran.code == 0
    commands = ("load", "ask", "search", "articles", "stats", "doctor", "rebuild", "settings", "backup", "restore")
    assert all(f"  {name} " in ran.out for name in commands)
    assert parley().out == ran.out
    assert "remove" in parley("articles").out


def test_the_version_is_told_both_ways(parley: Parley) -> None:
    ran = parley("--version")
    assert ran.code == 0
    assert ran.out.startswith("parley ")
    assert parley("version").out == ran.out


def test_a_near_miss_is_suggested(parley: Parley) -> None:
    ran = parley("serch", "tariffs")
    assert (ran.code, ran.err) == (2, "error: no command 'serch'; did you mean 'search'?\n")
    assert parley("xyzzy").err == "error: no command 'xyzzy'; see `parley --help`\n"


def test_global_options_stand_before_or_after_the_command(parley: Parley, library: Path, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    for arguments in (["--library", other, "stats"], ["stats", "--library", other], ["stats", f"--library={other}"]):
        assert f"no library at {other!r}" in parley(*arguments).err
    assert parley("--library", other, "stats", "--library", str(library)).code == 0


def test_the_traceback_is_shown_only_when_asked_for(parley: Parley, environment: Path) -> None:
    assert "Traceback" not in parley("ask", "why?").err
    for arguments in (["ask", "why?", "--debug"], ["--debug", "ask", "why?"]):
        ran = parley(*arguments)
        assert ran.code == 2
        assert "Traceback" in ran.err
        assert ran.err.splitlines()[-1].startswith("error: no library at")


def _program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_an_unknown_command_runs_the_program_of_that_name(
    parley_process: Parley, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path / "bin", "parley-greet", 'echo "$PARLEY_LIBRARY" "$@"; exit 7')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    ran = parley_process("--library", "/some/where", "greet", "--json", "two words")
    assert (ran.code, ran.out) == (7, "/some/where --json two words\n")


def test_a_command_is_a_name_and_never_a_path(parley_process: Parley, tmp_path: Path) -> None:
    _program(tmp_path / "bin", "parley-greet", "echo ran")
    ran = parley_process(f"/../..{tmp_path}/bin/parley-greet")
    assert (ran.code, ran.out) == (2, "")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*BASE, *arguments], capture_output=True, env={**os.environ, **environment}, check=False)


def test_a_locale_without_the_characters_stops_nothing(library: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    ran = _run("ask", "Why did talks stall?", **plain)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.isascii()
    as_json = _run("articles", "show", "steel", "--json", **plain)
    assert as_json.returncode == 0
    assert b'"The Laurentian Post"' in as_json.stdout


def test_a_reader_that_goes_away_is_no_error(library: Path) -> None:
    command = f"'{sys.executable}' -m assistant.cli articles export --format md | true; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (b"0", b"")


def test_a_full_disk_behind_the_output_is_said(library: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*BASE, "articles", "list"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"error: the output cannot be written")


def test_no_colours_where_nobody_looks(library: Path) -> None:
    for arguments in (["ask", "Why did talks stall?"], ["doctor"], ["ask", "?"]):
        ran = _run(*arguments, FORCE_COLOR="1")
        assert b"\x1b" not in ran.stdout + ran.stderr


def test_bytes_that_are_no_text_are_asked_about_as_text(library: Path) -> None:
    ran = subprocess.run(
        [*(each.encode() for each in BASE), b"ask", b"steel \xff\xfe duties?"], check=False, capture_output=True
    )
    assert ran.returncode == 0, ran.stderr


def test_without_a_home_one_line_says_what_to_give(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    ran = _run_bare({**environment, "HOME": "/nonexistent/home"})
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1


def _run_bare(environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*BASE, "stats"], capture_output=True, env=environment, check=False)
