"""PDF: the text of its pages, lines joined into paragraphs; its properties as title, author and date."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

from index.articles import Draft
from index.dates import DateOrigin
from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import make_draft, one_line
from index.readers.raw_input import RawInput
from index.readers.written_dates import ReadDate, read_date

__all__ = ["join_lines", "read_pdf"]

NO_TITLE = re.compile(
    r"untitled|microsoft word|\.(docx?|pdf|indd|txt|tmp|qxp)$|^\W*$|^(slide|document|page) ?\d*$",
    re.IGNORECASE,
)
ENDS_SENTENCE = re.compile(r"[.!?:。！？…][\"”’')\]]*$")
HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]$")


def read_pdf(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article from one file, up to `max_pages` of it."""
    data = raw.read_all(options.max_file_mb, "max_file_mb")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    # Nothing is yielded inside: the caller's warnings are the caller's.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        item = _read(data, raw, options)
    yield item


def _read(data: bytes, raw: RawInput, options: ReadOptions) -> Draft | Problem:
    import pypdf

    try:
        return _draft(pypdf.PdfReader(io.BytesIO(data), strict=False), raw, options)
    except InputError:
        raise
    except RecursionError as error:
        raise InputError("the PDF is broken: its parts contain each other") from error
    except Exception as error:  # pypdf raises of every kind on broken files
        raise InputError(f"the PDF is broken: {error or type(error).__name__}") from error


def _draft(pdf: Any, raw: RawInput, options: ReadOptions) -> Draft | Problem:
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise InputError("the PDF is encrypted", hint="save it without a password")
    pages = len(pdf.pages)
    notes = [f"read the first {options.max_pages} of {pages} pages (max_pages)"] if pages > options.max_pages else []
    texts: list[str] = []
    broken: list[str] = []
    for number in range(min(pages, options.max_pages)):
        try:
            texts.append(join_lines(pdf.pages[number].extract_text() or ""))
        except Exception:  # noqa: BLE001 - pypdf raises of every kind on one bad page; the others are read
            broken.append(str(number + 1))
    if broken:
        notes.append(f"pages that could not be read: {', '.join(broken[:20])}")
    text = "\n\n".join(text for text in texts if text)
    if not text.strip():
        raise InputError("no text in the PDF, only images" if not broken else "no page of the PDF can be read")
    title, author, date = _properties(pdf)
    return make_draft(
        place=raw.place,
        text=text,
        title="" if NO_TITLE.search(title) else title,
        author=author,
        url=raw.url,
        dates=(date.published,) if date.published else (),
        notes=(*notes, date.doubt),
    )


def join_lines(text: str) -> str:
    """Join the lines of a printed column into paragraphs, and words that were divided at a line's end.

    A paragraph ends at an empty line, and where a line ends a sentence well before the column does.
    """
    lines = [line.strip() for line in text.split("\n")]
    width = max((len(line) for line in lines), default=0)
    paragraphs: list[list[str]] = []
    going_on = False
    for line in lines:
        if not line:
            going_on = False
            continue
        if not going_on:
            paragraphs.append([line])
        elif HYPHENATED.search(paragraphs[-1][-1]) and line[0].islower():
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1] + line
        else:
            paragraphs[-1].append(line)
        short = len(line) < 0.8 * width
        going_on = not (short and (ENDS_SENTENCE.search(line) or len(line) < 0.5 * width))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _properties(pdf: Any) -> tuple[str, str, ReadDate]:
    """Title, author and date of creation, empty where the document is silent or broken."""
    try:
        found = pdf.metadata or {}
        title, author = one_line(str(found.get("/Title") or "")), one_line(str(found.get("/Author") or ""))
        created = re.sub(r"^D:", "", str(found.get("/CreationDate") or "").strip())[:8]
    except Exception:  # noqa: BLE001 - damaged properties must not cost the text
        return "", "", ReadDate(None)
    return title, author, read_date(created, DateOrigin.METADATA) if created else ReadDate(None)
