"""IPTC ninjs, versions 1 and 2: news items in JSON. https://iptc.org/standards/ninjs/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.dates import DateOrigin, PublicationDate
from index.readers.drafting import make_draft
from index.readers.markup import text_of_html
from index.readers.records import Record, plain_value
from index.readers.written_dates import read_date

if TYPE_CHECKING:
    from index.articles import Draft
    from index.readers.contract import Problem

__all__ = ["draft_of_ninjs", "is_ninjs"]

OWN_FIELDS = frozenset({"body_text", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated"})
CREATED = ("firstcreated", "firstCreated", "contentcreated", "contentCreated")
VERSIONS = ("versioncreated", "versionCreated")


def is_ninjs(record: Record) -> bool:
    """Whether a record is a news item of ninjs: at least two of its own fields, `uri` among them or not."""
    own = OWN_FIELDS & record.keys()
    return len(own) >= 2 or (bool(own) and "uri" in record)


def draft_of_ninjs(record: Record, *, place: str, notes: tuple[str, ...] = ()) -> Draft | Problem:
    """The article of one news item."""
    found = [
        read_date(plain_value(record[name]), DateOrigin.METADATA)
        for name in (*VERSIONS, *CREATED)
        if plain_value(record.get(name))
    ][:1]
    dates: tuple[PublicationDate, ...] = tuple(each.published for each in found if each.published)
    return make_draft(
        place=place,
        text=_body(record),
        title=_headline(record),
        id=plain_value(record.get("uri")) or plain_value(record.get("guid")),
        source=plain_value(record.get("source")) or plain_value(record.get("infosources")) or _provider(record),
        author=plain_value(record.get("byline")) or plain_value(record.get("by")),
        url=_address(record),
        language=plain_value(record.get("language")),
        dates=dates,
        notes=(*notes, *(each.doubt for each in found if each.doubt)),
    )


def _body(record: Record) -> str:
    if text := plain_value(record.get("body_text")):
        return text
    if markup := plain_value(record.get("body_xhtml")):
        return text_of_html(markup)
    bodies = list(_objects(record.get("bodies")))
    bodies.sort(key=lambda body: "plain" not in plain_value(body.get("contenttype") or body.get("contentType")))
    for body in bodies:
        if value := plain_value(body.get("value")):
            kind = plain_value(body.get("contenttype") or body.get("contentType"))
            return text_of_html(value) if "html" in kind or value.lstrip().startswith("<") else value
    return ""


def _headline(record: Record) -> str:
    if headline := plain_value(record.get("headline")):
        return text_of_html(headline)
    headlines = list(_objects(record.get("headlines")))
    headlines.sort(key=lambda each: plain_value(each.get("role")) not in {"", "main", "headline"})
    return next((text_of_html(value) for each in headlines if (value := plain_value(each.get("value")))), "")


def _provider(record: Record) -> str:
    return plain_value(record.get("provider")) or plain_value(record.get("copyrightholder"))


def _address(record: Record) -> str:
    for name in ("url", "canonicalurl", "altids"):
        value = plain_value(record.get(name))
        if value.startswith(("http://", "https://")):
            return value
    address = plain_value(record.get("uri"))
    return address if address.startswith(("http://", "https://")) else ""


def _objects(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))
