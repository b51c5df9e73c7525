"""What a page's markup says about its article: JSON-LD first, then meta elements, then its look."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.dates import DateOrigin, PublicationDate
from index.readers.drafting import one_line
from index.readers.records import plain_value
from index.readers.written_dates import read_date

__all__ = ["PageMetadata", "page_metadata"]

ARTICLE_TYPES = re.compile(r"article|reportage|posting|webpage|liveblog", re.IGNORECASE)
DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "citation_publication_date", "publication_date", "publish-date", "publishdate", "pubdate",
    "article.published", "date",
)  # fmt: skip
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title", "title")
SOURCE_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "citation_author",
)
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Fields of a Draft, empty where the page does not say."""

    title: str
    source: str
    author: str
    url: str
    language: str
    dates: tuple[PublicationDate, ...]
    doubts: tuple[str, ...]


def page_metadata(tree: Any, url: str) -> PageMetadata:
    """Read the head of a parsed page. `url`: where it was fetched from; empty for a file."""
    article = next(_linked_data(tree), {})
    meta = _meta(tree)
    dates, doubts = _dates(tree, article, meta)
    source = plain_value(article.get("publisher")) or _first(meta, SOURCE_NAMES)
    title = plain_value(article.get("headline")) or _first(meta, TITLE_NAMES) or _heading(tree, source)
    author = plain_value(article.get("author")) or _first(meta, AUTHOR_NAMES)
    return PageMetadata(
        title=one_line(title),
        source=one_line(source.removeprefix("@")),
        author="" if author.startswith("http") else re.sub(r"^by\s+", "", one_line(author), flags=re.IGNORECASE),
        url=_address(tree, meta, url),
        language=one_line(tree.get("lang") or tree.get("xml:lang") or _first(meta, ("og:locale",)))[:2].lower(),
        dates=dates,
        doubts=doubts,
    )


def _dates(
    tree: Any, article: Mapping[str, object], meta: Mapping[str, str]
) -> tuple[tuple[PublicationDate, ...], tuple[str, ...]]:
    """The first date that can be read, and what was wrong with those before it."""
    doubts: list[str] = []
    for said in _written(tree, article, meta):
        found = read_date(said, DateOrigin.PAGE)
        if found.doubt:
            doubts.append(found.doubt)
        if found.published:
            return (found.published,), tuple(doubts)
    guessed = _guessed(tree)
    return ((guessed,) if guessed else ()), tuple(doubts)


def _written(tree: Any, article: Mapping[str, object], meta: Mapping[str, str]) -> Iterator[str]:
    yield from filter(None, (plain_value(article.get(name)) for name in ("datePublished", "dateCreated")))
    yield from filter(None, (meta.get(name, "") for name in DATE_NAMES))
    yield from tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")
    yield from tree.xpath("//article//time[@pubdate]/@datetime | (//article//header//time/@datetime)[1]")


def _guessed(tree: Any) -> PublicationDate | None:
    """A date in an element whose class says date, as htmldate finds it; never its search of the text."""
    import htmldate

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        said = htmldate.find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return read_date(said, DateOrigin.PAGE).published if said else None


def _linked_data(tree: Any) -> Iterator[Mapping[str, object]]:
    """The article objects in the page's JSON-LD, those with a headline or a date first."""
    found: list[Mapping[str, object]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found += _articles(document, 0)
    found.sort(key=lambda each: ("datePublished" not in each) + ("headline" not in each))
    yield from found


def _articles(document: object, depth: int) -> list[Mapping[str, object]]:
    if depth > MAX_DEPTH:
        return []
    if isinstance(document, list):
        return [each for item in document[:200] for each in _articles(item, depth + 1)]
    if not isinstance(document, Mapping):
        return []
    inner = [document.get(name) for name in ("@graph", "mainEntity", "mainEntityOfPage")]
    found = [each for item in inner if not isinstance(item, str) for each in _articles(item, depth + 1)]
    return [document, *found] if ARTICLE_TYPES.search(plain_value(document.get("@type"))) else found


def _meta(tree: Any) -> dict[str, str]:
    """Every meta element by its name in small letters; the first of a name holds."""
    meta: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := one_line(element.get("content")):
            meta.setdefault(name.strip().lower(), content)
    return meta


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _heading(tree: Any, source: str) -> str:
    """The only first-level heading, else the title of the window without the outlet's name."""
    headings = [one_line(each.text_content()) for each in tree.xpath("//h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = one_line(tree.findtext(".//title") or "")
    head, separator, tail = title.rpartition(" | ")
    if not separator:
        head, separator, tail = title.rpartition(" - ")
    return head if separator and (tail.casefold() == source.casefold() or len(tail.split()) <= 3) else title


def _address(tree: Any, meta: Mapping[str, str], url: str) -> str:
    """The canonical address; of a fetched page only when it is on the host that was asked."""
    said = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "") or meta.get("og:url", "")
    try:
        address = urljoin(url, said.strip()) if said else ""
        same = not url or urlsplit(address).hostname == urlsplit(url).hostname
    except ValueError:
        return url
    return one_line(address) if same and address.startswith(("http://", "https://")) else url
