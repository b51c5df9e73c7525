"""Who is calling: a program with its key, a user with a session, or nobody we know."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.serving import ServingSettings, is_loopback
from assistant.web.security.sessions import COOKIE, Sessions, secret_in
from assistant.web.security.users import Users, read_users, users_file
from index.errors import SettingsError

__all__ = ["Caller", "Callers", "check_exposure"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent the request."""

    name: str
    """`user:ann`, `key:1a2b3c4d`, or the address for somebody unknown."""
    known: bool
    """Has shown a key or a session."""
    wrong_key: bool = False

    @property
    def user(self) -> str:
        """The name of who logged in; empty for programs and the unknown."""
        return self.name.removeprefix("user:") if self.known and self.name.startswith("user:") else ""


class Callers:
    """Tells callers apart by the settings of one server."""

    def __init__(self, settings: ServingSettings, folder: Path, secret: Callable[[], bytes] | None = None) -> None:
        """`folder` is the library's; `secret` signs the cookies, that of a file there when it is not given.

        Raises: SettingsError for a users' file that is none; StorageError.
        """
        self.users: Users = read_users(users_file(settings, folder))
        if settings.users and not self.users:
            raise SettingsError(
                f"nobody is in the users' file {str(settings.users)!r}", hint="add one with `parley users add NAME`"
            )
        self._keys = {_digest(key.get_secret_value()) for key in settings.api_keys}
        self.sessions = Sessions(secret() if secret else secret_in(folder), self.users) if self.users else None
        self.at_doors = bool(self._keys or self.users)
        """Whether programs must show a key, or a session."""
        self.at_page = bool(self.users)
        """Whether the page asks for a login."""
        self.page_closed = bool(
            self._keys and not self.users and not is_loopback(settings.host) and not settings.no_auth
        )
        """Nobody can log in, and not everybody who reaches the address may."""

    def caller(self, scope: Scope) -> Caller:
        """Who sent this request."""
        address = str((scope.get("client") or ("unknown",))[0])
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._keys:
            digest = _digest(given.strip())
            known = any(hmac.compare_digest(digest, key) for key in self._keys)
            return Caller(f"key:{digest.hex()[:8]}", known=True) if known else Caller(address, False, wrong_key=True)
        if self.sessions is not None:
            user = self.sessions.user(HTTPConnection(scope).cookies.get(COOKIE, ""))
            if user:
                return Caller(f"user:{user}", known=True)
        return Caller(address, known=False)


def check_exposure(settings: ServingSettings, folder: Path) -> None:
    """Refuse to serve everybody who reaches an address of the network, unless that was said out loud.

    Raises: SettingsError.
    """
    if is_loopback(settings.host) or settings.no_auth or settings.api_keys or read_users(users_file(settings, folder)):
        return
    raise SettingsError(
        f"everybody who reaches {settings.host!r} could ask, load and remove",
        hint="add users with `parley users add NAME`, set PARLEY_SERVING__API_KEYS, or give --no-auth if that is meant",
    )


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
