"""Every error that Parley raises on purpose.

The tree::

    ParleyError
    ├── UsageError              a value the caller gave cannot be used
    │   ├── SettingsError       a setting, in the environment, a file or a flag
    │   └── ConversationMissing no conversation of that id, or it is somebody else's
    ├── InputError              an input could not be read (one article, file or URL)
    │   └── FetchError          a URL was refused or did not answer as it should
    ├── ModelError              a chat or embedding model did not do what was asked
    │   ├── ModelDenied         the key is wrong, or has no right to the model
    │   ├── ModelNotFound       no such model, or no such address
    │   ├── ModelBusy           too many calls, or the quota is used up
    │   ├── ModelUnreachable    no connection to the endpoint
    │   ├── ModelTimeout        no answer within the time allowed
    │   ├── ModelBroken         the endpoint failed, or what it sent cannot be read
    │   ├── ContextTooLong      the model takes fewer tokens than it was sent
    │   └── ReplyUnusable       the reply is empty, refuses, repeats itself or does not end
    ├── LibraryError            the library cannot do what was asked
    │   ├── LibraryMissing      nothing has been loaded there yet
    │   ├── LibraryLocked       another process is writing to it
    │   ├── LibraryDamaged      the articles' database cannot be read
    │   ├── LibraryTooNew       it was written by a newer Parley
    │   ├── LibraryUnreachable  a server that the library is on, a database or one for vectors, does not answer
    │   ├── StorageError        the disk is full, read-only or not permitted
    │   └── IndexStale          an index derived from the articles is missing, damaged or of another model
    └── ServerError             the server cannot do it now
        ├── ServerBusy          too many wait already
        └── DeadlineMissed      it took longer than the server allows

What is not exceptional is a value: an answer without evidence is a status, a file that was passed
over is a line in the report.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ContextTooLong",
    "ConversationMissing",
    "DeadlineMissed",
    "FetchError",
    "IndexStale",
    "InputError",
    "LibraryDamaged",
    "LibraryError",
    "LibraryLocked",
    "LibraryMissing",
    "LibraryTooNew",
    "LibraryUnreachable",
    "ModelBroken",
    "ModelBusy",
    "ModelDenied",
    "ModelError",
    "ModelNotFound",
    "ModelTimeout",
    "ModelUnreachable",
    "ParleyError",
    "ReplyUnusable",
    "ServerBusy",
    "ServerError",
    "SettingsError",
    "StorageError",
    "UsageError",
]


class ParleyError(Exception):
    """The root. `str(error)` is one line that says what was wrong and what to do."""

    retryable: ClassVar[bool] = False
    """Whether the same call may succeed later without anybody changing anything."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.message = message
        self.hint = hint


class UsageError(ParleyError):
    """A value the caller gave cannot be used."""


class SettingsError(UsageError):
    """A setting is unknown or out of its range."""


class ConversationMissing(UsageError):
    """There is no conversation of that id, or it is somebody else's, which is not told apart."""


class InputError(ParleyError):
    """An input could not be read. Loading goes on with the next one."""


class FetchError(InputError):
    """A URL was refused or did not answer as it should."""

    def __init__(self, message: str, *, hint: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after_s = retry_after_s


class ModelError(ParleyError):
    """A chat or embedding model did not do what was asked. An answer falls back to extraction."""


class ModelDenied(ModelError):
    """The key is wrong or missing, or has no right to the model."""


class ModelNotFound(ModelError):
    """No such model, or no such address."""


class ModelBusy(ModelError):
    """Too many calls, or the quota is used up."""

    retryable = True

    def __init__(self, message: str, *, hint: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after_s = retry_after_s


class ModelUnreachable(ModelError):
    """No connection to the endpoint."""

    retryable = True


class ModelTimeout(ModelError):
    """No answer within the time allowed."""

    retryable = True


class ModelBroken(ModelError):
    """The endpoint failed, or what it sent cannot be read."""

    retryable = True


class ContextTooLong(ModelError):
    """The model takes fewer tokens than it was sent."""

    def __init__(self, message: str, *, hint: str = "", limit_tokens: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.limit_tokens = limit_tokens


class ReplyUnusable(ModelError):
    """The reply is empty, refuses, repeats itself or does not end."""


class LibraryError(ParleyError):
    """The library cannot do what was asked."""


class LibraryMissing(LibraryError):
    """Nothing has been loaded there yet."""


class LibraryLocked(LibraryError):
    """Another process is writing to it."""

    retryable = True


class LibraryDamaged(LibraryError):
    """The articles' database cannot be read."""


class LibraryTooNew(LibraryError):
    """It was written by a newer Parley than this one."""


class LibraryUnreachable(LibraryError):
    """The database's server or the one for vectors does not answer, or refuses. Nothing that was reported is lost."""

    retryable = True
    in_the_middle = False
    """Whether it was lost while something was done, so that it may be there again at once."""


class StorageError(LibraryError):
    """The disk is full, read-only or not permitted."""


class IndexStale(LibraryError):
    """An index derived from the articles is missing, damaged or made by another model."""


class ServerError(ParleyError):
    """The server cannot do it now."""

    retryable = True


class ServerBusy(ServerError):
    """Too many wait already."""


class DeadlineMissed(ServerError):
    """It took longer than the server allows."""
