"""The one way in which readers make a Draft: everything cleaned, nothing without text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.articles import Draft, clean_text
from index.readers.contract import Problem

if TYPE_CHECKING:
    from index.dates import PublicationDate

__all__ = ["make_draft", "one_line", "skipped"]


def make_draft(
    *,
    place: str,
    text: str,
    title: str = "",
    id: str = "",  # noqa: A002 - the name of the field
    source: str = "",
    author: str = "",
    url: str = "",
    language: str = "",
    dates: tuple[PublicationDate, ...] = (),
    notes: tuple[str, ...] = (),
) -> Draft | Problem:
    """A Draft whose every field is safe to store; a Problem when no text is left."""
    body = clean_text(text)
    if not body.strip("\ufffd \n\t"):
        return skipped(place, "no text, only a title" if title.strip() else "no text")
    return Draft(
        place=one_line(place),
        text=body,
        title=one_line(title),
        id=one_line(id),
        source=one_line(source),
        author=one_line(author),
        url=one_line(url),
        language=one_line(language),
        dates=dates,
        notes=tuple(one_line(note) for note in notes if note),
    )


def skipped(place: str, reason: str) -> Problem:
    """Something passed over on purpose."""
    return Problem(place=one_line(place), reason=one_line(reason), failed=False)


def one_line(text: str) -> str:
    """Cleaned, and white space of every kind collapsed to single spaces."""
    return " ".join(clean_text(text).split())
