"""What an exchange was about, in words that can stand behind another question."""

from __future__ import annotations

import re

from assistant.conversations.followups.frames import frame_of, statement_of
from assistant.conversations.followups.names import mentions_in
from assistant.conversations.models import Exchange

__all__ = ["about", "plain_answer", "with_context"]

MOST_WORDS = 14
MOST_ANSWER_WORDS = 40
FIRST_SENTENCE = re.compile(r"^(.+?[.!?])(?:\s|$)", re.DOTALL)
MARKS = re.compile(r"\s*\[[^\]]*\]")
CONTEXT = re.compile(r"\s*\([^()]*\)$")
"""What an earlier follow-up was completed with."""


def about(last: Exchange) -> str:
    """The question as a statement, else its words without the question; empty when it names nothing."""
    question = CONTEXT.sub("", last.question.rstrip("?!. "))
    frame = frame_of(question)
    said = statement_of(frame) or frame.tail or frame.text
    if not mentions_in(said) and CONTEXT.search(last.question.rstrip("?!. ")):
        said = last.question.rstrip("?!. ").rpartition("(")[2].rstrip(")")
    words = said.split()
    return " ".join(words[:MOST_WORDS])


def with_context(question: str, last: Exchange) -> tuple[str, tuple[str, ...]]:
    """The question with what was spoken of in brackets behind it; unchanged when there is nothing to add."""
    topic = about(last)
    if not topic:
        return question, ()
    return f"{question.rstrip('?!. ')} ({topic})?", (topic,)


def plain_answer(last: Exchange) -> str:
    """The first sentence of the answer without markers, dates in brackets or its full stop."""
    text = " ".join(MARKS.sub("", last.answer).split())
    match = FIRST_SENTENCE.match(text)
    words = (match[1] if match else text).rstrip(".!? ").split()
    return " ".join(words[:MOST_ANSWER_WORDS])
