"""DOCX: paragraphs and tables in their order, the document's properties as title, author and date."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from index.articles import Draft
from index.dates import DateOrigin, PublicationDate
from index.errors import InputError
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import make_draft, one_line
from index.readers.raw_input import RawInput

__all__ = ["read_docx"]

MAX_PARTS = 5_000
TEMPLATE_CREATED = datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001 - as python-docx reads it
"""The date of python-docx's own template, which says nothing of a document made with it."""


def read_docx(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article from one file, after looking at what it unpacks to. Nothing goes to disk."""
    data = raw.read_all(options.max_file_mb, "max_file_mb")
    _check_archive(data, options.max_unpacked_mb)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [block for block in _blocks(document) if block[1]]
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError) as error:
        raise InputError(f"the Word file is broken: {error}") from error
    except (KeyError, ValueError, AttributeError) as error:
        raise InputError(f"the Word file is broken: {error}") from error
    title, author, dates = _properties(document)
    first = next((number for number, (style, _) in enumerate(blocks) if style in {"Title", "Heading 1"}), None)
    if first is not None and len(blocks) > 1 and blocks[first][1] == (title or blocks[first][1]):
        title = blocks.pop(first)[1]
    text = "\n\n".join(words for _, words in blocks)
    yield make_draft(place=raw.place, text=text, title=title, author=author, url=raw.url, dates=dates)


def _check_archive(data: bytes, max_unpacked_mb: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"a broken archive: {error}") from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        kind = "another Office file" if "[Content_Types].xml" in names else "an archive"
        raise InputError(f"not a Word file: {kind}", hint="unpack it or save it as DOCX, PDF or text")
    # zipfile never unpacks more of a part than its header says, so the headers bound the whole.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max_unpacked_mb * 1_000_000 or len(parts) > MAX_PARTS:
        raise InputError(
            f"refused: it unpacks to {unpacked // 1_000_000} MB in {len(parts)} parts",
            hint="raise max_unpacked_mb",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the Word file is encrypted", hint="save it without a password")


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """The style and the words of each paragraph; a table's row is a line."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = ("\t".join(one_line(cell.text) for cell in row.cells) for row in block.rows)
            yield "", "\n".join(row for row in rows if row.strip())
        else:
            yield (block.style.name if block.style is not None else "") or "", block.text.strip()


def _properties(document: Any) -> tuple[str, str, tuple[PublicationDate, ...]]:
    try:
        core = document.core_properties
        title, author, created = one_line(core.title or ""), one_line(core.author or ""), core.created
    except (KeyError, ValueError, AttributeError):
        return "", "", ()
    author = "" if author == "python-docx" else author
    if created is None or created.replace(tzinfo=None) == TEMPLATE_CREATED:
        return title, author, ()
    return title, author, (PublicationDate.of(created.date(), DateOrigin.METADATA),)
