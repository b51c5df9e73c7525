"""NITF, the news industry text format: one article a document. https://iptc.org/standards/nitf/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.articles import Draft
from index.dates import DateOrigin
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import make_draft
from index.readers.markup import local_name, text_of_tree
from index.readers.raw_input import RawInput
from index.readers.written_dates import ReadDate, read_date
from index.readers.xml_trees import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["body_of_nitf", "find_named", "read_nitf", "words_of"]

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_nitf(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read the article of one document."""
    root = parse_xml(raw.read_all(options.max_file_mb, "max_file_mb"))
    publication = find_named(root, "pubdata")
    identity = find_named(root, "doc-id")
    found = _date(root)
    yield make_draft(
        place=raw.place,
        text=body_of_nitf(root),
        title=words_of(find_named(root, "hl1")) or words_of(find_named(root, "title")),
        id=identity.get("id-string", "") if identity is not None else "",
        source=publication.get("name", "") if publication is not None else words_of(find_named(root, "distributor")),
        author=words_of(find_named(root, "person")) or words_of(find_named(root, "byline")),
        url=raw.url or (publication.get("ex-ref", "") if publication is not None else ""),
        language=root.get(XML_LANGUAGE, ""),
        dates=(found.published,) if found.published else (),
        notes=(found.doubt,),
    )


def body_of_nitf(root: Element) -> str:
    """The paragraphs of the body's content."""
    content = find_named(root, "body.content")
    return text_of_tree(content) if content is not None else ""


def find_named(root: Element, name: str) -> Element | None:
    """The first element of a name, whatever its namespace, in the order of the document."""
    return next((element for element in root.iter() if local_name(element) == name), None)


def words_of(element: Element | None) -> str:
    """The words inside an element; empty when there is none."""
    return text_of_tree(element) if element is not None else ""


def _date(root: Element) -> ReadDate:
    for name, attribute in (
        ("date.issue", "norm"),
        ("pubdata", "date.publication"),
        ("date.release", "norm"),
    ):
        element = find_named(root, name)
        said = element.get(attribute, "") or (element.text or "") if element is not None else ""
        if said.strip():
            return read_date(said, DateOrigin.METADATA)
    return ReadDate(None)
