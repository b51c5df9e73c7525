"""PDF and Word files: as bytes, and a Word file's parts inside a sound archive."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from functools import cache

from index.errors import InputError
from index.readers.raw_input import open_raw
from index.readers.reading import _reader
from tests.fuzzing.contract import Target
from tests.fuzzing.reader_targets import OPTIONS, judged, reading

__all__ = ["DOCX", "DOCX_PARTS", "PDF"]

DOCUMENT = "word/document.xml"


def _pdf() -> bytes:
    """A page with two lines, its cross-reference table right."""
    content = b"BT /F1 12 Tf 72 720 Td (Ministers met in Geneva on Tuesday.) Tj 0 -14 Td (No date was set.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Talks)/Author(Jo)/CreationDate(D:20190705)>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, table)
    return bytes(out)


@cache
def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Talks", 1)
    document.add_paragraph("Ministers met in Geneva on Tuesday. No date was set.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "steel"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_docx())) as packed:
        return {name: packed.read(name) for name in packed.namelist() if "thumbnail" not in name}


def _packed(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in _parts().items():
            packed.writestr(name, document if name == DOCUMENT else content)
    return out.getvalue()


def _document(data: bytes) -> None:
    raw = open_raw(io.BytesIO(_packed(data)), place="a.docx", name="a.docx")
    with suppress(InputError):
        for item in _reader("docx")(raw, OPTIONS):
            judged(item)


PDF_TOKENS = b"obj endobj stream endstream xref trailer /Kids /Count /Length /Parent R << >> [ ] Tj /Filter/FlateDecode"
WORD_TOKENS = b"<w:p> </w:p> <w:r> <w:t> <w:tbl> <w:tr> <w:tc> <w:pStyle/> &lol; <!DOCTYPE w:val= gridSpan vMerge"

PDF = Target(reading("pdf"), (_pdf(),), tuple(PDF_TOKENS.split()))
DOCX = Target(reading("docx"), (_docx(),), (b"PK\x01\x02", b"PK\x05\x06", b"[Content_Types].xml"))
DOCX_PARTS = Target(_document, (_parts()[DOCUMENT],), tuple(WORD_TOKENS.split()))
