"""Who said what: statements found in articles, with their speakers, to whom and when they spoke."""

from __future__ import annotations

from assistant.quotes.finding import Statement, statements
from assistant.quotes.making import DEFAULT_K, MOST_QUOTES, QuoteFinder
from assistant.quotes.models import Quote, QuoteList, Speaker, SpeakerKind
from assistant.quotes.wording import speaker_words

__all__ = [
    "DEFAULT_K",
    "MOST_QUOTES",
    "Quote",
    "QuoteFinder",
    "QuoteList",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "speaker_words",
    "statements",
]
