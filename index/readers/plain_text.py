"""Plain text: the whole file is the article; its first line is the title only if it clearly is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.articles import Draft, clean_text
from index.readers.decoding import decode
from index.readers.drafting import make_draft
from index.readers.written_dates import DATE_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.readers.contract import Problem, ReadOptions
    from index.readers.raw_input import RawInput

__all__ = ["TitledText", "read_text", "split_title"]

TITLE_CHARACTERS = 120
CAPTION = re.compile(
    r"\b(picture|photo|photograph|image|caption|credit|graphic|illustration)s?\s*:"
    r"|\b(reuters|afp|ap)/|/(reuters|afp|ap)\b|getty images|\(ap photo",
    re.IGNORECASE,
)
NO_TITLE = re.compile(
    r"(?i:by)\s+[A-Z]|(?i:published|posted|updated|last updated|date)\b.{0,3}\d|https?://|\W*\d[\d\s./:-]*$"
)


@dataclass(frozen=True, slots=True)
class TitledText:
    """A title, empty when there is none, and the text without it."""

    title: str
    text: str


def read_text(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article from one file."""
    decoded = decode(raw.read_all(options.max_file_mb, "max_file_mb"), raw.charset)
    found = split_title(clean_text(decoded.text))
    yield make_draft(place=raw.place, text=found.text, title=found.title, url=raw.url, notes=(decoded.note,))


def split_title(text: str) -> TitledText:
    """Take the first line off as the title when it is short, unpunctuated and stands alone.

    A caption, a byline, a date or a dateline is no title.
    """
    first, _, rest = text.partition("\n")
    line = first.strip()
    alone = rest.startswith("\n") or rest.lstrip(" \t").startswith("\n")
    if not alone or not rest.strip() or not 8 <= len(line) <= TITLE_CHARACTERS:
        return TitledText("", text)
    if len(line.split()) < 2 or line[-1] in ".,;:…—–-" or line.endswith(('."', ".”")):
        return TitledText("", text)
    if re.fullmatch(rf"(\w+,?\s+)?{DATE_PATTERN}.{{0,20}}", line, re.IGNORECASE):
        return TitledText("", text)
    if CAPTION.search(line) or NO_TITLE.match(line) or re.search(r"\s(—|–|--|-)\s.{60}", line):
        return TitledText("", text)
    return TitledText(line, rest.strip())
