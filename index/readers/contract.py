"""What a caller of the readers gives and gets: the options, the problems, the size of the work.

Knows nothing of any format.
"""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from index.dates import PublicationDate

__all__ = ["FIELD_NAMES", "Problem", "ReadLimits", "ReadOptions", "SizeEstimate"]

FIELD_NAMES = ("text", "title", "published", "source", "author", "url", "id", "language")
"""What `ReadOptions.fields` may map."""


class ReadLimits(BaseModel):
    """How much is read of one input, and from where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_mb: int = Field(default=50, ge=1)
    """The largest file of a format that must be held in memory. JSON lines and CSV have no such limit."""
    max_record_mb: int = Field(default=5, ge=1)
    """The longest line of JSON lines, and row of CSV."""
    max_pages: int = Field(default=2000, ge=1)
    """How many pages of a PDF are read."""
    max_unpacked_mb: int = Field(default=200, ge=1)
    """The most that a DOCX may unpack to."""
    max_feed_entries: int = Field(default=1000, ge=1)
    """How many entries of one feed are read."""
    allow_private: bool = False
    """Fetch from private addresses and from any port."""
    fetch_timeout_s: float = Field(default=20, gt=0)
    """For one URL as a whole, redirects included."""
    max_fetch_mb: int = Field(default=10, ge=1)
    """The largest body of a URL, after decompression."""
    max_redirects: int = Field(default=5, ge=0)


class ReadOptions(ReadLimits):
    """How inputs are read: what the person says about them, and the limits."""

    published: PublicationDate | None = None
    """The publication date of everything read, when the person gives it; it wins over all others."""
    source: str = ""
    """The outlet of everything read, when the person gives it; it wins over the record's own."""
    format: str = ""
    """The name of a reader, when the content is not to be sniffed."""
    fields: dict[str, str] = Field(default_factory=dict)
    """One of `FIELD_NAMES` to the name it has in the records; a dot reaches into nested objects."""

    @model_validator(mode="after")
    def _fields_exist(self) -> Self:
        for name in self.fields:
            if name not in FIELD_NAMES:
                raise ValueError(f"{name!r} is not a field of an article; choose from {', '.join(FIELD_NAMES)}")
        return self


class Problem(BaseModel):
    """An input, or one record of it, that gave no article."""

    model_config = ConfigDict(frozen=True)

    place: str
    reason: str
    """What was wrong, and what to do."""
    failed: bool
    """False: passed over on purpose (empty, no article in it)."""

    @field_validator("place", "reason")
    @classmethod
    def _sayable(cls, words: str) -> str:
        """Names in a record may hold halves of characters, which no output takes."""
        return words.encode("utf-8", "replace").decode()


class SizeEstimate(BaseModel):
    """How much there is to read."""

    model_config = ConfigDict(frozen=True)

    files: int
    """Files, addresses and standard input together."""
    bytes: int | None
    """The size of all of them; None when an address or standard input is among them."""
