"""A speaker in words, as the command line and the page write them."""

from __future__ import annotations

from assistant.quotes.models import Quote
from index.temporal import format_interval

__all__ = ["speaker_words"]


def speaker_words(quote: Quote) -> tuple[str, str]:
    """The name, and what is known beside it: `("Ann Lee", ", minister (Trade Ministry), to reporters, 5 June 2019")`.

    What the name's own words hold is not said twice.
    """
    speaker = quote.speaker
    known = speaker.name
    if speaker.role and speaker.role.lower() not in known.lower():
        known = f"{known}, {speaker.role}"
    if speaker.organisation and speaker.organisation.removeprefix("the ") not in known:
        known = f"{known} ({speaker.organisation})"
    if speaker.anonymous:
        known = f"{known}, who asked not to be named"
    if quote.told:
        known = f"{known}, to {quote.told}"
    if quote.said:
        known = f"{known}, {format_interval(quote.said)}"
    return speaker.name, known[len(speaker.name) :]
