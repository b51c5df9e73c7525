from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from index.readers.pdf_files import join_lines

from .reading_tools import read, written

if TYPE_CHECKING:
    from pathlib import Path

LINES = ("Officials met in Geneva on Tuesday.", "No date was set for another round.")


def pdf_of(*pages: tuple[str, ...], info: str = "") -> bytes:
    """A minimal PDF: one font, one text block a page, a cross-reference table with true offsets."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        words = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 72 720 Td {words} ET" if lines else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode() + trailer.encode()


def test_the_pages_are_read_with_their_properties(tmp_path: Path) -> None:
    info = "/Title (Steel talks resume) /Author (Jo Doe) /CreationDate (D:20190705233000-05'00')"
    draft = read(written(tmp_path, "a.pdf", pdf_of(LINES, LINES, info=info))).only
    assert draft.text.count("No date was set") == 2
    assert (draft.title, draft.author) == ("Steel talks resume", "Jo Doe")
    assert draft.dates[0].value == "2019-07-05"


def test_a_pdf_under_a_text_name_is_read_as_pdf(tmp_path: Path) -> None:
    assert LINES[0] in read(written(tmp_path, "a.txt", pdf_of(LINES))).only.text


def test_a_program_s_title_is_no_title(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.pdf", pdf_of(LINES, info="/Title (Microsoft Word - x.doc)"))).only.title == ""


def test_pages_over_the_limit_are_left_and_said(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "a.pdf", pdf_of(*[LINES] * 5)), max_pages=2).only
    assert draft.text.count(LINES[0]) == 2
    assert "first 2 of 5 pages (max_pages)" in draft.notes[0]


def test_a_pdf_of_images_is_named(tmp_path: Path) -> None:
    problem = read(written(tmp_path, "a.pdf", pdf_of((), ()))).problem
    assert problem.failed
    assert "only images" in problem.reason


def test_an_encrypted_pdf_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    problem = read(written(tmp_path, "a.pdf", locked.getvalue())).problem
    assert problem.failed
    assert "encrypted" in problem.reason


@pytest.mark.parametrize("cut", [9, 60, 200, 400, 700])
def test_a_broken_pdf_is_a_problem_or_what_can_be_read_of_it(tmp_path: Path, cut: int) -> None:
    outcome = read(written(tmp_path, "a.pdf", pdf_of(LINES)[:cut]))
    assert len(outcome.drafts) + len(outcome.problems) == 1
    assert all(problem.failed and "PDF" in problem.reason for problem in outcome.problems)


def test_pages_that_contain_each_other_end(tmp_path: Path) -> None:
    circle = pdf_of(LINES).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    outcome = read(written(tmp_path, "a.pdf", circle))
    assert len(outcome.drafts) + len(outcome.problems) == 1


def test_lines_are_joined_into_paragraphs() -> None:
    column = (
        "Ministers from both sides met in Gene-\nva on Tuesday to revive talks on steel\n"
        "quotas.\nOfficials said that no date had been\nset for another round.\n\nThe end of it."
    )
    assert join_lines(column) == (
        "Ministers from both sides met in Geneva on Tuesday to revive talks on steel quotas.\n\n"
        "Officials said that no date had been set for another round.\n\nThe end of it."
    )
