"""What an input is, told by its content first and its name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.errors import InputError
from index.readers.decoding import BOMS, is_binary, wide_encoding

if TYPE_CHECKING:
    from index.readers.raw_input import RawInput

__all__ = ["sniff"]

EXTENSIONS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""Formats of text that the content does not give away; everything else is sniffed."""
MEDIA_TYPES = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "text/markdown": "markdown",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file; save it as DOCX or text"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a media file"),
)
HTML_START = re.compile(r"<(!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1)\b", re.IGNORECASE)
ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
XML_ROOTS = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "entry": "feed",
    "channel": "feed",
    "nitf": "nitf",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "html": "html",
}
JSON_START = re.compile(r'\s*(\{\s*["}]|\[\s*(\{|\]|$))')
JSON_RECORD = re.compile(r'\s*(\[\s*)?\{\s*"[^"\n]{1,60}"\s*:')
"""What it takes to read a file as JSON whose name says prose, which may begin with a bracket."""
HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
PROSE = frozenset({".txt", ".text"})
JSON_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


def sniff(raw: RawInput) -> str:
    """The name of the reader for an input.

    Raises: InputError for what no reader reads, saying what it is.
    """
    head = raw.head
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    for magic, what in MAGIC:
        if head.startswith(magic):
            raise InputError(f"not an article: {what}")
    if is_binary(head):
        raise InputError("not an article: a binary file")
    text = _text_of(head).lstrip("\ufeff \t\r\n")
    extension = PurePosixPath(raw.name).suffix.lower()
    by_name = EXTENSIONS.get(extension, "") or MEDIA_TYPES.get(raw.content_type, "")
    return _markup(text, extension) or _words(text, extension, by_name)


def _words(text: str, extension: str, by_name: str) -> str:
    """The format of text that is no markup."""
    if by_name in {"csv", "markdown"}:
        return by_name
    if (JSON_RECORD if extension in PROSE else JSON_START).match(text):
        return _json(text, by_name)
    if by_name or extension == ".json":
        return by_name or "json"
    return "markdown" if re.match(r"---[ \t]*\r?\n[\w-]+:", text) else "text"


def _text_of(head: bytes) -> str:
    if wide := wide_encoding(head):
        return head.decode(wide, "replace")
    if head.startswith(BOMS[0][0]):
        return head.decode("utf-8-sig", "replace")
    return head.decode("utf-8", "replace")


def _markup(text: str, extension: str) -> str:
    if not text.startswith("<") or extension in {".md", ".markdown", ".csv", ".tsv"}:
        return ""
    start = _after_prolog(text)
    if HTML_START.match(text) or HTML_START.match(start):
        return "html"
    root = ROOT.match(start)
    name = root.group(1).lower() if root else ""
    if name in XML_ROOTS:
        return XML_ROOTS[name]
    if text.lower().startswith("<?xml") or extension == ".xml":
        hint = "RSS, Atom, NITF and NewsML-G2 are read"
        raise InputError(f"XML of an unknown kind: <{name}>", hint=hint)
    return "html" if extension in HTML_NAMES or (root and re.search(r"</\w+>", text)) else ""


def _after_prolog(text: str) -> str:
    """What follows the declaration, the comments and the document type."""
    while text.startswith(("<?", "<!")):
        end = "-->" if text.startswith("<!--") else ">"
        if "[" in text.partition(">")[0] and end == ">":
            text = text.partition("]")[2].lstrip()
        text = text.partition(end)[2].lstrip()
    return text


def _json(text: str, by_name: str) -> str:
    if by_name == "jsonl":
        first = text.split("\n", 1)[0].strip()
        return "json" if first == "{" or first.startswith("[") else "jsonl"
    return "jsonl" if JSON_LINES.match(text) else "json"
