"""Users and their passwords: a file with a line a user, each password stretched by scrypt (RFC 7914).

A line is `name:n:r:p:salt:hash`, salt and hash in hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from assistant.serving import ServingSettings
from index.errors import SettingsError, StorageError, UsageError

__all__ = ["Users", "read_users", "remove_user", "set_user", "users_file"]

NAME = re.compile(r"[\w.@+-]{1,100}")
SHORTEST = 8
COST, BLOCK, PARALLEL = 2**14, 8, 5
"""One of the minimum settings for scrypt of OWASP's password storage cheat sheet: 16 MB a try."""


@dataclass(frozen=True, slots=True)
class _Stored:
    cost: int
    block: int
    parallel: int
    salt: bytes
    digest: bytes

    def fits(self, password: str) -> bool:
        return hmac.compare_digest(_stretched(password, self.salt, self.cost, self.block, self.parallel), self.digest)


class Users:
    """Who may log in."""

    def __init__(self, stored: dict[str, _Stored]) -> None:
        self._stored = stored
        # whoever has no account waits as long as one with a wrong password
        self._nobody = _Stored(COST, BLOCK, PARALLEL, b"nobody", b"")

    def __bool__(self) -> bool:
        return bool(self._stored)

    def __contains__(self, name: str) -> bool:
        return name in self._stored

    def names(self) -> list[str]:
        """All of them, in order."""
        return sorted(self._stored)

    def mark(self, name: str) -> bytes:
        """Changes with the user's password; empty when there is no such user."""
        stored = self._stored.get(name)
        return stored.digest if stored else b""

    def may_enter(self, name: str, password: str) -> bool:
        """Whether there is such a user with this password. Takes some 100 ms: call it in a thread."""
        return self._stored.get(name, self._nobody).fits(password)


def users_file(settings: ServingSettings, folder: Path) -> Path:
    """Where the users are: the settings' file, else `users` in the library's folder."""
    return settings.users.expanduser() if settings.users else folder / "users"


def read_users(path: Path) -> Users:
    """The users of a file; none when it is not there. Raises: SettingsError for a line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Users({})
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the users' file {str(path)!r} cannot be read ({error})") from error
    stored = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            name, cost, block, parallel, salt, digest = line.strip().split(":")
            stored[name] = _Stored(int(cost), int(block), int(parallel), bytes.fromhex(salt), bytes.fromhex(digest))
        except ValueError as error:
            raise SettingsError(f"line {number} of the users' file {str(path)!r} is no user") from error
    return Users(stored)


def set_user(path: Path, name: str, password: str) -> None:
    """Add a user, or give one another password. Raises: UsageError; SettingsError; StorageError."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a user", hint="letters, digits and . _ @ + - are taken")
    if len(password) < SHORTEST:
        raise UsageError("the password is too short", hint=f"give at least {SHORTEST} characters")
    salt = secrets.token_bytes(16)
    digest = _stretched(password, salt, COST, BLOCK, PARALLEL)
    line = f"{name}:{COST}:{BLOCK}:{PARALLEL}:{salt.hex()}:{digest.hex()}"
    _write(path, [*_others(path, name), line])


def remove_user(path: Path, name: str) -> None:
    """Remove a user. Raises: UsageError when there is none of this name."""
    if name not in read_users(path):
        raise UsageError(f"no user {name!r} in {str(path)!r}")
    _write(path, _others(path, name))


def _others(path: Path, name: str) -> list[str]:
    read_users(path)  # a broken file is not written over
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line.strip() and line.partition(":")[0] != name]


def _write(path: Path, lines: list[str]) -> None:
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
        draft.replace(path)
    except OSError as error:
        raise StorageError(f"the users' file {str(path)!r} cannot be written ({error.strerror})") from error


def _stretched(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"), salt=salt, n=cost, r=block, p=parallel, maxmem=2**26
    )
