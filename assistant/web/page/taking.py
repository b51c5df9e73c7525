"""Answers written out to be taken along: Markdown, HTML, Word and JSON, each with its full citations."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from pydantic import TypeAdapter

from assistant.answers import Answer, Citation, Support
from assistant.web.page.markup import count_of, day_of, rendered
from index.errors import UsageError
from index.temporal import format_interval

__all__ = ["FORMATS", "written"]

FORMATS = {
    "md": "text/markdown;charset=utf-8",
    "html": "text/html;charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
"""Every format by the ending of its files, with its media type."""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!])")
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def written(answers: Sequence[Answer], form: str) -> bytes:
    """Answers in their order as one document; a single one in JSON is an object, several are a list.

    Raises: UsageError for a format that is not in `FORMATS`.
    """
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}", hint=f"choose from {', '.join(FORMATS)}")
    if form == "json":
        one = answers[0].model_dump_json(indent=2).encode() if len(answers) == 1 else None
        return one or TypeAdapter(list[Answer]).dump_json(list(answers), indent=2)
    if form == "docx":
        return _word(answers)
    if form == "html":
        return rendered("taken", answers=answers, lines=about_lines, told=sentences_of).encode()
    return "\n".join(_markdown(each) for each in answers).encode()


def sentences_of(answer: Answer) -> list[str]:
    """The sentences with their numbers, the unsupported ones said to be so; for a refusal its reason."""
    if not answer.sentences:
        return [answer.text]
    return [
        f"{each.text} {''.join(f'[{n}]' for n in each.citations)}".strip()
        + (" (not supported by its sources)" if each.support is Support.UNSUPPORTED else "")
        for each in answer.sentences
    ]


def about_lines(answer: Answer) -> list[str]:
    """What was searched, and what to know about the answer."""
    query, coverage = answer.query, answer.coverage
    parts = [f"{count_of(coverage.articles, 'article')} searched{_span(coverage.first, coverage.last)}"]
    if query.window:
        parts.append(f"period {format_interval(query.window)}")
    if query.sources:
        parts.append(f"outlets {', '.join(query.sources)}")
    parts.append(f"as of {day_of(query.as_of)}")
    if answer.citations:
        parts.append(count_of(coverage.independent_sources, "independent outlet"))
    missing = [f"Not answered: {answer.refusal_reason}."] if answer.refusal_reason and answer.sentences else []
    return [*missing, f"{'; '.join(parts)}.", *(f"Note: {warning}." for warning in answer.warnings)]


def _span(first: date | None, last: date | None) -> str:
    return f", {day_of(first)} to {day_of(last)}" if first and last else ""


def _place(citation: Citation) -> str:
    return f"{citation.source or 'unnamed outlet'}, “{citation.title}”, {citation.published}"


def _markdown(answer: Answer) -> str:
    cited = [
        f"{each.n}. “{_plain(each.quote)}” {_plain(_place(each))}{f', <{each.url}>' if _is_address(each.url) else ''}"
        for each in answer.citations
    ]
    said = " ".join(_plain(each) for each in sentences_of(answer))
    parts = [f"## {_plain(answer.query.asked or answer.query.question)}", said, "\n".join(cited)]
    return "\n\n".join([part for part in parts if part] + [_plain(each) for each in about_lines(answer)]) + "\n"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _is_address(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", url) is not None


def _word(answers: Sequence[Answer]) -> bytes:
    from docx import Document

    document = Document()
    for answer in answers:
        document.add_heading(NO_XML.sub("", answer.query.asked or answer.query.question), level=1)
        document.add_paragraph(NO_XML.sub("", " ".join(sentences_of(answer))))
        for each in answer.citations:
            line = document.add_paragraph(f"[{each.n}] “")
            line.add_run(NO_XML.sub("", " ".join(each.quote.split()))).italic = True
            line.add_run(NO_XML.sub("", f"” {_place(each)}{f', {each.url}' if each.url else ''}"))
        for said in about_lines(answer):
            document.add_paragraph(NO_XML.sub("", said))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
