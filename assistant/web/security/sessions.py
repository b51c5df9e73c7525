"""Who has logged in: a signed cookie that names the user and its last second, good until the password changes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from assistant.web.security.users import Users
from index.errors import StorageError

__all__ = ["COOKIE", "LIFETIME_S", "Sessions", "secret_in"]

COOKIE = "parley_session"
LIFETIME_S = 14 * 24 * 3600


class Sessions:
    """Makes and reads the cookie's value."""

    def __init__(self, secret: bytes, users: Users, clock: Callable[[], float] = time.time) -> None:
        self._secret, self._users, self._clock = secret, users, clock

    def begin(self, user: str) -> str:
        """The value for a user who has just logged in."""
        told = f"{int(self._clock()) + LIFETIME_S}:{user}".encode()
        return f"{base64.urlsafe_b64encode(told).decode()}.{self._signed(told, user)}"

    def user(self, value: str) -> str:
        """Whose it is; empty when it is forged, over, or of somebody who may no longer enter."""
        packed, _, signature = value.partition(".")
        try:
            told = base64.urlsafe_b64decode(packed.encode("ascii"))
            last, _, name = told.decode().partition(":")
            over = int(last) < self._clock()
        except ValueError:
            return ""
        if over or name not in self._users or not hmac.compare_digest(self._signed(told, name), signature):
            return ""
        return name

    def _signed(self, told: bytes, user: str) -> str:
        return hmac.new(self._secret + self._users.mark(user), told, hashlib.sha256).hexdigest()


def secret_in(folder: Path) -> bytes:
    """The secret that cookies are signed with: made once for a library, and shared by all who serve it."""
    path = folder / "session.secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be written ({error.strerror})") from error
    found = path.read_bytes()
    return found if len(found) == 32 else secrets.token_bytes(32)
