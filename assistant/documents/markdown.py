"""A document in Markdown that every renderer shows as it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answers import Answer
from assistant.documents.parts import (
    Entry,
    Script,
    date_lines,
    is_link,
    place_of,
    quote_of,
    said,
    search_lines,
    sentence_text,
)

__all__ = ["markdown"]

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
MARKER = re.compile(r"\\\[(\d+)\\\]")


def markdown(script: Script) -> str:
    """The whole text."""
    lines = [f"# {_plain(script.title)}", ""]
    for entry in script.entries:
        lines += _entry(entry, alone=len(script.entries) == 1 and entry.question == script.title)
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(entry: Entry, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield from (f"## {_plain(entry.question)}", "")
    if entry.at:
        yield from (f"*{_plain(entry.at)}*", "")
    if entry.answer is None:
        yield from ("Stopped before its end.", "")
        return
    yield from _answer(entry.answer)


def _answer(answer: Answer) -> Iterator[str]:
    for line in said(answer):
        yield from (_plain(line), "")
    if answer.sentences:
        yield from (" ".join(MARKER.sub(r"[\1]", _plain(sentence_text(each))) for each in answer.sentences), "")
    if answer.citations:
        yield from ("**Sources**", "")
        for each in answer.citations:
            link = f" <{each.url}>" if is_link(each.url) else ""
            yield f"{each.n}. {_plain(quote_of(each))} {_plain(place_of(each))}{link}"
        yield ""
    for heading, listed in (("Dates", date_lines(answer)), ("What was searched", search_lines(answer))):
        if listed:
            yield from (f"**{heading}**", "", *(f"- {_plain(line)}" for line in listed), "")


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(UNPRINTABLE.sub("", text).split()))
