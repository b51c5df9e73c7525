"""A Chroma server, or Chroma Cloud: how it is reached, retried within a deadline, and what is said when it is not.

It never gets an embedding function: the server would run or fetch what that names.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from index.errors import IndexStale, LibraryError, LibraryUnreachable
from index.http_address import http_address

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

__all__ = ["ChromaServer", "ChromaSettings"]

PAUSE_S = 0.1
"""Before the second try; doubled before each further one."""
QUIET_S = 5.0
"""How long a server that did not answer is not asked again: questions go on by keywords meanwhile."""
HEARTBEAT = "/api/v2/heartbeat"
BUSY = (429, 502, 503, 504)
DENIED = (
    "connect to tenant",
    "connect to database",
    "401",
    "403",
    "Unauthorized",
    "Forbidden",
    "Permission denied",
)

Result = TypeVar("Result")


class ChromaSettings(BaseModel):
    """Where the vectors are when they are not in the library's folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = ""
    """`http://chroma:8000`; for Chroma Cloud `https://api.trychroma.com`. Empty keeps vectors in the folder."""
    key: SecretStr = SecretStr("")
    """Never shown."""
    key_header: Literal["X-Chroma-Token", "Authorization"] = "X-Chroma-Token"
    """The first is Chroma Cloud's; the second sends `Bearer` with the key, as a proxy in front may ask for."""
    tenant: str = "default_tenant"
    database: str = "default_database"
    certificate: Path | None = None
    """The certificates that the server's is checked against, where they are not those of this machine."""
    timeout_s: float = Field(default=5.0, gt=0, le=600)
    """For one question's vectors, tries included."""
    write_timeout_s: float = Field(default=60.0, gt=0, le=3600)
    """For one batch that is written: a server that is started anew meanwhile is waited for."""

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        return http_address(url, example="http://localhost:8000", path=False)


class ChromaServer:
    """One server. Threads may share it; nothing is sent before the first call."""

    def __init__(self, settings: ChromaSettings) -> None:
        self.settings = settings
        self._client: Any = None
        self._opening = threading.Lock()
        self._down_until = 0.0
        self._last_reason = ""

    def __str__(self) -> str:
        return f"the Chroma server at {self.settings.url}"

    def close(self) -> None:
        """Let go of the connections."""
        with self._opening:
            if self._client is not None:
                self._client.close()
                # Chroma's own client leaves its connections open
                for client in (self._client, self._client._admin_client):  # noqa: SLF001
                    client._server._session.close()  # noqa: SLF001
                self._client = None

    def reading(self, call: Callable[[Any], Result]) -> Result:
        """What `call` makes of the client, tried again within the deadline.

        Raises: LibraryUnreachable, at once when the server did not answer a moment ago; IndexStale for a collection
        that is not there.
        """
        if time.monotonic() < self._down_until:
            raise self._unreachable(self._last_reason)
        return self._tried(call, self.settings.timeout_s)

    def writing(self, call: Callable[[Any], Result]) -> Result:
        """The same with the patience that a load has. What is written twice must be as if written once."""
        return self._tried(call, self.settings.write_timeout_s)

    def collection(self, name: str) -> Collection:
        """A collection that is there. Raises: IndexStale, LibraryUnreachable."""
        found: Collection = self.reading(lambda client: client.get_collection(name, embedding_function=None))
        return found

    def create(self, name: str) -> Collection:
        """A new collection by cosine distance. Raises: LibraryUnreachable."""
        made: Collection = self.writing(
            lambda client: client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        )
        return made

    def drop_all_but(self, kept: str, prefix: str) -> None:
        """Delete the collections whose names begin so, but one."""
        for each in self.writing(lambda client: client.list_collections()):
            if each.name.startswith(prefix) and each.name != kept:
                self.writing(lambda client, name=each.name: client.delete_collection(name))  # type: ignore[misc]

    def largest_batch(self) -> int:
        """Records that the server takes at once."""
        return int(self.writing(lambda client: client.get_max_batch_size()))

    def _tried(self, call: Callable[[Any], Result], deadline_s: float) -> Result:
        given_up = time.monotonic() + deadline_s
        pause = PAUSE_S
        while True:
            left = given_up - time.monotonic()
            try:
                return call(self._opened(max(left, PAUSE_S)))
            except LibraryError:
                raise
            except Exception as error:
                reason, hint = _explained(error)
                if hint is not None:
                    raise self._refused(error, reason, hint) from error
                if time.monotonic() + pause > given_up:
                    self._down_until, self._last_reason = time.monotonic() + QUIET_S, reason
                    raise self._unreachable(reason) from error
                time.sleep(pause)
                pause *= 2

    def _opened(self, timeout_s: float) -> Any:
        with self._opening:
            if self._client is None:
                self._client = self._connect(timeout_s)
            # Chroma's own client would wait without an end
            self._client._server._session.timeout = timeout_s  # noqa: SLF001
            return self._client

    def _connect(self, timeout_s: float) -> Any:
        import chromadb
        import httpx
        from chromadb.config import Settings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        settings = self.settings
        verify = str(settings.certificate) if settings.certificate else True
        # the constructor asks the server without a limit of time, so that one is asked before that has one
        httpx.get(
            f"{settings.url}{HEARTBEAT}", timeout=timeout_s, verify=_context(verify), headers=self._headers()
        ).raise_for_status()
        address = urlsplit(settings.url)
        secure = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or "",
            port=address.port or (443 if secure else 80),
            ssl=secure,
            headers=self._headers(),
            settings=Settings(anonymized_telemetry=False, chroma_server_ssl_verify=verify),
            tenant=settings.tenant,
            database=settings.database,
        )

    def _headers(self) -> dict[str, str]:
        key = self.settings.key.get_secret_value()
        if not key:
            return {}
        name = self.settings.key_header
        return {name: f"Bearer {key}" if name == "Authorization" else key}

    def _unreachable(self, reason: str) -> LibraryUnreachable:
        return LibraryUnreachable(f"{self} does not answer ({reason})", hint="start it, or check PARLEY_CHROMA_URL")

    def _refused(self, error: Exception, reason: str, hint: str) -> LibraryError:
        if type(error).__name__ == "NotFoundError":
            return IndexStale(f"{self} says: {reason}", hint=hint)
        return LibraryUnreachable(f"{self} cannot be used: {reason}", hint=hint)


def _context(verify: str | bool) -> Any:
    import ssl

    return ssl.create_default_context(cafile=verify) if isinstance(verify, str) else verify


def _explained(error: Exception) -> tuple[str, str | None]:
    """The reason in short, and what to do where trying again cannot help; None where it may."""
    import httpx

    reason = str(error).strip().partition("\n")[0] or type(error).__name__
    name = type(error).__name__
    if "CERTIFICATE" in reason.upper():
        return reason, "give the certificate it is checked against as PARLEY_CHROMA_CERTIFICATE"
    if isinstance(error, FileNotFoundError):
        return f"the file of certificates: {error.strerror}", "check PARLEY_CHROMA_CERTIFICATE"
    if name in {"AuthorizationError", "ChromaAuthError"} or any(word in reason for word in DENIED):
        return reason, "check PARLEY_CHROMA_KEY, _TENANT and _DATABASE"
    if name == "NotFoundError" or "not found" in reason or "does not exist" in reason:
        return reason, "run `parley rebuild`"
    if isinstance(error, httpx.HTTPStatusError) and error.response.status_code not in BUSY:
        return reason, "check PARLEY_CHROMA_URL"
    return reason, None
