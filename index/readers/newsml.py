"""NewsML-G2: news items alone or in a message, with NITF or XHTML inside. https://iptc.org/standards/newsml-g2/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.articles import Draft
from index.dates import DateOrigin
from index.readers.contract import Problem, ReadOptions
from index.readers.drafting import make_draft, skipped
from index.readers.markup import local_name, looks_like_html, text_of_html, text_of_tree
from index.readers.nitf import body_of_nitf, find_named, words_of
from index.readers.raw_input import RawInput
from index.readers.written_dates import ReadDate, read_date
from index.readers.xml_trees import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_newsml"]

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read the news items of a document; several are placed as `message.xml#2`."""
    root = parse_xml(raw.read_all(options.max_file_mb, "max_file_mb"))
    items = [element for element in root.iter() if local_name(element) == "newsitem"]
    if not items:
        yield skipped(raw.place, "no news item in the document")
    for number, item in enumerate(items, start=1):
        yield _draft(item, raw.place if len(items) == 1 else f"{raw.place}#{number}")


def _draft(item: Element, place: str) -> Draft | Problem:
    found = _date(item)
    by = find_named(item, "by")
    return make_draft(
        place=place,
        text=_body(item),
        title=words_of(find_named(item, "headline")) or words_of(find_named(item, "title")),
        id=item.get("guid", ""),
        source=_name(find_named(item, "provider")) or _name(find_named(item, "infosource")),
        author=words_of(by) or _name(find_named(item, "creator")),
        url=_address(item),
        language=_language(item),
        dates=(found.published,) if found.published else (),
        notes=(found.doubt,),
    )


def _body(item: Element) -> str:
    """The text of the first content that has any: NITF or XHTML inside, else plain or escaped data."""
    for element in item.iter():
        name = local_name(element)
        if name == "inlinexml":
            body = find_named(element, "body")
            text = body_of_nitf(element) or text_of_tree(body if body is not None else element)
        elif name == "inlinedata":
            data = element.text or ""
            text = text_of_html(data) if looks_like_html(data) else data
        else:
            continue
        if text.strip():
            return text
    return ""


def _date(item: Element) -> ReadDate:
    for name in ("contentcreated", "versioncreated", "firstcreated"):
        if said := words_of(find_named(item, name)):
            return read_date(said, DateOrigin.METADATA)
    return ReadDate(None)


def _name(element: Element | None) -> str:
    """A party's name: written out, else its literal, else its code without the scheme."""
    if element is None:
        return ""
    return words_of(element) or element.get("literal", "") or element.get("qcode", "").rpartition(":")[2]


def _language(item: Element) -> str:
    element = find_named(item, "language")
    return (element.get("tag", "") if element is not None else "") or item.get(XML_LANGUAGE, "")


def _address(item: Element) -> str:
    for element in item.iter():
        if local_name(element) == "link" and "html" in element.get("contenttype", ""):
            address = element.get("href", "")
            if address.startswith(("http://", "https://")):
                return address
    return ""
