"""Who said what: frozen, and the same in Python and in JSON.

`article.text[quote.start:quote.end] == quote.words` always holds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.answers import Citation, Coverage, Frozen, QueryRecord
from index.dates import DateInterval

__all__ = ["Quote", "QuoteList", "Speaker", "SpeakerKind"]


class SpeakerKind(StrEnum):
    """What kind of speaker it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    """A ministry, a company, a country."""
    UNNAMED = "unnamed"
    """Officials, analysts, "a person familiar with the talks": nobody whom the article names."""


class Speaker(Frozen):
    """Who said it, as far as the article tells."""

    kind: SpeakerKind
    name: str
    """In the fullest form that the article has: `Robert Lighthizer`; for unnamed ones its own words."""
    written: str
    """As the sentence has it: `he`, `the minister`, `Lighthizer`."""
    role: str = ""
    organisation: str = ""
    anonymous: bool = False
    """Whether the article says that the speaker did not want to be named."""


class Quote(Frozen):
    """One statement."""

    n: int = Field(ge=1)
    speaker: Speaker
    words: str
    """Exactly as the article has them; without quotation marks where they are the speaker's own."""
    exact: bool
    """Whether they are the speaker's own words; else the article's account of them."""
    start: int
    """Of the words, in Unicode code points of the article's text."""
    end: int
    told: str = ""
    """Whom it was told to: an outlet, reporters, a committee; empty when the article does not say."""
    said: DateInterval | None = None
    """When, where the sentence says so."""
    said_words: str = ""
    citation: Citation
    """The whole sentence, with the speaker."""


class QuoteList(Frozen):
    """Statements that were found, the newest article first, with what was searched."""

    schema_version: Literal[1] = 1
    speaker: str
    about: str
    quotes: tuple[Quote, ...] = ()
    omitted: int = 0
    """Further ones that were found and are not shown."""
    refusal_reason: str = ""
    coverage: Coverage
    query: QueryRecord
    fingerprint: str
    warnings: tuple[str, ...] = ()
