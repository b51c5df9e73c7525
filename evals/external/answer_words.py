"""Does a text hold an answer's words: the weak label that news questions are scored by."""

from __future__ import annotations

import re

from assistant.answers import Answer

__all__ = ["MARKER", "answer_holds", "holds_words", "words_of"]

NOT_WORDS = re.compile(r"\W+")
MARKER = re.compile(r"\[\d{1,3}\]")


def words_of(text: str) -> str:
    """Lower case, every run of other than word characters as one space."""
    return NOT_WORDS.sub(" ", text.lower()).strip()


def holds_words(text: str, answer: str) -> bool:
    """Whether the answer's words stand in the text, whole and in their order. No words are nowhere."""
    wanted = words_of(answer)
    return bool(wanted) and f" {wanted} " in f" {words_of(text)} "


def answer_holds(answer: Answer, words: str) -> bool:
    """Whether an answer says the words and cites a quote that holds them."""
    if answer.refused or not holds_words(MARKER.sub(" ", answer.text), words):
        return False
    return any(holds_words(citation.quote, words) for citation in answer.citations)
