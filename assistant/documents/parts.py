"""What a document of answers consists of, in words and without a format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers import Answer, AnswerSentence, Citation, Support
from index.dates import DateInterval
from index.temporal import format_interval

__all__ = [
    "Entry",
    "Script",
    "date_lines",
    "is_link",
    "place_of",
    "quote_of",
    "said",
    "search_lines",
    "sentence_text",
]

LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and its answer."""

    question: str
    """As it was typed."""
    answer: Answer | None
    """None when it was stopped."""
    at: str = ""
    """When it was asked, in words."""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole document."""

    title: str
    entries: tuple[Entry, ...]


def said(answer: Answer) -> Iterator[str]:
    """What is said of the answer before its sentences: that there is none, or what of it is missing."""
    if answer.refused:
        yield f"No answer: {(answer.refusal_reason or answer.text).rstrip('.')}."
    elif answer.refusal_reason:
        yield f"Not answered: {answer.refusal_reason}."


def sentence_text(sentence: AnswerSentence) -> str:
    """With its numbers; one that its sources do not bear out says so."""
    marks = "".join(f"[{n}]" for n in sentence.citations)
    doubt = " (not supported by its sources)" if sentence.support is Support.UNSUPPORTED else ""
    return f"{sentence.text} {marks}".rstrip() + doubt


def quote_of(citation: Citation) -> str:
    """The exact words, white space folded."""
    return f"“{' '.join(citation.quote.split())}”"


def place_of(citation: Citation) -> str:
    """Outlet, title, date, and where in which article the quote stands."""
    copies = len(citation.also_in)
    also = f", carried by {copies} other article{'' if copies == 1 else 's'}" if copies else ""
    where = f"{citation.article_id}, characters {citation.start}–{citation.end}"
    title = citation.title or "untitled"
    return f"{citation.source or 'unnamed outlet'}, “{title}”, {citation.published} ({where}{also})"


def is_link(url: str) -> bool:
    """Whether an address may be made a link: nothing but the web's."""
    return LINK.fullmatch(url) is not None


def date_lines(answer: Answer) -> list[str]:
    """What the relative dates of the sentences mean."""
    lines = [
        f"“{each.text}” in an article of {each.anchor}: {format_interval(each.interval)}"
        for sentence in answer.sentences
        for each in sentence.dates
    ]
    return list(dict.fromkeys(lines))


def search_lines(answer: Answer) -> list[str]:
    """What was asked of which articles, and what to know about the answer."""
    query, coverage = answer.query, answer.coverage
    span = f", published {coverage.first} to {coverage.last}" if coverage.first and coverage.last else ""
    lines = [f"Searched for: {query.question}"]
    if query.asked:
        lines.append(
            f"Taken over from before: {'; '.join(query.carried)}" if query.carried else "Completed from before"
        )
    lines.append(f"Articles searched: {coverage.articles}{span}")
    if query.window:
        words = f" (“{query.window_words}”)" if query.window_words else ""
        lines.append(f"Period: {_days(query.window)}{words}")
    if query.sources:
        lines.append(f"Outlets: {', '.join(query.sources)}")
    lines.append(f"As of: {query.as_of}{'' if query.as_of_given else ' (the day of asking)'}")
    if answer.citations:
        lines.append(f"Independent outlets cited: {coverage.independent_sources}")
    lines.append(f"Made by: {f'{answer.mode}, {answer.model}' if answer.model else answer.mode}")
    return [*lines, *(f"Note: {warning}" for warning in answer.warnings)]


def _days(window: DateInterval) -> str:
    return f"{window.first or 'the beginning'} to {window.last or 'now'}"
