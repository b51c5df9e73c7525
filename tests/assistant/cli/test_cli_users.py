"""Users are added and removed at the command line, and no password is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.web.security.users import read_users
from tests.assistant.conftest import Parley

WORD = "a long enough word"


def test_a_user_is_added_listed_and_removed(parley: Parley, environment: Path) -> None:
    folder = str(environment / "there" / "library")
    assert parley("--library", folder, "users", "list").out == ""
    added = parley("--library", folder, "users", "add", "ann", stdin=f"{WORD}\n")
    assert (added.code, added.err) == (0, "ann may log in\n")
    assert parley("--library", folder, "users", "list", "--json").json == ["ann"]
    users = read_users(Path(folder) / "users")
    assert users.may_enter("ann", WORD)
    assert not users.may_enter("ann", f"{WORD}\n")
    assert (Path(folder) / "users").stat().st_mode & 0o077 == 0
    changed = parley("--library", folder, "users", "add", "ann", stdin=f"another {WORD}\r\n")
    assert changed.err == "ann has another password\n"
    assert not read_users(Path(folder) / "users").may_enter("ann", WORD)
    assert parley("--library", folder, "users", "remove", "ann").code == 0
    assert parley("--library", folder, "users", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("add", "ann"), ""),
        (("add", "ann"), "short\n"),
        (("add", "an:n"), f"{WORD}\n"),
        (("remove", "ann"), ""),
        (("add", "ann", WORD), ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    parley: Parley, environment: Path, arguments: tuple[str, ...], stdin: str
) -> None:
    folder = environment / "library"
    ran = parley("--library", str(folder), "users", *arguments, stdin=stdin)
    assert ran.code == 2
    assert WORD not in ran.out
    assert not (folder / "users").exists()
