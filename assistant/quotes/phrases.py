"""Speakers whom a set phrase names: “in the words of X”, “as X put it”, and verbs before all else: “Said X: …”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quotes.attribution import Attribution
from assistant.quotes.speakers import SpeakerWords, speaker_words
from assistant.quotes.subjects import is_office
from index.sentences import Span

__all__ = ["phrased"]

WHO = r"(?P<who>[^,;:“\"”]{2,90}?)"
ROLE_BEHIND = r"(?:,\s+(?P<role>[^,;:“\"”]{3,110}?))?"
AS_PUT = re.compile(rf",?\s*\b(?P<phrase>[Aa]s\s+{WHO}{ROLE_BEHIND},?\s+(?:put|puts|has put)\s+it),?\s*")
IN_THE_WORDS = re.compile(
    rf"(?P<phrase>\b[Ii]n\s+the\s+(?:words|view|opinion|eyes|judge?ment|phrase)\s+of\s+{WHO}{ROLE_BEHIND})(?=\s*[,;.]|\s*$)"
)
VERB_FIRST = re.compile(
    rf"^\W*(?P<phrase>(?:Said|Says|Replied|Replies|Answered|Added|Adds|Asked|Declared|Wrote|Retorted|Concluded)\s+"
    rf"(?=[A-Z]|the\s|an?\s){WHO}{ROLE_BEHIND}):\s*(?=[“\"])"
)


QUOTED_AS = re.compile(
    rf"\b(?:quoted?s?|cited?s?)\s+(?P<phrase>{WHO}{ROLE_BEHIND},?\s+as\s+(?:saying|telling\s+[^,;:“\"”]{{2,40}}?)):?(?:\s+that\b)?\s*"
)
"""The paper quoted X as saying …"""


def phrased(hidden: str, quotations: Sequence[Span]) -> list[Attribution]:
    """What the sentence attributes by such a phrase; `hidden` has the letters of its quotations masked."""
    if match := VERB_FIRST.match(hidden):
        who = _speaker(match)
        following = [span for span in quotations if span.start >= match.end()]
        return [_made(span, who, match) for span in following] if who else []
    if match := QUOTED_AS.search(hidden):
        who = _speaker(match)
        end = len(hidden.rstrip(" .;,\n"))
        inside = [span for span in quotations if span.start >= match.end()]
        words = inside[:1] if inside and inside[0].start == match.end() else [Span(match.end(), end)]
        return [_made(each, who, match) for each in words] if who and end > match.end() else []
    if (match := AS_PUT.search(hidden)) or (match := IN_THE_WORDS.search(hidden)):
        who = _speaker(match)
        return [_made(each, who, match) for each in _words(hidden, match, quotations)] if who else []
    return []


def _speaker(match: re.Match[str]) -> SpeakerWords | None:
    role = match["role"] or ""
    return speaker_words(match["who"], role if is_office(role) else "")


def _made(words: Span, who: SpeakerWords, match: re.Match[str]) -> Attribution:
    return Attribution(words, who, match.start("who"), Span(*match.span("phrase")), "")


def _words(hidden: str, match: re.Match[str], quotations: Sequence[Span]) -> list[Span]:
    """The quotations of the sentence; where it has none, what stands behind the phrase, or before one at the end."""
    if quotations:
        return list(quotations)
    start = match.end() + len(hidden[match.end() :]) - len(hidden[match.end() :].lstrip(" ,"))
    end = len(hidden.rstrip(" .;,\n"))
    if end - start > 1:
        return [Span(start, end)]
    before = hidden[: match.start()].rstrip(" ,;")
    return [Span(0, len(before))] if before.strip() else []
