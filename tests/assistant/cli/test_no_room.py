"""A full disk, a read-only one, no permission, a limit on files: what the command says, and what is left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import ARTICLES, Parley

pytestmark = pytest.mark.timeout(600)

COMMANDS = (["ask", "steel?"], ["stats"], ["rebuild"], ["articles", "list"], ["backup", "b.zip"], ["load"])
SETPRIV = shutil.which("setpriv")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Articles that do not fit on the small disk."""
    path = tmp_path / "many.jsonl"
    lines = (
        json.dumps({"id": f"n{number}", "text": f"Article {number}. {'Talks stalled. ' * 300}"})
        for number in range(300)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def on_small_disk(small_disk: Path, corpus: Path, parley: Parley, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of three articles on a disk of 3 MB."""
    monkeypatch.setenv("PARLEY_LIBRARY", str(small_disk / "library"))
    assert parley("load", str(corpus)).code == 0
    return small_disk / "library"


def _fill(folder: Path, but: int) -> Path:
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * max(0, shutil.disk_usage(folder).free - but))
    return ballast


def _ids(folder: Path) -> set[str]:
    with Assistant(Settings(library=folder, embedding="hashing")) as parley:
        return {each for ids in parley.library.ids() for each in ids}


def test_a_load_on_a_full_disk_says_how_much_is_needed_and_goes_on_when_there_is_room(
    on_small_disk: Path, parley: Parley, many: Path
) -> None:
    ran = parley("load", str(many))
    assert ran.code == 2
    [line] = [line for line in ran.err.splitlines() if not line.startswith("reading")]
    assert "MB are free there and about" in line
    assert line.endswith("what was reported is kept; make room, and the same command goes on")
    kept = _ids(on_small_disk)
    assert kept >= {each["id"] for each in ARTICLES}
    subprocess.run(["mount", "-o", "remount,size=60m", on_small_disk.parent], check=True)
    assert parley("load", str(many)).code == 0
    assert _ids(on_small_disk) == {each["id"] for each in ARTICLES} | {f"n{number}" for number in range(300)}
    checks = {each["name"]: each["state"] for each in parley("doctor", "--json").json["checks"]}
    assert {name for name, state in checks.items() if state == "problem"} <= {"disk"}


def test_a_rebuild_a_backup_and_a_restore_refuse_before_they_begin_on_a_full_disk(
    on_small_disk: Path, parley: Parley, tmp_path: Path
) -> None:
    assert parley("backup", str(tmp_path / "b.zip")).code == 0
    ballast = _fill(on_small_disk.parent, but=40_000)
    before = sorted(str(path) for path in on_small_disk.rglob("*"))
    for command in (
        ["rebuild"],
        ["backup", str(on_small_disk.parent / "b.zip")],
        ["restore", "--force", str(tmp_path / "b.zip")],
    ):
        ran = parley(*command)
        assert ran.code == 2
        assert "needs about" in ran.err
        assert "nothing was changed" in ran.err
    assert sorted(str(path) for path in on_small_disk.rglob("*")) == before
    assert parley("ask", "Which steel duties ended?").code == 0
    ballast.unlink()
    assert parley("rebuild").code == 0


def test_a_read_only_disk_is_one_line_for_every_command(
    on_small_disk: Path, parley: Parley, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    subprocess.run(["mount", "-o", "remount,ro", on_small_disk.parent], check=True)
    for command in COMMANDS:
        ran = parley(*command, *([str(corpus)] if command == ["load"] else []))
        assert (ran.code, ran.err.count("\n")) == (2, 1), command
        assert "copy a read-only library to one" in ran.err
    new = parley("--library", str(on_small_disk.parent / "new"), "load", str(corpus))
    assert "cannot be made (Read-only file system); give another --library" in new.err
    assert parley("doctor").code == 3


def _run(arguments: list[str], before: str = "", *, obeying: bool = False) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; `obeying` takes root's right to pass over permissions away."""
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    if obeying and os.geteuid() == 0:
        command = [str(SETPRIV), "--bounding-set=-dac_override,-dac_read_search", *command]
    if before:
        command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(
    os.geteuid() == 0 and SETPRIV is None, reason="root passes over permissions, and setpriv is not here"
)
@pytest.mark.parametrize(("name", "mode", "words"), [
    (".", 0o500, "attempt to write a readonly database"),
    (".", 0o000, "cannot be read (Permission denied); permit it, or give another --library"),
    ("articles.db", 0o000, "unable to open database file"),
    ("indexes", 0o000, "Permission denied"),
])  # fmt: skip
def test_what_may_not_be_written_is_said_and_nothing_changes(
    library: Path, corpus: Path, name: str, mode: int, words: str
) -> None:
    before = _ids(library)
    path = library / name
    kept = path.stat().st_mode
    path.chmod(mode)
    try:
        ran = _run(["rebuild"], obeying=True)
    finally:
        path.chmod(kept)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
    assert words in ran.stderr
    assert _ids(library) == before
    assert _run(["doctor"]).returncode == 0


def test_a_limit_on_the_size_of_files_is_said_and_what_was_there_stays(library: Path, many: Path) -> None:
    before = _ids(library)
    ran = _run(["load", str(many)], before="ulimit -f 600")
    assert ran.returncode == 2
    assert "cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert _ids(library) >= before
    assert _run(["load", str(many)]).returncode == 0
    assert len(_ids(library)) == len(before) + 300
