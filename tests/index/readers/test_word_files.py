from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path


def docx_of(text: str = STORY, heading: str = "", created: datetime | None = None, table: bool = False) -> bytes:
    document = docx.Document()
    if heading:
        document.add_heading(heading, level=1)
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Steel", "25%"
    if created:
        document.core_properties.created = created
        document.core_properties.author = "Jo Doe"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_paragraphs_and_properties_are_read(tmp_path: Path) -> None:
    content = docx_of(heading="Steel talks resume", created=datetime(2019, 7, 5, 10, tzinfo=UTC))
    draft = read(written(tmp_path, "a.docx", content)).only
    assert (draft.title, draft.author, draft.text) == ("Steel talks resume", "Jo Doe", STORY)
    assert draft.dates[0].value == "2019-07-05"


def test_the_date_of_a_template_is_no_date(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "a.docx", docx_of())).only
    assert (draft.dates, draft.author) == ((), "")


def test_a_table_stands_in_its_place(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.docx", docx_of(table=True))).only.text.endswith("Steel\t25%")


def test_an_empty_document_is_skipped(tmp_path: Path) -> None:
    assert not read(written(tmp_path, "a.docx", docx_of(""))).problem.failed


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zip_of(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"0" * 3_000_000})
    assert len(bomb) < 10_000
    problem = read(written(tmp_path, "a.docx", bomb), max_unpacked_mb=2).problem
    assert problem.failed
    assert "max_unpacked_mb" in problem.reason


def test_names_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    evil = zip_of(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<x/>", "..__..__evil.txt": b"x"})
    assert read(written(tmp_path, "in/a.docx", evil)).problem.failed
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_other_archives_and_broken_ones_are_named(tmp_path: Path) -> None:
    assert "an archive" in read(written(tmp_path, "a.zip", zip_of(**{"a.txt": b"x"}))).problem.reason
    sheet = zip_of(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"})
    assert "another Office file" in read(written(tmp_path, "a.docx", sheet)).problem.reason
    assert "broken" in read(written(tmp_path, "b.docx", docx_of()[:2000])).problem.reason


def test_entities_in_a_document_do_not_expand(tmp_path: Path) -> None:
    content = io.BytesIO(docx_of())
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
                declared = f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY l0 "lol">{lol}]>'
                start = data.index(b"<w:document")
                data = data[:start] + declared.encode() + data[start:].replace(b"Ministers", b"&l9;&f;Ministers")
            new.writestr(part.filename, data)
    outcome = read(written(tmp_path, "a.docx", out.getvalue()))
    assert all(len(draft.text) < 1000 and "root:" not in draft.text for draft in outcome.drafts)
