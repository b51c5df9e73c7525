"""A document as a Word file, by python-docx."""

from __future__ import annotations

import io
import re
from typing import Any

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

__all__ = ["word_file"]

NO_XML = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
LONGEST_TITLE = 255
"""What Word's core properties may hold."""


def word_file(script: Script) -> bytes:
    """The whole file."""
    from docx import Document

    document = Document()
    document.core_properties.title = _text(script.title)[:LONGEST_TITLE]
    document.core_properties.author = "Parley"
    document.add_heading(_text(script.title), level=0)
    alone = len(script.entries) == 1 and script.entries[0].question == script.title
    for entry in script.entries:
        _add_entry(document, entry, alone=alone)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_entry(document: Any, entry: Entry, *, alone: bool) -> None:
    if not alone:
        document.add_heading(_text(entry.question), level=1)
    if entry.at:
        document.add_paragraph().add_run(_text(entry.at)).italic = True
    if entry.answer is None:
        document.add_paragraph("Stopped before its end.")
        return
    _add_answer(document, entry.answer)


def _add_answer(document: Any, answer: Answer) -> None:
    for line in said(answer):
        document.add_paragraph(_text(line))
    if answer.sentences:
        document.add_paragraph(_text(" ".join(sentence_text(each) for each in answer.sentences)))
    if answer.citations:
        document.add_heading("Sources", level=2)
    for each in answer.citations:
        paragraph = document.add_paragraph(f"[{each.n}] ")
        paragraph.add_run(_text(quote_of(each))).italic = True
        paragraph.add_run(f" {_text(place_of(each))} ")
        if is_link(each.url):
            _add_link(paragraph, _text(each.url))
        elif each.url:
            paragraph.add_run(_text(each.url))
    for heading, listed in (("Dates", date_lines(answer)), ("What was searched", search_lines(answer))):
        if listed:
            document.add_heading(heading, level=2)
        for line in listed:
            document.add_paragraph(_text(line), style="List Bullet")


def _add_link(paragraph: Any, url: str) -> None:
    """A link by its relationship: python-docx can read them, but has no call to make one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - the element of the run, which moves into the link
    paragraph._p.append(link)  # noqa: SLF001


def _text(text: str) -> str:
    return NO_XML.sub("", text)
