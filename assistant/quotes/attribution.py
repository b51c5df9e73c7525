"""Words of one sentence and the words for who said them, before anybody is known by name."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quotes.speakers import SpeakerWords
from index.sentences import Span

__all__ = ["Attribution"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and the words for their speaker; offsets count in the sentence."""

    words: Span
    speaker: SpeakerWords
    at: int
    """Where the speaker stands."""
    saying: Span
    """Where the verb and its "when", "where" and "to whom" stand."""
    told: str
